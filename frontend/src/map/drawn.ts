/** The map by MapLibre: outlines of countries, marks that gather where they are many, circles for what is not exact. */
import {
  GeoJSONSource, LngLatBounds, Map, Marker, NavigationControl, Popup, ScaleControl, setWorkerUrl,
  type LayerSpecification, type MapGeoJSONFeature, type StyleSpecification,
} from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Feature, FeatureCollection, Point } from 'geojson';
import { onTheme } from '../page.ts';
import type { Pile } from '../incidents/points.ts';
import { RADIUS_KM, pixelsAtZoomZero, type At, type Bounds } from './geometry.ts';
import { MARK_NAMES, drawMark, palette } from './marks.ts';
import { circleLayers } from './layers.ts';
import { Pin } from './pin.ts';
import type { MapOptions, MapView } from './view.ts';

const EMPTY: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };
const LARGEST_ZOOM = 12;
const COARSE = new URL('outlines-110m.json', import.meta.url).href;
const FINE = new URL('outlines-50m.json', import.meta.url).href;
/** The zoom from which on the fine outlines, which are ten times larger, can be told from the coarse ones. */
const FINE_FROM = 2.5;

setWorkerUrl(workerUrl);

/** Resolves once the map can be drawn upon. */
export async function drawMap(element: HTMLElement, options: MapOptions): Promise<MapView> {
  const box = options.bounds;
  const map = new Map({
    container: element,
    style: style(),
    attributionControl: document.body.dataset['tiles'] ? { compact: true } : false,
    ...(box ? { bounds: boxOf(box) } : { center: [20, 15] as [number, number], zoom: 1 }),
    fitBoundsOptions: { padding: 24, maxZoom: 9 },
    maxZoom: document.body.dataset['tiles'] ? 18 : LARGEST_ZOOM,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: matchMedia('(pointer: coarse)').matches,
    canvasContextAttributes: { antialias: true },
    locale: { 'Map.Title': options.label },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl({}));
  await new Promise<void>((done, failed) => {
    map.once('style.load', () => done());
    map.once('error', ({ error }) => failed(error));
  });
  drawMarks(map);
  refineOutlines(map);
  onTheme(() => {
    drawMarks(map);
    for (const { id, paint } of layers()) {
      for (const [name, value] of Object.entries(paint ?? {})) map.setPaintProperty(id, name as never, value as never);
    }
  });
  return new DrawnMap(map, options);
}

class DrawnMap implements MapView {
  private piles: readonly Pile[] = [];
  private readonly popup = new Popup({ maxWidth: '20rem', closeButton: true });
  private placed: Pin | null = null;

  constructor(private readonly map: Map, private readonly options: MapOptions) {
    if (options.moved) map.on('moveend', () => options.moved?.(this.bounds()));
    if (options.told) this.tell();
    if (options.picked) map.on('click', ({ lngLat }) => this.pickedAt({ lat: lngLat.lat, lon: lngLat.lng }));
  }

  show(piles: readonly Pile[]): void {
    this.piles = piles;
    this.popup.remove();
    this.source('marks').setData({ type: 'FeatureCollection', features: piles.map(markOf) });
  }

  ring(at: At | null): void {
    this.source('ring').setData(at ? pointOf(at, {}) : EMPTY);
  }

  pin(at: At): void {
    this.placed ??= new Pin(this.map, new Marker({ draggable: true, color: palette().accent }), (to) => this.options.picked?.(to));
    this.placed.put(at);
  }

  fit(bounds: Bounds): void {
    this.map.fitBounds(boxOf(bounds), { padding: 24, maxZoom: 9, animate: false });
  }

  bounds(): Bounds {
    const box = this.map.getBounds();
    return { west: box.getWest(), south: box.getSouth(), east: box.getEast(), north: box.getNorth() };
  }

  private source(name: string): GeoJSONSource {
    return this.map.getSource(name) as GeoJSONSource;
  }

  private pickedAt(at: At): void {
    this.pin(at);
    this.options.picked?.(at);
  }

  private tell(): void {
    for (const layer of ['gathered', 'marks', 'areas']) {
      this.map.on('mouseenter', layer, () => (this.map.getCanvas().style.cursor = 'pointer'));
      this.map.on('mouseleave', layer, () => (this.map.getCanvas().style.cursor = ''));
    }
    this.map.on('click', (event) => {
      const [found] = this.map.queryRenderedFeatures(event.point, { layers: ['gathered', 'marks', 'areas'] });
      if (found) void this.choose(found);
    });
  }

  private async choose(found: MapGeoJSONFeature): Promise<void> {
    const [lon, lat] = (found.geometry as Point).coordinates as [number, number];
    const cluster = found.properties['cluster_id'] as number | undefined;
    if (cluster !== undefined) {
      const zoom = await this.source('marks').getClusterExpansionZoom(cluster);
      this.map.easeTo({ center: [lon, lat], zoom: Math.min(zoom + 0.2, LARGEST_ZOOM) });
      return;
    }
    const pile = this.piles.find((each) => each.lat === found.properties['lat'] && each.lon === found.properties['lon']);
    if (!pile) return;
    if (!pile.members.length) this.map.easeTo({ center: [lon, lat], zoom: this.map.getZoom() + 2 });
    else if (this.options.told) this.popup.setLngLat([lon, lat]).setDOMContent(this.options.told(pile)).addTo(this.map);
  }
}

/** A mark; `radius` only where the place is not exact, in pixels at zoom 0. */
function markOf(pile: Pile): Feature<Point> {
  const { n, grade, lat, lon, precision } = pile;
  const radius = precision === 'exact' ? null : pixelsAtZoomZero(RADIUS_KM[precision], lat);
  return pointOf(pile, { n, lat, lon, grade: grade ?? '', ...(radius && { radius }) });
}

function pointOf({ lat, lon }: At, properties: Record<string, unknown>): Feature<Point> {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } };
}

