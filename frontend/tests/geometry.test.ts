import { describe, expect, it } from 'vitest';
import { gathered } from '../src/map/gathering.ts';
import { boundsFromAddress, boundsOf, contains, isDrawn, partOfWorld, pixelsAtZoomZero, wrapped } from '../src/map/geometry.ts';
import { pilesOfCells } from '../src/incidents/points.ts';

describe('what is drawn', () => {
  it('is what is finer than a region', () => {
    expect(['exact', 'near', 'district', 'province', 'region', 'country', ''].filter(isDrawn)).toHaveLength(4);
  });
  it('is larger in pixels, the farther from the equator', () => {
    expect(pixelsAtZoomZero(78.271517, 0)).toBeCloseTo(1, 3);
    expect(pixelsAtZoomZero(78.271517, 60)).toBeCloseTo(2, 3);
  });
});

describe('a part of the map', () => {
  it('may lie across the date line', () => {
    const box = { west: 170, south: -10, east: -170, north: 10 };
    expect(contains(box, { lat: 0, lon: 179 })).toBe(true);
    expect(contains(box, { lat: 0, lon: 0 })).toBe(false);
  });
  it('grows by what circles cover', () => {
    const box = boundsOf([{ lat: 0, lon: 10, precision: 'province' }]);
    expect(box?.north).toBeCloseTo(0.9, 1);
  });
  it('is none without places', () => expect(boundsOf([])).toBeNull());
  it('narrows nothing when it is the whole world', () => {
    expect(partOfWorld({ west: -200, south: -80, east: 200, north: 80 })).toBeNull();
  });
  it('has longitudes that exist', () => {
    expect(partOfWorld({ west: 175, south: 0, east: 190, north: 5 })).toEqual({ west: 175, south: 0, east: -170, north: 5 });
  });
  it.each([null, '', '1,2,3', '1,2,3,x', '1,2,3,4,5', ',,,'])('is not read from %s', (said) => {
    expect(boundsFromAddress(said)).toBeNull();
  });
  it('leaves longitudes that exist alone', () => expect([180, -180, 190, -190, 540].map(wrapped)).toEqual([180, -180, -170, 170, -180]));
});

describe('marks that would cover each other', () => {
  const [one, other, far] = pilesOfCells([
    { lat: 1, lon: 1, n: 2, killed_low: 1, killed_high: 2 },
    { lat: 2, lon: 2, n: 5, killed_low: 3, killed_high: null },
    { lat: 9, lon: 9, n: 1, killed_low: 0, killed_high: 0 },
  ]) as [never, never, never];

  it('become one where the most lie', () => {
    const marks = gathered([{ x: 1, y: 1, pile: one }, { x: 5, y: 5, pile: other }, { x: 300, y: 5, pile: far }]);
    expect(marks.map(({ x, pile }) => [x, pile.n, pile.low, pile.high])).toEqual([[5, 7, 4, null], [300, 1, 0, 0]]);
  });
});
