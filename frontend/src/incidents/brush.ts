/** The timeline of the incidents' page: a stretch is chosen by dragging over its bars. */
import { drawChart, type Chart } from '../chart/chart.ts';
import { make, makeSvg, onTheme } from '../page.ts';
import { countInWords, dayInWords, daysInWords } from '../words.ts';
import { fitting, inMonths, type Period } from './periods.ts';
import type { Stretch } from './points.ts';

const HEIGHT = 150;
/** Beyond as many bars, days and weeks are drawn as months. */
const MOST_BARS = 500;
const EVERYTHING: Stretch = { since: null, until: null };

export class Brush {
  private readonly box = make('div', { class: 'timeline-chart' });
  private readonly said = make('output', { class: 'timeline-said' });
  private readonly whole = make('button', { type: 'button', hidden: '' });
  private readonly clear = make('button', { type: 'button', hidden: '' }, 'All dates');
  private readonly band = makeSvg('rect', { class: 'timeline-band' });
  private periods: readonly Period[] = [];
  private shown: readonly Period[] = [];
  private isWhole = false;
  private areMonths = false;
  private strong: readonly Period[] | null = null;
  private stretch = EVERYTHING;
  /** What the pointer has covered so far; the bars may be drawn anew meanwhile. */
  private dragged: Stretch | null = null;
  private chart: Chart | null = null;

  constructor(element: HTMLElement, private readonly chosen: (stretch: Stretch) => void) {
    element.replaceChildren(this.box, make('p', { class: 'timeline-line' }, this.said, this.clear, this.whole));
    this.whole.addEventListener('click', () => {
      this.isWhole = true;
      this.draw();
    });
    this.clear.addEventListener('click', () => this.choose(EVERYTHING));
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.box);
    onTheme(() => this.draw());
  }

  /** All bars, the strong ones in front of them, and the stretch that is chosen. */
  show(periods: readonly Period[], strong: readonly Period[] | null, stretch: Stretch): void {
    [this.periods, this.strong, this.stretch] = [periods, strong, stretch];
    this.draw();
  }

  private draw(): void {
    if (!this.periods.length || !this.box.clientWidth) {
      this.box.replaceChildren();
      return;
    }
    const width = this.box.clientWidth;
    this.chart = drawChart(this.choosePeriods(width), {
      width, height: HEIGHT, measure: 'incidents', strong: this.strong && this.drawable(this.strong).filter(({ from }) => this.isShown(from)),
      label: 'Incidents over time; drag over the bars to choose a stretch, or fill in the dates of the filter',
    });
    this.chart.svg.append(this.band);
    this.box.replaceChildren(this.chart.svg);
    this.drawBand(this.dragged ?? this.stretch);
  }

  private isShown(day: number): boolean {
    return day >= (this.shown[0]?.from ?? 0) && day <= (this.shown.at(-1)?.to ?? 0);
  }

  /** The last ones that have room for their bars, unless all are asked for or a day beyond them is. */
  private choosePeriods(width: number): readonly Period[] {
    const { shown, beyond } = fitting(this.periods, width);
    const { since, until } = this.stretch;
    const isWhole = this.isWhole || Math.min(since ?? Infinity, until ?? Infinity) < (shown[0]?.from ?? 0)
      || (since ?? -Infinity) > (shown.at(-1)?.to ?? 0);
    this.whole.hidden = isWhole || !beyond;
    this.whole.textContent = `Show ${countInWords(beyond, 'more incident')}`;
    this.areMonths = isWhole && this.periods.length > MOST_BARS;
    return (this.shown = isWhole ? this.drawable(this.periods) : shown);
  }

  private drawable(periods: readonly Period[]): readonly Period[] {
    return this.areMonths ? inMonths(periods) : periods;
  }

  private drawBand({ since, until }: Stretch): void {
    const [first, last] = [this.shown[0], this.shown.at(-1)];
    if (!this.chart || !first || !last) return;
    const { toPixels, top, bottom } = this.chart;
    const isAll = since === null && until === null;
    const left = toPixels(Math.max(since ?? first.from, first.from));
    const right = toPixels(Math.min((until ?? last.to) + 1, last.to + 1));
    this.band.setAttribute('visibility', isAll || right <= left ? 'hidden' : 'visible');
    for (const [name, value] of Object.entries({ x: left, y: top, width: Math.max(right - left, 0), height: bottom - top })) {
      this.band.setAttribute(name, String(value));
    }
    this.clear.hidden = isAll;
    this.said.value = isAll ? 'Drag over the bars to choose a stretch of time.' : stretchInWords({ since, until });
  }

  private choose(stretch: Stretch): void {
    this.stretch = stretch;
    this.drawBand(stretch);
    this.chosen(stretch);
  }

  private listen(): void {
    let anchor: number | null = null;
    this.box.addEventListener('pointerdown', (event) => {
      anchor = this.dayAt(event);
      if (anchor === null) return;
      this.box.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    this.box.addEventListener('pointermove', (event) => {
      const day = anchor === null ? null : this.dayAt(event);
      if (day !== null) this.drawBand((this.dragged = this.between(anchor as number, day)));
    });
    this.box.addEventListener('pointerup', (event) => {
      const day = anchor === null ? null : this.dayAt(event);
      const chosen = day === null ? null : this.between(anchor as number, day);
      anchor = this.dragged = null;
      if (chosen) this.choose(chosen);
    });
    this.box.addEventListener('pointercancel', () => {
      anchor = this.dragged = null;
      this.drawBand(this.stretch);
    });
  }

  private dayAt({ clientX }: PointerEvent): number | null {
    return this.chart ? this.chart.toDay(clientX - this.box.getBoundingClientRect().left) : null;
  }

  /** The whole bars between two points. */
  private between(one: number, other: number): Stretch {
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    const covered = this.shown.filter(({ from, to }) => to + 1 > first && from <= last);
    return { since: covered[0]?.from ?? this.stretch.since, until: covered.at(-1)?.to ?? this.stretch.until };
  }
}

function stretchInWords({ since, until }: Stretch): string {
  if (since === null) return `until ${dayInWords(until as number)}`;
  return until === null ? `from ${dayInWords(since)}` : daysInWords(since, until);
}
