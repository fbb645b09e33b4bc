/** How the list of a published site shows incidents, the filters in force, and what the view may be narrowed by. */
import { make } from '../page.ts';
import { countInWords, rangeInWords } from '../words.ts';
import type { Index, Row } from './columns.ts';
import { searchOf, toggled, type Asked } from './filtering.ts';

const SHOWN_CHOICES = 12;

/** A row of the table, as the desk writes it. */
export function tableRow(row: Row, index: Index, link: string): HTMLTableRowElement {
  const address = link.replace('{id}', encodeURIComponent(row.id));
  const tags = [row.stage === 'carried_out' ? '' : row.stage, isFlagged(row, index, 'background') ? 'background' : '', row.decided ? 'decided' : ''];
  const cell = (attributes: Record<string, string>, ...parts: (Node | string)[]) => make('td', attributes, ...parts);
  return make('tr', { 'data-id': row.id, 'data-item': '' },
    cell({ class: 'nowrap' }, days(row)),
    make('th', { scope: 'row', class: 'type' }, make('a', { href: address }, index.words.type[row.type] ?? row.type),
      ...tags.filter(Boolean).flatMap((tag) => [' ', make('span', { class: 'tag' }, tag)])),
    cell({ class: 'where' }, ...where(row, index)),
    cell({ class: 'by' }, ...by(row)),
    cell({ class: 'num' }, figure(row.killed)),
    cell({ class: 'num' }, figure(row.injured)),
    cell({}, make('span', { class: `grade grade-${row.grade}` }, index.words.grade[row.grade] ?? row.grade)),
    cell({ class: 'num' }, String(row.sources)),
    cell({ class: 'num' }, String(row.documents)));
}

function isFlagged(row: Row, { flags }: Index, flag: string): boolean {
  return (row.flags & (1 << flags.indexOf(flag))) !== 0;
}

function unknown(said: string): HTMLElement {
  return make('span', { class: 'unknown' }, said);
}

function days({ from, to, said }: Row): HTMLElement {
  if (!from && !to) return unknown(said ? `“${said}”` : 'undated');
  const text = from === to ? from : !from ? `until ${to}` : !to ? `from ${from}` : `${from} to ${to}`;
  return make('span', { class: 'days' }, text as string);
}

function where(row: Row, index: Index): (Node | string)[] {
  if (!row.place) return [unknown('place unknown')];
  const within = [...new Set(row.within.length > 1 ? [row.within[0], row.within.at(-1)] : row.within)];
  return [make('span', { class: 'place' }, row.place),
    ...(within.length ? [make('span', { class: 'within' }, `, ${within.join(', ')}`)] : []),
    ...(isFlagged(row, index, 'unplaced') ? [' ', make('span', { class: 'unknown', title: 'No gazetteer knows where this is' }, '?')] : [])];
}

function by({ by: doers }: Row): (Node | string)[] {
  if (!doers.length) return [unknown('not said')];
  const parts = doers.slice(0, 2).flatMap(([name, responsibility], at) => [
    at ? ', ' : '', make('bdi', {}, name), ...(responsibility === 'fact' ? [] : [' ', make('span', { class: 'muted' }, responsibility)]),
  ]);
  return doers.length > 2 ? [...parts, ' ', make('span', { class: 'muted' }, `and ${doers.length - 2} more`)] : parts;
}

function figure([low, high]: Row['killed']): HTMLElement {
  return low === null && high === null ? unknown('unknown') : make('span', { class: 'figure' }, rangeInWords(low, high));
}

/** A filter's value in words. */
export function inWords(index: Index, name: string, value: string): string {
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = index.words;
  if (name === 'place') return index.words.country[value] ?? value;
  return words[name]?.[value] ?? value;
}

/** The filters in force, each a link to the view without it. */
export function chips(index: Index, asked: Asked): HTMLElement[] {
  const links = [...asked].filter(([name]) => name !== 'order').flatMap(([name, values]) => values.map((value) =>
    make('li', {}, make('a', { href: searchOf(toggled(asked, name, value)) || './index.html' },
      make('span', { class: 'muted' }, index.words.label[name] ?? name), ' ', make('bdi', {}, inWords(index, name, value)),
      ' ', make('span', { 'aria-hidden': 'true' }, '×'), make('span', { class: 'hidden-label' }, ': remove this filter')))));
  const all = make('li', {}, make('a', { class: 'clear', href: './index.html' }, 'Clear all'));
  return links.length ? [make('ul', { 'aria-label': 'Filters in force' }, ...links, all)] : [];
}

/** A facet: values with how many incidents have them, each a link to the view with it or, where chosen, without. */
export function facet(index: Index, asked: Asked, name: string, counts: ReadonlyMap<string, number>): HTMLElement {
  const most = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const chosen = asked.get(name) ?? [];
  const shown = most.filter(([value], at) => at < SHOWN_CHOICES || chosen.includes(value));
  const items = shown.map(([value, n]) => {
    const isChosen = chosen.includes(value);
    const said = inWords(index, name, value);
    const label = name === 'grade' ? make('span', { class: `grade grade-${value}` }, said) : said;
    return make('li', isChosen ? { class: 'chosen' } : {},
      make('a', { href: searchOf(toggled(asked, name, value)) || './index.html', ...(isChosen ? { 'aria-current': 'true' } : {}) }, label),
      ' ', make('span', { class: 'n' }, n.toLocaleString()));
  });
  const more = most.length - shown.length;
  return make('section', {}, make('h2', {}, name === 'place' ? 'Country' : index.words.label[name] ?? name), make('ul', {}, ...items),
    ...(more > 0 ? [make('p', { class: 'small muted' }, `and ${more} more`)] : []));
}

/** How many there are, and how many of them have no day or no place. */
export function summary(rows: readonly Row[], index: Index): (Node | string)[] {
  const [undated, unplaced] = (['undated', 'unplaced'] as const).map((flag) => rows.filter((row) => isFlagged(row, index, flag)).length);
  return [make('b', {}, countInWords(rows.length, 'incident')),
    ...(undated ? [` · ${undated.toLocaleString()} without a day`] : []),
    ...(unplaced ? [` · ${unplaced.toLocaleString()} without a place on the map`] : [])];
}
