import { describe, expect, it } from 'vitest';
import { addressWith, narrowingOf, searchWith } from '../src/incidents/address.ts';
import { dayNumber } from '../src/words.ts';

const NOTHING = { since: null, until: null, bounds: null };

describe('the address', () => {
  it('keeps other filters and leaves the page of the list', () => {
    const to = { ...NOTHING, since: dayNumber('2025-03-01') };
    expect(searchWith('?actor=bla&actor=bra&offset=50', to)).toBe('?actor=bla&actor=bra&since=2025-03-01');
  });
  it('writes the part of the map to three decimals', () => {
    const bounds = { west: 60.12345, south: 23, east: 78.5, north: 37 };
    expect(searchWith('', { ...NOTHING, bounds })).toBe('?bounds=60.123,23,78.5,37');
  });
  it('reads what it wrote', () => {
    const said = '?since=2025-03-01&until=2025-03-31&bounds=170,-10,-170,10';
    expect(searchWith('', narrowingOf(said))).toBe(said);
  });
  it('reads a month as its first and last day', () => {
    expect(narrowingOf('?since=2024-02&until=2024-02')).toMatchObject({
      since: dayNumber('2024-02-01'), until: dayNumber('2024-02-29'),
    });
  });
  it('reads a year likewise, and nonsense as nothing', () => {
    expect(narrowingOf('?until=2024&since=lately&bounds=1,2')).toEqual({ ...NOTHING, until: dayNumber('2024-12-31') });
  });
  it('takes a narrowing off an address of the desk', () => {
    expect(addressWith('/incidents.points.json?since=2025-01-01&type=attack', NOTHING)).toBe('/incidents.points.json?type=attack');
  });
});
