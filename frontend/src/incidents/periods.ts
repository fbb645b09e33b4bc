/** Incidents by day, week or month, as the timeline draws them. */
import { dayNumber, lastDayOfMonth, MILLISECONDS } from '../words.ts';
import type { Incident, Month } from './points.ts';

export type Unit = 'day' | 'week' | 'month';

/** Days since 1970, both inclusive. */
export interface Period {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly low: number;
  readonly high: number | null;
}

/** Pixels below which a bar is not seen. */
const THINNEST = 8;

/** The share of the incidents that the bars must hold at once: some old ones that an article mentions may be left out. */
const MOST = 0.8;

/** The finest unit of which the bars up to the latest have room for most incidents. */
export function unitOf(incidents: readonly Incident[], width: number, today = daysUntilNow()): Unit {
  const days = incidents.map(({ day }) => day).filter((day) => day !== null && day <= today).sort((a, b) => Number(b) - Number(a));
  const [latest, oldest] = [days[0], days[Math.ceil(days.length * MOST) - 1]];
  if (typeof latest !== 'number' || typeof oldest !== 'number') return 'month';
  const room = Math.floor(width / THINNEST);
  if (latest - oldest < room) return 'day';
  return (latest - oldest) / 7 < room ? 'week' : 'month';
}

/** Every day, week or month from the first to the last incident, the empty ones too. */
export function periodsOf(incidents: readonly Incident[], unit: Unit): Period[] {
  const [first, last] = reach(incidents);
  if (first > last) return [];
  const sums = new Map<number, Period>();
  for (let from = startOf(first, unit); from <= last; from = endOf(from, unit) + 1) {
    sums.set(from, { from, to: endOf(from, unit), n: 0, low: 0, high: 0 });
  }
  for (const { day, low, high } of incidents) {
    if (day === null) continue;
    const sum = sums.get(startOf(day, unit)) as Period;
    sums.set(sum.from, {
      ...sum,
      n: sum.n + 1,
      low: sum.low + (low ?? 0),
      high: sum.high === null || high === null ? null : sum.high + high,
    });
  }
  return [...sums.values()];
}

/** The desk's own months as periods, with those between them that it left out. */
export function periodsOfMonths(months: readonly Month[]): Period[] {
  const known = new Map<number, Month>();
  for (const each of months) {
    const from = dayNumber(`${each.month.slice(0, 7)}-01`);
    if (from !== null) known.set(from, each);
  }
  const starts = [...known.keys()].sort((a, b) => a - b);
  const periods: Period[] = [];
  for (let from = starts[0] ?? 0; from <= (starts.at(-1) ?? -1); from = endOf(from, 'month') + 1) {
    const { n = 0, killed_low = 0, killed_high = 0 } = known.get(from) ?? {};
    periods.push({ from, to: endOf(from, 'month'), n, low: killed_low ?? 0, high: killed_high });
  }
  return periods;
}

/** The last periods until today of which each has room for its bar, and how many incidents lie outside them. */
export function fitting(
  periods: readonly Period[], width: number, today = daysUntilNow(),
): { shown: readonly Period[]; beyond: number } {
  const come = periods.filter(({ from }) => from <= today);
  const shown = (come.length ? come : periods).slice(-Math.max(1, Math.floor(width / THINNEST)));
  const all = (some: readonly Period[]) => some.reduce((sum, { n }) => sum + n, 0);
  return { shown, beyond: all(periods) - all(shown) };
}

/** Days or weeks as the months that they begin in. */
export function inMonths(periods: readonly Period[]): Period[] {
  const months = new Map<number, Period>();
  for (const { from, n, low, high } of periods) {
    const month = startOf(from, 'month');
    const sum = months.get(month) ?? { from: month, to: endOf(month, 'month'), n: 0, low: 0, high: 0 };
    const both = sum.high === null || high === null ? null : sum.high + high;
    months.set(month, { ...sum, n: sum.n + n, low: sum.low + low, high: both });
  }
  return [...months.values()];
}

function reach(incidents: readonly Incident[]): [number, number] {
  let [first, last] = [Infinity, -Infinity];
  for (const { day } of incidents) {
    if (day === null) continue;
    [first, last] = [Math.min(first, day), Math.max(last, day)];
  }
  return [first, last];
}

function startOf(day: number, unit: Unit): number {
  if (unit === 'day') return day;
  const date = new Date(day * MILLISECONDS);
  return unit === 'week' ? day - ((date.getUTCDay() + 6) % 7) : day - date.getUTCDate() + 1;
}

function endOf(day: number, unit: Unit): number {
  if (unit === 'month') return lastDayOfMonth(day);
  return unit === 'week' ? startOf(day, unit) + 6 : day;
}

function daysUntilNow(): number {
  return Date.now() / MILLISECONDS;
}
