/** How MapLibre paints areas, marks and gathered marks. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { MARK_NAMES, markColour, palette } from './marks.ts';

const ZOOMS = [0, 2, 4, 6, 8, 10, 12, 14];
const LEAST_RADIUS = 7;

/** From below to above: circles of what is not exact, gathered marks with their number, single marks, the ring. */
export function circleLayers(): LayerSpecification[] {
  const { ink, paper, accent } = palette();
  const isOne: ExpressionSpecification = ['==', ['get', 'n'], 1];
  return [
    {
      id: 'areas', type: 'circle', source: 'marks', filter: ['has', 'radius'],
      paint: {
        'circle-radius': trueRadius(), 'circle-color': byGrade(), 'circle-opacity': 0.12,
        'circle-stroke-color': byGrade(), 'circle-stroke-width': 1, 'circle-stroke-opacity': 0.55,
      },
    },
    {
      id: 'gathered', type: 'circle', source: 'marks', filter: ['!', isOne],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['log10', ['get', 'n']], 0, 9, 1, 13, 2, 18, 3, 24, 5, 36],
        'circle-color': accent, 'circle-opacity': 0.85, 'circle-stroke-color': paper, 'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'numbers', type: 'symbol', source: 'marks', filter: ['!', isOne],
      layout: {
        'text-field': ['number-format', ['get', 'n'], {}], 'text-font': ['system-ui', 'sans-serif'], 'text-size': 12,
        'text-allow-overlap': true, 'text-ignore-placement': true,
      },
      paint: { 'text-color': paper },
    },
    {
      id: 'marks', type: 'symbol', source: 'marks', filter: ['all', isOne, ['!=', ['get', 'grade'], '']],
      layout: { 'icon-image': ['get', 'grade'], 'icon-allow-overlap': true, 'icon-ignore-placement': true },
      paint: { 'icon-opacity': ['case', ['has', 'radius'], 0.75, 1] },
    },
    {
      id: 'ring', type: 'circle', source: 'ring',
      paint: {
        'circle-radius': 13, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': ink, 'circle-stroke-width': 2.5,
      },
    },
  ];
}

/** The radius on the ground, but never too small to be seen and clicked. */
function trueRadius(): ExpressionSpecification {
  const stops = ZOOMS.flatMap((zoom) => [zoom, ['max', LEAST_RADIUS, ['*', ['get', 'radius'], 2 ** zoom]]]);
  return ['interpolate', ['exponential', 2], ['zoom'], ...stops] as unknown as ExpressionSpecification;
}

function byGrade(): ExpressionSpecification {
  const cases = MARK_NAMES.flatMap((name) => [name, markColour(name)]);
  return ['match', ['get', 'grade'], ...cases, markColour(null)] as unknown as ExpressionSpecification;
}
