/** A small published site for tests. */
import type { Index, Row } from '../src/site/columns.ts';

export const INDEX: Index = {
  files: [],
  terms: [['place', 'Mali'], ['place', 'Gao District'], ['actor', 'Desert Dawn'], ['actor', 'sahel-front'], ['type', 'attack'],
    ['group', 'civilians'], ['source', 'River Post']],
  holders: { 'sahel-front': ['sahel-league'] },
  flags: ['contested', 'undated', 'unplaced', 'unknown_actor', 'background'],
  words: {
    type: { attack: 'Attack', armed_clash: 'Armed clash', strike: 'Air or drone strike' }, grade: {}, group: {}, country: { ML: 'Mali' }, only: {}, label: {},
  },
};

const EMPTY: Row = {
  id: '', type: 'attack', stage: 'carried_out', from: null, to: null, said: '', place: null, within: [], country: null, lat: null, lon: null,
  precision: 'unresolved', by: [], killed: [null, null], injured: [null, null], grade: 'single-source', sources: 1, documents: 1, flags: 0,
  decided: 0, recorded: '', changed: '', differs: '', title: '', reports: [[null, null]],
};

export function row(told: Partial<Row>): Row {
  return { ...EMPTY, ...told };
}
