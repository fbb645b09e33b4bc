/** Marks that would cover each other become one with their number. */
import type { Pile } from '../incidents/points.ts';

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly pile: Pile;
}

/** Pixels within which marks are gathered. */
const CELL = 28;

/** One mark for each square of the screen that holds any, where the most lie. */
export function gathered(placed: readonly Placed[]): Placed[] {
  const squares = new Map<string, Placed[]>();
  for (const each of placed) {
    const key = `${Math.floor(each.x / CELL)} ${Math.floor(each.y / CELL)}`;
    const square = squares.get(key);
    if (square) square.push(each);
    else squares.set(key, [each]);
  }
  return [...squares.values()].map((all) => (all.length === 1 ? (all[0] as Placed) : joined(all)));
}

function joined(all: readonly Placed[]): Placed {
  const largest = all.reduce((a, b) => (b.pile.n > a.pile.n ? b : a));
  const piles = all.map(({ pile }) => pile);
  return {
    ...largest,
    pile: {
      ...largest.pile,
      n: piles.reduce((sum, { n }) => sum + n, 0),
      low: piles.reduce((sum, { low }) => sum + low, 0),
      high: piles.reduce<number | null>((sum, { high }) => (sum === null || high === null ? null : sum + high), 0),
      grade: null,
      members: piles.flatMap(({ members }) => members),
    },
  };
}
