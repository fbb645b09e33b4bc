/** The incidents of a page as points, days and figures; what a stretch of time and a part of the map leave of them. */
import { contains, isDrawn, type At, type Bounds, type Precision } from '../map/geometry.ts';
import { dayNumber } from '../words.ts';

export type Grade = 'confirmed' | 'corroborated' | 'single' | 'contested' | 'denied';

/** What a mark is drawn as: an incident's grade, or a place as such. */
export type MarkName = Grade | 'place';

export interface Incident {
  readonly id: string;
  readonly place: (At & { precision: Precision }) | null;
  readonly day: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly grade: Grade;
  readonly type: string;
  readonly name: string;
}

/** What the desk sends: columns of incidents, or cells where there are too many. */
export interface Sent {
  readonly ids?: readonly string[];
  readonly lat?: readonly (number | null)[];
  readonly lon?: readonly (number | null)[];
  readonly precision?: readonly string[];
  readonly day?: readonly (number | string | null)[];
  readonly killed?: readonly (readonly [number | null, number | null])[];
  readonly grade?: readonly string[];
  /** Places and types by their number among the words. */
  readonly type?: readonly number[];
  readonly types?: readonly string[];
  readonly place?: readonly (number | null)[];
  readonly places?: readonly string[];
  readonly cells?: readonly Cell[];
  readonly months?: readonly Month[];
  readonly unplaced?: number;
  readonly total?: number;
}

export interface Cell extends At {
  readonly n: number;
  readonly killed_low: number | null;
  readonly killed_high: number | null;
}

export interface Month {
  readonly month: string;
  readonly n: number;
  readonly killed_low: number | null;
  readonly killed_high: number | null;
}

/** Incidents, or a cell's, that share a point: what one mark on the map stands for. */
export interface Pile extends At {
  readonly precision: Precision;
  readonly n: number;
  readonly low: number;
  readonly high: number | null;
  readonly grade: MarkName | null;
  readonly members: readonly Incident[];
}

/** Days since 1970, both inclusive; null is open. */
export interface Stretch {
  readonly since: number | null;
  readonly until: number | null;
}

const GRADES: Readonly<Record<string, Grade>> = {
  confirmed: 'confirmed', corroborated: 'corroborated', contested: 'contested', denied: 'denied',
};

/** The columns as incidents, in their order. */
export function incidentsOf(sent: Sent): Incident[] {
  return (sent.ids ?? []).map((id, i) => {
    const [lat, lon, precision] = [sent.lat?.[i] ?? null, sent.lon?.[i] ?? null, sent.precision?.[i] ?? ''];
    const day = sent.day?.[i] ?? null;
    return {
      id,
      place: lat !== null && lon !== null && isDrawn(precision) ? { lat, lon, precision } : null,
      day: typeof day === 'string' ? dayNumber(day) : day,
      low: sent.killed?.[i]?.[0] ?? null,
      high: sent.killed?.[i]?.[1] ?? null,
      grade: GRADES[sent.grade?.[i] ?? ''] ?? 'single',
      type: sent.types?.[sent.type?.[i] ?? -1] ?? 'Incident',
      name: sent.places?.[sent.place?.[i] ?? -1] ?? '',
    };
  });
}

/** One pile for each point and precision. */
export function pilesOf(incidents: readonly Incident[]): Pile[] {
  const together = new Map<string, Incident[]>();
  for (const each of incidents) {
    if (!each.place) continue;
    const key = `${each.place.lat} ${each.place.lon} ${each.place.precision}`;
    const pile = together.get(key);
    if (pile) pile.push(each);
    else together.set(key, [each]);
  }
  return [...together.values()].map((members) => {
    const [first] = members as [Incident];
    return {
      ...(first.place as At & { precision: Precision }),
      n: members.length,
      low: members.reduce((sum, each) => sum + (each.low ?? 0), 0),
      high: members.reduce<number | null>((sum, { high }) => (sum === null || high === null ? null : sum + high), 0),
      grade: members.every((each) => each.grade === first.grade) ? first.grade : null,
      members,
    };
  });
}

/** Cells as piles of which only the number is known. */
export function pilesOfCells(cells: readonly Cell[]): Pile[] {
  return cells.map(({ lat, lon, n, killed_low, killed_high }) => ({
    lat, lon, n, low: killed_low ?? 0, high: killed_high, precision: 'exact', grade: null, members: [],
  }));
}

export function isWithin(stretch: Stretch, day: number | null): boolean {
  if (stretch.since === null && stretch.until === null) return true;
  return day !== null && day >= (stretch.since ?? -Infinity) && day <= (stretch.until ?? Infinity);
}

/** Incidents of a stretch, of a part of the map, or of both. */
export function narrowed(incidents: readonly Incident[], stretch: Stretch, bounds: Bounds | null): Incident[] {
  return incidents.filter(
    ({ day, place }) => isWithin(stretch, day) && (!bounds || (place !== null && contains(bounds, place))),
  );
}

export interface Unseen {
  readonly unplaced: number;
  readonly undated: number;
}

/** How many incidents the map and the timeline leave out: of cells the desk says it. */
export function unseen({ unplaced, total, months }: Sent, incidents: readonly Incident[]): Unseen {
  const dated = months?.reduce((sum, { n }) => sum + n, 0) ?? 0;
  return {
    unplaced: unplaced ?? incidents.filter(({ place }) => place === null).length,
    undated: total === undefined ? incidents.filter(({ day }) => day === null).length : total - dated,
  };
}
