/** Figures and days in words, as the browser's language has them. */

const number = new Intl.NumberFormat();
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'long', timeZone: 'UTC' });

export const MILLISECONDS = 86_400_000;

/** A range as it is said; null is unknown, never 0. */
export function rangeInWords(low: number | null, high: number | null): string {
  if (low === null && high === null) return 'unknown';
  if (low === null) return `at most ${number.format(high as number)}`;
  if (high === null) return `at least ${number.format(low)}`;
  return low === high ? number.format(low) : `${number.format(low)}–${number.format(high)}`;
}

/** "1 incident", "2,310 incidents". */
export function countInWords(count: number, noun: string): string {
  return `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Days since 1970 as the reader writes a date. */
export function dayInWords(days: number): string {
  return day.format(days * MILLISECONDS);
}

/** Two days since 1970 as the reader writes an interval of dates. */
export function daysInWords(from: number, to: number): string {
  return day.formatRange(from * MILLISECONDS, to * MILLISECONDS);
}

/** Days since 1970 as the reader writes a month. */
export function monthInWords(days: number): string {
  return month.format(days * MILLISECONDS);
}

/** Days since 1970 of an ISO day or time; null for anything else. */
export function dayNumber(iso: string): number | null {
  const parsed = /^\d{4}-\d{2}-\d{2}/.test(iso) ? Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) : NaN;
  return Number.isNaN(parsed) ? null : parsed / MILLISECONDS;
}

/** The ISO day of days since 1970. */
export function isoDay(days: number): string {
  return new Date(days * MILLISECONDS).toISOString().slice(0, 10);
}

/** The first day of a day, month or year in ISO 8601, in days since 1970; null for anything else. */
export function firstDay(said: string): number | null {
  if (/^\d{4}$/.test(said)) return dayNumber(`${said}-01-01`);
  return dayNumber(/^\d{4}-\d{2}$/.test(said) ? `${said}-01` : said);
}

/** Its last day. */
export function lastDay(said: string): number | null {
  if (/^\d{4}$/.test(said)) return dayNumber(`${said}-12-31`);
  const first = firstDay(said);
  return first !== null && /^\d{4}-\d{2}$/.test(said) ? lastDayOfMonth(first) : first;
}

/** The last day of the month that a day lies in. */
export function lastDayOfMonth(day: number): number {
  const date = new Date(day * MILLISECONDS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / MILLISECONDS;
}
