/** Where a coded document points into its text. */

export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Held {
  readonly span: Span;
}

export interface CodedIncident {
  readonly id: string;
  readonly type: string;
  readonly stage: string;
  readonly when: { readonly earliest: string | null; readonly latest: string | null; readonly wording: string | null };
  readonly where: { readonly name: string | null; readonly country: string | null; readonly precision: string };
  readonly perpetrators: readonly (Held & { name: string; responsibility: string })[];
  readonly targets: readonly (Held & { name: string })[];
  readonly weapons: readonly (Held & { name: string })[];
  readonly casualties: readonly (Held & {
    effect: string;
    group: string;
    count: { low: number | null; high: number | null; wording: string | null };
    attribution: readonly { name: string }[];
    denied?: boolean;
  })[];
  readonly silences: readonly Held[];
}

/** The answer to a text: a coded document, and what the desk adds to it. */
export interface Coded {
  readonly text?: string;
  readonly mentions?: readonly Mention[];
  readonly incidents: readonly CodedIncident[];
  readonly totals: readonly Held[];
  readonly stances: readonly Held[];
}

/** Every place that a field or the desk points to; offsets count code points, as Python does. */
export function mentionsOf(coded: Coded): Mention[] {
  const of = (kind: string, held: readonly Held[]) => held.map(({ span: { start, end } }) => ({ start, end, kind }));
  return [
    ...(coded.mentions ?? []),
    ...coded.incidents.flatMap((each) => [
      ...of('perpetrator', each.perpetrators), ...of('target', each.targets), ...of('weapon', each.weapons),
      ...of('casualty', each.casualties), ...of('silence', each.silences),
    ]),
    ...of('total', coded.totals),
    ...of('stance', coded.stances),
  ];
}

export interface Piece {
  readonly text: string;
  readonly kinds: readonly string[];
}

/** The text cut wherever a mention begins or ends, with the kinds that cover each piece, the shortest first. */
export function pieces(text: string, mentions: readonly Mention[]): Piece[] {
  const letters = Array.from(text);
  const valid = mentions.filter(({ start, end }) => start >= 0 && start < end && end <= letters.length);
  const cuts = [...new Set([0, letters.length, ...valid.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const byLength = [...valid].sort((a, b) => a.end - a.start - (b.end - b.start));
  return cuts.slice(1).map((end, i) => {
    const start = cuts[i] as number;
    const covering = byLength.filter((each) => each.start <= start && end <= each.end);
    return { text: letters.slice(start, end).join(''), kinds: [...new Set(covering.map(({ kind }) => kind))] };
  });
}
