/** The incidents of a published site, found by words without a server. */

export interface Line {
  readonly id: string;
  readonly type: string;
  readonly from?: string;
  readonly to?: string;
  readonly place?: string;
  readonly within?: readonly string[];
  readonly by?: readonly string[];
  readonly actors?: readonly string[];
  readonly groups?: readonly string[];
  readonly killed?: readonly [number | null, number | null];
  readonly grade: string;
  readonly contested?: readonly string[];
  readonly title?: string;
}

/** A text without case and accents, as words are compared. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

function textOf(line: Line): string {
  const { type, from = '', place = '', within = [], by = [], actors = [], groups = [], grade, contested = [], title = '' } = line;
  return folded([type, from, place, ...within, ...by, ...actors, ...groups, grade, ...contested, title].join(' '));
}

/** Looks for lines that hold all the words, the beginnings of words counting, the latest day first. */
export class Finder {
  private readonly texts: readonly string[];

  constructor(private readonly lines: readonly Line[]) {
    this.texts = lines.map(textOf);
  }

  find(said: string): Line[] {
    const words = folded(said).split(/[^\p{L}\p{N}-]+/u).filter(Boolean);
    if (!words.length) return [];
    const found = this.lines.filter((_, i) => words.every((word) => holds(this.texts[i] as string, word)));
    return found.sort((one, other) => (other.from ?? '').localeCompare(one.from ?? ''));
  }
}

function holds(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] as string)) return true;
  }
  return false;
}
