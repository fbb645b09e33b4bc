import { expect, test } from 'vitest';
import { inWords, regrouped } from '../src/locale.ts';

test('a day is written as the language writes it', () => {
  expect(inWords('2025-03-11', 'de')).toBe('11.03.2025');
  expect(inWords('2025-03-11', 'en-GB')).toBe('11 Mar 2025');
});

test('what is no day stays', () => {
  expect(inWords('Wednesday', 'de')).toBeNull();
  expect(inWords('', 'de')).toBeNull();
});

test('numbers are grouped anew, and nothing else is touched', () => {
  expect(regrouped('1,234–12,345 of 5', 'de')).toBe('1.234–12.345 of 5');
  expect(regrouped('2025, 2026', 'de')).toBe('2025, 2026');
});