function boxOf({ west, south, east, north }: Bounds): LngLatBounds {
  return new LngLatBounds([west, south], [east < west ? east + 360 : east, north]);
}

function refineOutlines(map: Map): void {
  const refine = () => {
    if (map.getZoom() < FINE_FROM) return;
    map.off('zoomend', refine);
    (map.getSource('outlines') as GeoJSONSource).setData(FINE);
  };
  map.on('zoomend', refine);
  refine();
}

function drawMarks(map: Map): void {
  for (const name of MARK_NAMES) {
    if (map.hasImage(name)) map.updateImage(name, drawMark(name));
    else map.addImage(name, drawMark(name), { pixelRatio: 2 });
  }
}

function style(): StyleSpecification {
  const tiles = document.body.dataset['tiles'];
  return {
    version: 8,
    sources: {
      outlines: { type: 'geojson', data: COARSE, tolerance: 0.3 },
      marks: {
        type: 'geojson', data: EMPTY, cluster: true, clusterRadius: 34, clusterMaxZoom: LARGEST_ZOOM - 3,
        clusterProperties: { n: ['+', ['get', 'n']] },
      },
      ring: { type: 'geojson', data: EMPTY },
      ...(tiles && {
        tiles: {
          type: 'raster' as const, tiles: [tiles], tileSize: 256, maxzoom: 19,
          attribution: document.body.dataset['tilesCredit'] ?? `Tiles: ${new URL(tiles).host}`,
        },
      }),
    },
    layers: layers(),
  };
}

function layers(): LayerSpecification[] {
  const { sea, land, border, muted } = palette();
  const tiles = document.body.dataset['tiles'];
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': sea } },
    { id: 'land', type: 'fill', source: 'outlines', filter: ['==', ['get', 'kind'], 'land'], paint: { 'fill-color': land } },
    ...(tiles ? [{ id: 'tiles', type: 'raster' as const, source: 'tiles', paint: { 'raster-saturation': -0.5 } }] : []),
    { id: 'borders', type: 'line', source: 'outlines', filter: ['==', ['get', 'kind'], 'land'], paint: { 'line-color': border, 'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.35, 5, 0.8], 'line-opacity': 0.7 } },
    {
      id: 'names', type: 'symbol', source: 'outlines', filter: ['==', ['get', 'kind'], 'name'],
      layout: {
        'text-field': ['get', 'name'], 'text-font': ['system-ui', 'sans-serif'], 'text-size': 12, 'text-max-width': 7,
        'text-letter-spacing': 0.06, 'symbol-sort-key': ['-', ['get', 'size']], 'text-padding': 8,
      },
      paint: { 'text-color': muted, 'text-halo-color': land, 'text-halo-width': 1.2 },
    },
    ...circleLayers(),
  ];
}
