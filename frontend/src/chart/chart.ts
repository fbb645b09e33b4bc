/** Bars over time by Observable Plot; ranges are drawn as ranges, an open end as a plus. */
import { plot, rectY, ruleY, text, type Markish } from '@observablehq/plot';
import { colour } from '../page.ts';
import { daysInWords, countInWords, MILLISECONDS, monthInWords, rangeInWords } from '../words.ts';
import type { Period } from '../incidents/periods.ts';

export interface ChartOptions {
  readonly width: number;
  readonly height: number;
  readonly measure: 'killed' | 'incidents';
  readonly label: string;
  /** Bars that are drawn strongly in front of the others, which then step back. */
  readonly strong?: readonly Period[] | null;
  readonly link?: ((period: Period) => string) | undefined;
}

export interface Chart {
  readonly svg: SVGSVGElement;
  /** Days since 1970 to pixels from the left, and back. */
  readonly toPixels: (day: number) => number;
  readonly toDay: (pixels: number) => number;
  readonly top: number;
  readonly bottom: number;
}

const MARGIN = { top: 12, right: 8, bottom: 32, left: 44 };

export function drawChart(periods: readonly Period[], options: ChartOptions): Chart {
  const { width, height, measure, label } = options;
  const made = plot({
    width, height, className: 'chart', ariaLabel: label,
    marginTop: MARGIN.top, marginRight: MARGIN.right, marginBottom: MARGIN.bottom, marginLeft: MARGIN.left,
    x: { type: 'utc', label: null, domain: reachOf(periods) },
    y: { grid: true, label: null, ticks: Math.max(2, Math.floor(height / 40)), nice: true, domain: [0, most(periods, measure)] },
    marks: marksOf(periods, options),
  }) as SVGSVGElement;
  // Plot's own style element breaks the desk's policy for content; islands.css says the same.
  made.querySelector('style')?.remove();
  // Bars may be links, which an image could not hold; Plot's names of groups mean nothing to a reader.
  made.setAttribute('role', 'group');
  for (const group of made.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  const scale = made as unknown as { scale(name: 'x'): { apply(date: Date): number; invert(pixels: number): Date } };
  const x = scale.scale('x');
  return {
    svg: made,
    toPixels: (day) => x.apply(new Date(day * MILLISECONDS)),
    toDay: (pixels) => x.invert(pixels).getTime() / MILLISECONDS,
    top: MARGIN.top,
    bottom: height - MARGIN.bottom,
  };
}

function marksOf(periods: readonly Period[], { measure, strong, link }: ChartOptions): Markish[] {
  const ink = colour('accent', '#0072b2');
  const across = {
    x1: ({ from }: Period) => new Date(from * MILLISECONDS), x2: ({ to }: Period) => new Date((to + 1) * MILLISECONDS),
    insetLeft: 0.5, insetRight: 0.5, title: inWords, ...(link && { href: link }),
  };
  const base = ruleY([0], { stroke: colour('muted', '#777') });
  if (measure === 'incidents') {
    const back = rectY(periods, { ...across, y: 'n', fill: ink, fillOpacity: strong ? 0.3 : 1 });
    return [back, ...(strong ? [rectY(strong, { ...across, y: 'n', fill: ink })] : []), base];
  }
  const ranged = periods.filter(({ low, high }) => high !== null && high > low);
  const open = periods.filter(({ high, n }) => high === null && n > 0);
  return [
    rectY(ranged, { ...across, y1: 'low', y2: 'high', fill: ink, fillOpacity: 0.35 }),
    rectY(periods, { ...across, y: 'low', fill: ink }),
    text(open, { x: middle, y: 'low', text: () => '+', dy: -7, fill: ink, fontSize: 14, fontWeight: 'bold' }),
    base,
  ];
}

function middle({ from, to }: Period): Date {
  return new Date(((from + to + 1) / 2) * MILLISECONDS);
}

/** What a bar says when it is pointed at. */
export function inWords(period: Period): string {
  const isMonth = period.to - period.from > 6;
  const when = isMonth ? monthInWords(period.from) : daysInWords(period.from, period.to);
  return `${when}: ${countInWords(period.n, 'incident')}, killed ${rangeInWords(period.low, period.high)}`;
}

function reachOf(periods: readonly Period[]): [Date, Date] {
  const [first, last] = [periods[0]?.from ?? 0, (periods.at(-1)?.to ?? 0) + 1];
  return [new Date(first * MILLISECONDS), new Date(last * MILLISECONDS)];
}

function most(periods: readonly Period[], measure: ChartOptions['measure']): number {
  const heights = periods.map(({ n, low, high }) => (measure === 'incidents' ? n : Math.max(low, high ?? low)));
  return heights.reduce((a, b) => Math.max(a, b), 1);
}
