import { expect, test } from 'vitest';
import { askedOf, Filter, ordered, said, searchOf, toggled } from '../src/site/filtering.ts';
import { rowsOf } from '../src/site/columns.ts';
import { INDEX, row } from './site.ts';

const fits = (search: string, told: Parameters<typeof row>[0], words: string[] | null = null) =>
  new Filter(INDEX, askedOf(search), words).fits(row(told), 0);

test('an address is read and written as on the desk', () => {
  const asked = askedOf('?type=attack&type=armed_clash&place=&unheard=1&bounds=60.5,23,78,37.1');
  expect([...asked.keys()]).toEqual(['type', 'bounds']);
  expect(searchOf(asked)).toBe('?type=attack&type=armed_clash&bounds=60.5,23,78,37.1');
  expect(searchOf(toggled(toggled(asked, 'type', 'attack'), 'grade', 'denied'))).toBe('?type=armed_clash&bounds=60.5,23,78,37.1&grade=denied');
});

test('one report must fit days, place, actor and type together', () => {
  const reports = [['2025-03-01', '2025-03-01', 0, 4], ['2025-05-01', '2025-05-02', 1]] as const;
  expect(fits('?place=mali&since=2025-03&until=2025-03', { reports })).toBe(true);
  expect(fits('?place=mali&since=2025-05', { reports })).toBe(false);
  expect(fits('?since=2025-05-02&until=2025-06', { reports })).toBe(true);
  expect(fits('?type=attack&place=gao', { reports })).toBe(false);
});

test('places and actors are found by the word they begin with, and parties by what they belong to', () => {
  expect(fits('?place=gao', { reports: [[null, null, 1]] })).toBe(true);
  expect(fits('?place=ga', { reports: [[null, null, 1]] })).toBe(false);
  expect(fits('?actor=desert', { reports: [[null, null, 2]] })).toBe(true);
  expect(fits('?actor=sahel-league', { reports: [[null, null, 3]] })).toBe(true);
});

test('what has no day fits no stretch of time', () => {
  expect(fits('?since=2025', {})).toBe(false);
});

test('flags must all hold; news is what is not background', () => {
  expect(fits('?only=contested&only=unplaced', { flags: 0b101 })).toBe(true);
  expect(fits('?only=contested&only=undated', { flags: 0b101 })).toBe(false);
  expect(fits('?only=news', { flags: 0b10000 })).toBe(false);
});

test('grade, stage, group and source narrow', () => {
  const told = { grade: 'denied', reports: [[null, null, 5, 6]] as const };
  expect(fits('?grade=denied&group=civilians&source=river%20post', told)).toBe(true);
  expect(fits('?grade=confirmed', told)).toBe(false);
  expect(fits('?source=post', told)).toBe(false);
  expect(fits('?stage=threatened', told)).toBe(false);
});

test('words, phrases and beginnings are looked for in the quotes', () => {
  expect(said('A car bomb hit the Máli market.', 'mali "car bomb"')).toBe(true);
  expect(said('A bomb in a car', '"car bomb"')).toBe(false);
  expect(said('bombing', 'bomb*')).toBe(true);
  expect(fits('?text=market', {}, ['the market'])).toBe(true);
});

test('what is unknown comes last in every order', () => {
  const rows = [row({ id: 'a' }), row({ id: 'b', from: '2025-01-01', killed: [1, 4] }), row({ id: 'c', to: '2025-02-01', killed: [0, 9] })];
  const ids = (order: string) => ordered(rows, order).map(({ id }) => id).join('');
  expect(ids('-day')).toBe('cba');
  expect(ids('day')).toBe('bca');
  expect(ids('-killed')).toBe('cba');
});

test('columns become rows', () => {
  const columns = Object.fromEntries(Object.entries(row({ id: 'a', title: 'A' })).map(([name, value]) => [name, [value]]));
  expect(rowsOf(columns as never)).toEqual([row({ id: 'a', title: 'A' })]);
});
