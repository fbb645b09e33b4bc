import { describe, expect, it } from 'vitest';
import { countInWords, dayNumber, isoDay, rangeInWords } from '../src/words.ts';
import { problemOf } from '../src/page.ts';

describe('words', () => {
  it.each([
    [null, null, 'unknown'], [0, 0, '0'], [5, null, 'at least 5'], [null, 9, 'at most 9'], [3, 9, '3–9'], [1200, 1200, '1,200'],
  ])('says %s to %s as "%s"', (low, high, said) => expect(rangeInWords(low, high)).toBe(said));
  it('counts', () => expect([countInWords(1, 'incident'), countInWords(0, 'incident')]).toEqual(['1 incident', '0 incidents']));
  it('takes days apart and together', () => expect(isoDay(dayNumber('2024-02-29T23:59:00+05:00') as number)).toBe('2024-02-29'));
  it('takes no other words for a day', () => expect(dayNumber('Tuesday')).toBeNull());
});

describe('a problem', () => {
  it('says its title and detail', () => expect(problemOf('{"title":"Too large","detail":"at most 5 MB"}', 413)).toBe('Too large: at most 5 MB'));
  it('says the status where it is no JSON', () => expect(problemOf('<html>', 502)).toBe('the desk answered 502'));
});
