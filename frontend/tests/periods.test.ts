import { describe, expect, it } from 'vitest';
import { fitting, inMonths, periodsOf, periodsOfMonths, unitOf } from '../src/incidents/periods.ts';
import { incidentsOf, type Incident } from '../src/incidents/points.ts';
import { dayNumber, isoDay } from '../src/words.ts';

const on = (days: (string | null)[], killed: [number | null, number | null] = [1, 1]): Incident[] =>
  incidentsOf({ ids: days.map(String), day: days, killed: days.map(() => killed) });

describe('periods', () => {
  it('are as fine as there is room for most of them', () => {
    expect(unitOf(on(['2025-03-01', '2025-03-31']), 800)).toBe('day');
    expect(unitOf(on(['2025-01-01', '2025-12-31']), 800)).toBe('week');
    expect(unitOf(on(['2021-01-01', '2025-12-31']), 800)).toBe('month');
    expect(unitOf(on(['2001-09-11', '2025-03-01', '2025-03-05', '2025-03-30', '2025-03-31']), 800)).toBe('day');
    expect(unitOf(on([null]), 800)).toBe('month');
  });
  it('begin weeks with Monday', () => {
    const weeks = periodsOf(on(['2025-03-09', '2025-03-10']), 'week');
    expect(weeks.map(({ from, to, n }) => [isoDay(from), isoDay(to), n])).toEqual([
      ['2025-03-03', '2025-03-09', 1], ['2025-03-10', '2025-03-16', 1],
    ]);
  });
  it('include those without an incident', () => {
    const months = periodsOf(on(['2023-12-31', '2024-03-01']), 'month');
    expect(months.map(({ from, to, n }) => [isoDay(from), isoDay(to), n])).toEqual([
      ['2023-12-01', '2023-12-31', 1], ['2024-01-01', '2024-01-31', 0],
      ['2024-02-01', '2024-02-29', 0], ['2024-03-01', '2024-03-31', 1],
    ]);
  });
  it('have an open top where one figure has', () => {
    expect(periodsOf(on(['2025-03-01'], [2, null]), 'day')).toMatchObject([{ low: 2, high: null }]);
  });
  it('are none without dates', () => expect(periodsOf(on([null]), 'day')).toEqual([]));
  it('follow the months of the desk, gaps filled', () => {
    const sent = [
      { month: '2025-03', n: 2, killed_low: 1, killed_high: null },
      { month: '2025-01', n: 1, killed_low: null, killed_high: 4 },
    ];
    expect(periodsOfMonths(sent)).toMatchObject([
      { from: dayNumber('2025-01-01'), n: 1, low: 0, high: 4 }, { n: 0, low: 0, high: 0 }, { n: 2, low: 1, high: null },
    ]);
  });
  it('are drawn as far back as they have room', () => {
    const months = periodsOf(on(['2020-01-05', '2020-01-06', '2025-12-31']), 'month');
    const today = dayNumber('2026-01-31') as number;
    expect(fitting(months, 80, today)).toMatchObject({ beyond: 2, shown: { length: 10 } });
    expect(fitting(months, 8000, today)).toMatchObject({ beyond: 0, shown: { length: 72 } });
  });
  it('are drawn until today, whatever day a document gives by mistake', () => {
    const months = periodsOf(on(['2025-01-05', '2025-02-06', '2030-12-31']), 'month');
    const today = dayNumber('2025-02-10') as number;
    expect(fitting(months, 8000, today)).toMatchObject({ beyond: 1, shown: { length: 2 } });
    expect(fitting(months.slice(-1), 8000, today)).toMatchObject({ beyond: 0, shown: { length: 1 } });
  });
  it('are joined to months where they are too many', () => {
    const months = inMonths(periodsOf(on(['2025-01-31', '2025-02-01', '2025-02-28'], [1, null]), 'day'));
    expect(months.map(({ from, to, n, high }) => [isoDay(from), isoDay(to), n, high])).toEqual([
      ['2025-01-01', '2025-01-31', 1, null], ['2025-02-01', '2025-02-28', 2, null],
    ]);
  });
  it('are none without months', () => expect(periodsOfMonths([])).toEqual([]));
});
