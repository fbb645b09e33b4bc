import { describe, expect, it } from 'vitest';
import { mentionsOf, pieces } from '../src/playground/mentions.ts';

describe('pieces of a text', () => {
  it('are cut where mentions begin and end, the shortest kind first', () => {
    const mentions = [{ start: 0, end: 12, kind: 'casualty' }, { start: 0, end: 4, kind: 'count' }];
    expect(pieces('five died in Bolan', mentions)).toEqual([
      { text: 'five', kinds: ['count', 'casualty'] }, { text: ' died in', kinds: ['casualty'] }, { text: ' Bolan', kinds: [] },
    ]);
  });
  it('count letters beyond the basic plane as one', () => {
    expect(pieces('😀 five', [{ start: 2, end: 6, kind: 'count' }])).toEqual([{ text: '😀 ', kinds: [] }, { text: 'five', kinds: ['count'] }]);
  });
  it('leave out what lies beyond the text', () => {
    expect(pieces('five', [{ start: 2, end: 9, kind: 'count' }])).toEqual([{ text: 'five', kinds: [] }]);
  });
  it('are none of an empty text', () => expect(pieces('', [])).toEqual([]));
});

describe('mentions of a coded document', () => {
  it('are the spans of its fields, totals, stances and what the desk adds', () => {
    const held = (start: number) => ({ span: { start, end: start + 1 } });
    const coded = {
      mentions: [{ start: 9, end: 10, kind: 'place' }],
      incidents: [{ perpetrators: [held(0)], targets: [held(1)], weapons: [], casualties: [held(2)], silences: [] }],
      totals: [held(3)],
      stances: [held(4)],
    };
    expect(mentionsOf(coded as never).map(({ start, kind }) => `${start} ${kind}`)).toEqual([
      '9 place', '0 perpetrator', '1 target', '2 casualty', '3 total', '4 stance',
    ]);
  });
});
