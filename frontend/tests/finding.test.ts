import { expect, test } from 'vitest';
import { Finder, folded, type Line } from '../src/site/finding.ts';

const LINES: Line[] = [
  { id: 'a', type: 'Armed clash', from: '2025-03-11', place: 'Ansongo', within: ['Gao', 'Mali'], by: ['Desert Dawn'], grade: 'contested' },
  { id: 'b', type: 'Air or drone strike', from: '2025-04-01', place: 'Kidal', within: ['Mali'], grade: 'single-source' },
  { id: 'c', type: 'Attack', place: 'Tibú', within: ['Colombia'], grade: 'confirmed' },
];

test('all the words must be there, in any order', () => {
  const finder = new Finder(LINES);
  expect(finder.find('mali clash').map(({ id }) => id)).toEqual(['a']);
  expect(finder.find('mali').map(({ id }) => id)).toEqual(['b', 'a']);
});

test('accents and case do not matter, and words may be begun', () => {
  expect(new Finder(LINES).find('TIBU').map(({ id }) => id)).toEqual(['c']);
  expect(new Finder(LINES).find('ans').map(({ id }) => id)).toEqual(['a']);
  expect(new Finder(LINES).find('nsongo')).toEqual([]);
});

test('nothing asked finds nothing', () => {
  expect(new Finder(LINES).find('  ')).toEqual([]);
});

test('folding keeps letters of other scripts', () => {
  expect(folded('Ἀθῆναι')).toBe('αθηναι');
  expect(folded('كابل')).toBe('كابل');
});
