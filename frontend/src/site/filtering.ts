/** The desk's filters on the incidents of a published site: a report of an incident fits all that reports are asked for. */
import { firstDay, isoDay, lastDay } from '../words.ts';
import { folded } from './finding.ts';
import type { Index, Report, Row } from './columns.ts';

/** Filters by terms of reports, in the address by the same names as on the desk. */
const OF_REPORTS = ['place', 'actor', 'type'] as const;
/** Those that any report of an incident may fit. */
const OF_INCIDENTS = ['tactic', 'group', 'source'] as const;
/** Of these, names that begin with what is asked for fit as well. */
const BEGUN = new Set(['place', 'actor']);
export const NAMES = ['since', 'until', ...OF_REPORTS, 'stage', ...OF_INCIDENTS, 'grade', 'only', 'text', 'bounds', 'order'] as const;

export type Asked = ReadonlyMap<string, readonly string[]>;

/** What an address asks for; blank values and names that are no filter are none. */
export function askedOf(search: string): Asked {
  const given = new URLSearchParams(search);
  const found = NAMES.map((name) => [name, [...new Set(given.getAll(name).map((each) => each.trim()).filter(Boolean))]] as const);
  return new Map(found.filter(([, values]) => values.length));
}

/** The address of what is asked, as the desk writes it. */
export function searchOf(asked: Asked): string {
  const query = new URLSearchParams();
  for (const [name, values] of asked) for (const value of values) query.append(name, value);
  const said = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return said ? `?${said}` : '';
}

/** The same with one value more, or less where it is there. */
export function toggled(asked: Asked, name: string, value: string): Asked {
  const held = asked.get(name) ?? [];
  const values = held.includes(value) ? held.filter((each) => each !== value) : [...held, value];
  const made = new Map(asked);
  if (values.length) made.set(name, values);
  else made.delete(name);
  return made;
}

export class Filter {
  private readonly terms: ReadonlyMap<string, ReadonlySet<number>>;

  constructor(private readonly index: Index, private readonly asked: Asked, private readonly words: readonly string[] | null = null) {
    this.terms = new Map([...OF_REPORTS, ...OF_INCIDENTS].filter((name) => asked.has(name))
      .map((name) => [name, termsOf(index, name, asked.get(name) ?? [])]));
  }

  /** Whether an incident fits; `at` is its number among all, `but` names a filter that is not looked at. */
  fits(row: Row, at: number, but = ''): boolean {
    const { asked } = this;
    const grades = but === 'grade' ? undefined : asked.get('grade');
    if (grades && !grades.includes(row.grade)) return false;
    if (asked.has('stage') && !asked.get('stage')?.includes(row.stage)) return false;
    if (!(asked.get('only') ?? []).every((flag) => this.is(row, flag))) return false;
    if (!OF_INCIDENTS.every((name) => name === but || !this.terms.has(name) || row.reports.some((each) => this.found(each, name)))) return false;
    if (!row.reports.some((each) => this.reportFits(each, but))) return false;
    return !this.words || said(this.words[at] ?? '', asked.get('text')?.at(-1) ?? '');
  }

  private reportFits(report: Report, but: string): boolean {
    const [since, until] = [firstDay(this.last('since')), lastDay(this.last('until'))];
    if ((since !== null || until !== null) && !report[0]) return false;
    if (since !== null && (report[1] ?? '') < isoDay(since)) return false;
    if (until !== null && (report[0] ?? '') > isoDay(until)) return false;
    return OF_REPORTS.every((name) => name === but || !this.terms.has(name) || this.found(report, name));
  }

  private last(name: string): string {
    return this.asked.get(name)?.at(-1) ?? '';
  }

  private found(report: Report, name: string): boolean {
    const wanted = this.terms.get(name);
    return report.slice(2).some((term) => wanted?.has(term as number));
  }

  private is(row: Row, flag: string): boolean {
    if (flag === 'news') return !this.is(row, 'background');
    const at = this.index.flags.indexOf(flag);
    return at >= 0 && (row.flags & (1 << at)) !== 0;
  }
}

/** The numbers of the terms that values mean: the same word, one that begins with it, a party that belongs to it. */
function termsOf({ terms, holders }: Index, kind: string, values: readonly string[]): Set<number> {
  const wanted = values.map(folded);
  const fits = (name: string) => wanted.some((each) => name === each || (BEGUN.has(kind) && name.startsWith(`${each} `)));
  const found = new Set<number>();
  terms.forEach(([termKind, name], number) => {
    if (termKind !== kind) return;
    const belongs = kind === 'actor' ? holders[name] ?? [] : [];
    if (fits(folded(name)) || belongs.some((each) => fits(folded(each)))) found.add(number);
  });
  return found;
}

/** Whether a text holds all words: "car bomb" is a phrase, bomb* a beginning. */
export function said(text: string, asked: string): boolean {
  const plain = ` ${folded(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const parts = asked.match(/"[^"]*"|\S+/g) ?? [];
  return parts.every((part) => {
    const words = folded(part).replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
    return !words || plain.includes(part.endsWith('*') ? ` ${words}` : ` ${words} `);
  });
}

const GRADES = ['confirmed', 'corroborated', 'single-source', 'contested', 'denied'];
const SORTS: Readonly<Record<string, (row: Row) => string | number | null>> = {
  day: (row) => row.from ?? row.to,
  killed: (row) => row.killed[1],
  grade: (row) => GRADES.indexOf(row.grade),
  recorded: (row) => row.recorded || null,
  changed: (row) => row.changed || null,
};

/** In the order asked for, what is unknown last. */
export function ordered(rows: readonly Row[], order: string): Row[] {
  const sign = order.startsWith('-') ? -1 : 1;
  const key = SORTS[order.replace(/^-/, '')] ?? (SORTS['day'] as (row: Row) => string | null);
  const keyed = rows.map((row) => [key(row), row] as const);
  const known = keyed.filter(([value]) => value !== null) as [string | number, Row][];
  known.sort(([a, one], [b, other]) => sign * (a < b ? -1 : a > b ? 1 : one.id < other.id ? -1 : 1));
  return [...known.map(([, row]) => row), ...keyed.filter(([value]) => value === null).map(([, row]) => row)];
}
