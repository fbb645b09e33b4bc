/** What the incidents' page says of its map: a popup, what cannot be drawn. */
import { IN_WORDS } from '../map/marks.ts';
import { RADIUS_KM } from '../map/geometry.ts';
import { make } from '../page.ts';
import { countInWords, dayInWords, rangeInWords } from '../words.ts';
import type { Pile, Unseen } from './points.ts';

/** As many incidents as a popup lists. */
const LISTED = 8;

/** What the map and the timeline leave out; empty where that is nothing. */
export function unseenInWords({ unplaced, undated }: Unseen): string {
  const said = [
    unplaced ? `${countInWords(unplaced, 'incident')} without a place finer than a region or country, not on the map` : '',
    undated ? `${countInWords(undated, 'incident')} without a date, not in the timeline` : '',
  ].filter(Boolean);
  return said.length ? `${said.join('; ')}.` : '';
}

/** A pile's incidents in a popup, each a link. */
export function told(pile: Pile, link: string): HTMLElement {
  const names = [...new Set(pile.members.map(({ name }) => name))];
  const lines = pile.members.slice(0, LISTED).map((each) => {
    const place = names.length > 1 && each.name ? `${each.name} · ` : '';
    const day = each.day === null ? 'undated' : dayInWords(each.day);
    const address = link.replace('{id}', encodeURIComponent(each.id));
    return make('li', {}, make('a', { href: address }, each.type),
      make('small', {}, `${place}${day} · killed ${rangeInWords(each.low, each.high)} · ${IN_WORDS[each.grade]}`));
  });
  const more = pile.members.length - lines.length;
  return make('div', { class: 'map-told' },
    ...(names.length === 1 && names[0] ? [make('strong', { dir: 'auto' }, names[0])] : []),
    ...(pile.precision === 'exact' ? [] : [make('small', {}, `somewhere within ${RADIUS_KM[pile.precision]} km`)]),
    make('ul', {}, ...lines), ...(more > 0 ? [make('small', {}, `and ${countInWords(more, 'other')}`)] : []));
}
