import { describe, expect, it } from 'vitest';
import { incidentsOf, isWithin, narrowed, pilesOf, pilesOfCells, unseen, type Sent } from '../src/incidents/points.ts';
import { dayNumber } from '../src/words.ts';

const SENT: Sent = {
  ids: ['a', 'b', 'c', 'd'],
  lat: [30, 30, 31, null],
  lon: [67, 67, 68, null],
  precision: ['district', 'district', 'exact', 'country'],
  day: ['2025-03-11', 20158, null, '2025-04-01'],
  killed: [[1, 3], [2, null], [null, null], [0, 0]],
  grade: ['contested', 'single-source', 'confirmed', 'denied'],
  type: [0, 0, 0],
  types: ['Attack'],
  place: [0, null, 0],
  places: ['Bolan'],
};

describe('incidents as sent', () => {
  const [a, b, c, d] = incidentsOf(SENT);

  it('reads days as ISO and as numbers', () => {
    expect(a?.day).toBe(dayNumber('2025-03-11'));
    expect(b?.day).toBe(20158);
  });
  it('keeps unknown figures unknown', () => expect([c?.low, c?.high]).toEqual([null, null]));
  it('places nothing that is known to a country only', () => expect(d?.place).toBeNull());
  it('names places and types by their number', () => {
    expect([a, b, c, d].map((each) => each?.name)).toEqual(['Bolan', '', 'Bolan', '']);
    expect([a, d].map((each) => each?.type)).toEqual(['Attack', 'Incident']);
  });
  it('takes an unnamed grade for a single source', () => expect(b?.grade).toBe('single'));
  it('is empty without columns', () => expect(incidentsOf({ cells: [] })).toEqual([]));
});

describe('piles', () => {
  const piles = pilesOf(incidentsOf(SENT));

  it('brings incidents at one point together', () => expect(piles.map(({ n }) => n)).toEqual([2, 1]));
  it('adds lows, and leaves the top open where one is', () => expect([piles[0]?.low, piles[0]?.high]).toEqual([3, null]));
  it('has no grade where its members differ', () => expect(piles.map(({ grade }) => grade)).toEqual([null, 'confirmed']));
  it('takes cells as they are', () => {
    expect(pilesOfCells([{ lat: 1, lon: 2, n: 7, killed_low: null, killed_high: null }])[0]).toMatchObject({ n: 7, low: 0 });
  });
});

describe('narrowing', () => {
  const all = incidentsOf(SENT);
  const march = { since: dayNumber('2025-03-01'), until: dayNumber('2025-03-31') };

  it('leaves out what has no date when a time is asked for', () => {
    expect(narrowed(all, march, null).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(isWithin({ since: null, until: null }, null)).toBe(true);
  });
  it('leaves out what has no place when a part of the map is', () => {
    const box = { west: 66, south: 29, east: 70, north: 35 };
    expect(narrowed(all, { since: null, until: null }, box).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('what is not seen', () => {
  it('is counted where all incidents are sent', () => {
    expect(unseen(SENT, incidentsOf(SENT))).toEqual({ unplaced: 1, undated: 1 });
    expect(unseen({ ids: [] }, [])).toEqual({ unplaced: 0, undated: 0 });
  });
  it('is as the desk says where cells are sent', () => {
    const months = [{ month: '2025-03', n: 6, killed_low: 0, killed_high: 0 }];
    expect(unseen({ cells: [], months, total: 10, unplaced: 3 }, [])).toEqual({ unplaced: 3, undated: 4 });
  });
});
