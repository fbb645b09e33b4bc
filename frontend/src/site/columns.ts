/** The incidents of a published site as it has them in files: columns, in parts of some thousand. */
import { fetchJson } from '../page.ts';

type Span = readonly [number | null, number | null];

/** One report: its first and last day, then the numbers of the terms it is found by. */
export type Report = readonly [string | null, string | null, ...number[]];

export interface Index {
  readonly files: readonly { readonly n: number; readonly from: string | null; readonly to: string | null }[];
  readonly terms: readonly (readonly [kind: string, name: string])[];
  readonly holders: Readonly<Record<string, readonly string[]>>;
  readonly flags: readonly string[];
  readonly words: Readonly<Record<'type' | 'grade' | 'group' | 'country' | 'only' | 'label', Readonly<Record<string, string>>>>;
}

export interface Row {
  readonly id: string;
  readonly type: string;
  readonly stage: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly said: string;
  readonly place: string | null;
  readonly within: readonly string[];
  readonly country: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision: string;
  readonly by: readonly (readonly [name: string, responsibility: string])[];
  readonly killed: Span;
  readonly injured: Span;
  readonly grade: string;
  readonly sources: number;
  readonly documents: number;
  readonly flags: number;
  readonly decided: number;
  readonly recorded: string;
  readonly changed: string;
  readonly differs: string;
  readonly title: string;
  readonly reports: readonly Report[];
}

type Columns = { readonly [Name in keyof Row]: readonly Row[Name][] };

/** Rows of columns that are as long as one another. */
export function rowsOf(columns: Columns): Row[] {
  const names = Object.keys(columns) as (keyof Row)[];
  return columns.id.map((_, i) => Object.fromEntries(names.map((name) => [name, columns[name][i]])) as unknown as Row);
}

/** The files of a site, each fetched once. */
export class Source {
  private readonly parts = new Map<string, Promise<unknown>>();

  constructor(private readonly address: string) {}

  index(): Promise<Index> {
    return this.part(this.address);
  }

  async rows(): Promise<Row[]> {
    const { files } = await this.index();
    const parts = await Promise.all(files.map((_, at) => this.part<Columns>(this.beside(`${at}.json`))));
    return parts.flatMap(rowsOf);
  }

  /** The words in which documents speak of each incident, in the order of the rows. */
  async words(): Promise<string[]> {
    const { files } = await this.index();
    const parts = await Promise.all(files.map((_, at) => this.part<string[]>(this.beside(`${at}.words.json`))));
    return parts.flat();
  }

  private beside(name: string): string {
    return this.address.replace(/[^/]*$/, name);
  }

  private part<T>(address: string): Promise<T> {
    const held = this.parts.get(address) ?? fetchJson<T>(address);
    this.parts.set(address, held);
    return held as Promise<T>;
  }
}
