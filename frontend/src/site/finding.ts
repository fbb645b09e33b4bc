/** The incidents of a published site, found by words without a server. */
import type { Index, Row } from './columns.ts';

/** A text without case and accents, as words are compared. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

function textOf(row: Row, { words, terms }: Index): string {
  const named = row.reports.flatMap((report) => report.slice(2).map((number) => terms[number as number]?.[1] ?? ''));
  const said = [words.type[row.type] ?? row.type, row.from ?? '', row.place ?? '', ...row.within, row.grade, row.differs, row.title, ...named];
  return folded(said.join(' '));
}

/** Looks for incidents that hold all the words, the beginnings of words counting, the latest day first. */
export class Finder {
  private readonly texts: readonly string[];

  constructor(private readonly rows: readonly Row[], index: Index) {
    this.texts = rows.map((row) => textOf(row, index));
  }

  find(said: string): Row[] {
    const words = folded(said).split(/[^\p{L}\p{N}-]+/u).filter(Boolean);
    if (!words.length) return [];
    const found = this.rows.filter((_, i) => words.every((word) => holds(this.texts[i] as string, word)));
    return found.sort((one, other) => (other.from ?? '').localeCompare(one.from ?? ''));
  }
}

function holds(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] as string)) return true;
  }
  return false;
}
