import { expect, test } from 'vitest';
import { intervalInWords, inWords, regrouped } from '../src/locale.ts';

test('a day is written as the language writes it', () => {
  expect(inWords('2025-03-11', 'de')).toBe('11.03.2025');
  expect(inWords('2025-03-11', 'en-GB')).toBe('11 Mar 2025');
});

test('a month, and an interval, are written so too', () => {
  expect(inWords('2025-03', 'en-GB')).toBe('Mar 2025');
  expect(intervalInWords('2025-03-11', '2025-03-11', 'en-GB')).toBe('11 Mar 2025');
  expect(intervalInWords('2025-03-11', '2025-03-14', 'en-US')).toMatch(/^Mar 11\s–\s14, 2025$/);
  expect(intervalInWords('2025-02-01', '2025-02-28', 'en-GB')).toBe('Feb 2025');
  expect(intervalInWords('2024-01-01', '2025-12-31', 'en-GB')).toMatch(/^2024\s–\s2025$/);
  expect(intervalInWords('2025-03', '2025-04', 'en-GB')).toBeNull();
});

test('what is no day stays', () => {
  expect(inWords('Wednesday', 'de')).toBeNull();
  expect(inWords('', 'de')).toBeNull();
});

test('numbers are grouped anew, and nothing else is touched', () => {
  expect(regrouped('1,234–12,345 of 5', 'de')).toBe('1.234–12.345 of 5');
  expect(regrouped('2025, 2026', 'de')).toBe('2025, 2026');
});
