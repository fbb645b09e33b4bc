/** The world's outlines for the map: Natural Earth (public domain) by way of the npm package world-atlas. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon, Position } from 'geojson';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);
const ANTARCTICA = '010';
/** Square degrees of the smallest country, about Gaza's and the West Bank's together, that has room for its name. */
const LEAST_NAMED = 0.3;

type Atlas = Topology<{ countries: GeometryCollection }>;
type Country = Feature<Polygon | MultiPolygon, { name: string }>;

/** Countries to fill and a point to name each at, of one scale ("50m", "110m"); degrees with `places` decimals. */
export function outlines(scale: string, places: number): FeatureCollection {
  const atlas = JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${scale}.json`), 'utf8')) as Atlas;
  const countries = feature(atlas, atlas.objects.countries as GeometryCollection<{ name: string }>).features
    .filter(({ id }) => id !== ANTARCTICA) as Country[];
  const names = countries.map(name).filter(({ properties }) => properties?.['size'] >= LEAST_NAMED);
  return { type: 'FeatureCollection', features: [...countries.map((each) => land(each, places)), ...names] };
}

function land({ geometry }: Country, places: number): Feature {
  const whole = (rings: readonly Position[][]) => rings.map(unbroken);
  const pieces = geometry.type === 'Polygon' ? whole(geometry.coordinates) : geometry.coordinates.map(whole);
  const coordinates = rounded(pieces, places);
  return { type: 'Feature', properties: { kind: 'land' }, geometry: { ...geometry, coordinates } as Country['geometry'] };
}

/** A country's name in the middle of its largest piece; `size` is that piece's in square degrees. */
function name({ geometry, properties }: Country): Feature<Point> {
  const pieces = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const { size, at } = pieces.map(([outer]) => middle(unbroken(outer as Position[]))).reduce((a, b) => (b.size > a.size ? b : a));
  return {
    type: 'Feature',
    properties: { kind: 'name', name: properties.name, size: rounded(size, 2) },
    geometry: { type: 'Point', coordinates: rounded(at, 2) },
  };
}

/** A ring that goes on beyond 180 degrees where it crosses the date line, as maps draw it best. */
function unbroken(ring: readonly Position[]): Position[] {
  let turn = 0;
  return ring.map(([lon, lat], i) => {
    const before = ring[i - 1]?.[0] ?? lon as number;
    if (Math.abs((lon as number) - before) > 180) turn += (lon as number) < before ? 360 : -360;
    return [(lon as number) + turn, lat as number];
  });
}

/** A ring's size and its centre of gravity. */
function middle(ring: readonly Position[]): { size: number; at: Position } {
  let [twice, x, y] = [0, 0, 0];
  for (const [i, [x1, y1]] of ring.slice(0, -1).entries() as Iterable<[number, [number, number]]>) {
    const [x2, y2] = ring[i + 1] as [number, number];
    const cross = x1 * y2 - x2 * y1;
    [twice, x, y] = [twice + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross];
  }
  return { size: Math.abs(twice / 2), at: [x / (3 * twice), y / (3 * twice)] };
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
