/** Places on a map: what is drawn how large, and what lies within the part that is shown. */

export type Precision = 'exact' | 'near' | 'district' | 'province';

/** How far from its point a place of each precision may lie, in km: what the circles on the map show. */
export const RADIUS_KM: Readonly<Record<Precision, number>> = { exact: 0, near: 5, district: 30, province: 100 };

export interface At {
  readonly lat: number;
  readonly lon: number;
}

/** Degrees; `west` is greater than `east` where the box lies across the date line. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Is a precision drawn? Countries, regions and what is unresolved are counted, not drawn. */
export function isDrawn(precision: string): precision is Precision {
  return precision in RADIUS_KM;
}

/** Web Mercator's pixels for a distance at zoom 0, where the world is 512 pixels wide. */
export function pixelsAtZoomZero(km: number, lat: number): number {
  const metresPerPixel = (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / 512;
  return (km * 1000) / Math.max(metresPerPixel, 1);
}

export function contains(bounds: Bounds, { lat, lon }: At): boolean {
  if (lat < bounds.south || lat > bounds.north) return false;
  if (bounds.west <= bounds.east) return lon >= bounds.west && lon <= bounds.east;
  return lon >= bounds.west || lon <= bounds.east;
}

/** The smallest box around all places, grown to what their circles cover; null without places. */
export function boundsOf(places: Iterable<At & { precision: Precision }>): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { lat, lon, precision } of places) {
    const high = RADIUS_KM[precision] / 111;
    const wide = high / Math.max(Math.cos((lat * Math.PI) / 180), 0.1);
    [west, south] = [Math.min(west, lon - wide), Math.min(south, lat - high)];
    [east, north] = [Math.max(east, lon + wide), Math.max(north, lat + high)];
  }
  if (west > east) return null;
  return { west, south: Math.max(south, -85), east, north: Math.min(north, 85) };
}

/** A part of the map with longitudes that exist; null for the whole world, which narrows nothing. */
export function partOfWorld({ west, south, east, north }: Bounds): Bounds | null {
  return east - west >= 360 ? null : { west: wrapped(west), south, east: wrapped(east), north };
}

/** "west,south,east,north" with three decimals. */
export function boundsInAddress({ west, south, east, north }: Bounds): string {
  return [west, south, east, north].map((each) => String(Number(each.toFixed(3)))).join(',');
}

export function boundsFromAddress(said: string | null): Bounds | null {
  const [west, south, east, north, ...more] = (said ?? '').split(',').map((each) => (each.trim() ? Number(each) : NaN));
  const all = [west, south, east, north];
  if (more.length || all.some((each) => each === undefined || !Number.isFinite(each))) return null;
  return { west: west as number, south: south as number, east: east as number, north: north as number };
}

/** A longitude between -180 and 180. */
export function wrapped(lon: number): number {
  return lon >= -180 && lon <= 180 ? lon : ((((lon + 180) % 360) + 360) % 360) - 180;
}
