/** The world's outlines for the map: Natural Earth (public domain) by way of the npm package world-atlas. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { merge, mesh } from 'topojson-client';
import type { GeometryCollection, Polygon, Topology } from 'topojson-specification';
import type { FeatureCollection } from 'geojson';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);
type Atlas = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

/** Land to fill and borders to draw, once each, of one scale ("50m", "110m"); degrees with `places` decimals. */
export function outlines(scale: string, places: number): FeatureCollection {
  const atlas = JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${scale}.json`), 'utf8')) as Atlas;
  const land = merge(atlas, atlas.objects.countries.geometries as Polygon[]);
  const borders = mesh(atlas, atlas.objects.countries as GeometryCollection, (a, b) => a !== b);
  return {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: { kind: 'land' }, geometry: { ...land, coordinates: rounded(land.coordinates, places) } },
      { type: 'Feature', properties: { kind: 'border' }, geometry: { ...borders, coordinates: rounded(borders.coordinates, places) } },
    ],
  };
}

/** Nested coordinates, each number rounded. */
function rounded<T>(coordinates: T, places: number): T {
  const unit = 10 ** places;
  const round = (value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * unit) / unit : (value as unknown[]).map(round);
  return round(coordinates) as T;
}

/** Writes `outlines-SCALE.json` beside the scripts. */
export function outlineFiles(): Plugin {
  return {
    name: 'outlines',
    apply: 'build',
    generateBundle() {
      for (const [scale, places] of [['50m', 3], ['110m', 2]] as const) {
        const source = JSON.stringify(outlines(scale, places));
        this.emitFile({ type: 'asset', fileName: `outlines-${scale}.json`, source });
      }
    },
  };
}
