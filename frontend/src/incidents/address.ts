/** The page's own address as the one place where filters are kept. */
import { boundsFromAddress, boundsInAddress, type Bounds } from '../map/geometry.ts';
import { firstDay, isoDay, lastDay } from '../words.ts';
import type { Stretch } from './points.ts';

export interface Narrowing extends Stretch {
  readonly bounds: Bounds | null;
}

export function narrowingOf(search: string): Narrowing {
  const given = new URLSearchParams(search);
  return {
    since: firstDay(given.get('since') ?? ''),
    until: lastDay(given.get('until') ?? ''),
    bounds: boundsFromAddress(given.get('bounds')),
  };
}

/** The query string with another narrowing; other filters stay, the page of the list goes. */
export function searchWith(search: string, { since, until, bounds }: Narrowing): string {
  const query = new URLSearchParams(search);
  const values = {
    since: since === null ? null : isoDay(since),
    until: until === null ? null : isoDay(until),
    bounds: bounds && boundsInAddress(bounds),
    offset: null,
  };
  for (const [name, value] of Object.entries(values)) {
    query.delete(name);
    if (value !== null) query.set(name, value);
  }
  const said = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return said ? `?${said}` : '';
}

/** An address of the desk with a narrowing in its query. */
export function addressWith(address: string, narrowing: Narrowing): string {
  const [path = '', search = ''] = address.split('?');
  return path + searchWith(search, narrowing);
}
