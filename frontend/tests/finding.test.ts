import { expect, test } from 'vitest';
import { Finder, folded } from '../src/site/finding.ts';
import { INDEX, row } from './site.ts';

const ROWS = [
  row({ id: 'a', type: 'armed_clash', from: '2025-03-11', place: 'Ansongo', within: ['Gao', 'Mali'], reports: [['2025-03-11', '2025-03-11', 2]] }),
  row({ id: 'b', type: 'strike', from: '2025-04-01', place: 'Kidal', within: ['Mali'] }),
  row({ id: 'c', type: 'attack', place: 'Tibú', within: ['Colombia'] }),
];

test('all the words must be there, in any order', () => {
  const finder = new Finder(ROWS, INDEX);
  expect(finder.find('mali clash').map(({ id }) => id)).toEqual(['a']);
  expect(finder.find('mali').map(({ id }) => id)).toEqual(['b', 'a']);
});

test('accents and case do not matter, and words may be begun', () => {
  expect(new Finder(ROWS, INDEX).find('TIBU').map(({ id }) => id)).toEqual(['c']);
  expect(new Finder(ROWS, INDEX).find('ans').map(({ id }) => id)).toEqual(['a']);
  expect(new Finder(ROWS, INDEX).find('nsongo')).toEqual([]);
});

test('nothing asked finds nothing', () => {
  expect(new Finder(ROWS, INDEX).find('  ')).toEqual([]);
});

test('folding keeps letters of other scripts', () => {
  expect(folded('Ἀθῆναι')).toBe('αθηναι');
  expect(folded('كابل')).toBe('كابل');
});
