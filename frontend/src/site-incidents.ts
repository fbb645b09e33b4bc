/** The incidents of a published site: the desk's filters, map, timeline and list, from plain files. */
import { narrowingOf, searchWith, type Narrowing } from './incidents/address.ts';
import { Brush } from './incidents/brush.ts';
import { told, unseenInWords } from './incidents/manners.ts';
import { periodsOf, unitOf } from './incidents/periods.ts';
import { narrowed, pilesOf, unseen, type Grade, type Incident } from './incidents/points.ts';
import { boundsOf, isDrawn, partOfWorld, type At } from './map/geometry.ts';
import { openMap, type MapView } from './map/view.ts';
import { eachIsland, make, part, settled } from './page.ts';
import { Source, type Index, type Row } from './site/columns.ts';
import { askedOf, Filter, ordered, type Asked } from './site/filtering.ts';
import { chips, facet, summary, tableRow } from './site/showing.ts';
import { dayNumber } from './words.ts';

const AT_ONCE = 50;
/** Pixels of a timeline that is not laid out yet. */
const WIDTH = 720;
const FACETS = ['type', 'grade', 'place', 'group'] as const;
/** What the brush and the map choose: it is looked at apart, so that they still show the rest. */
const BRUSHED = ['since', 'until', 'bounds'] as const;

eachIsland('site-incidents', async (root) => {
  const address = root.dataset['source'];
  if (!address) return;
  const source = new Source(address);
  const [index, rows] = await Promise.all([source.index(), source.rows()]);
  const words = askedOf(location.search).has('text') ? await source.words() : null;
  await new Page(root, index, rows, words).open();
});

class Page {
  private asked: Asked = askedOf(location.search);
  private now: Narrowing = narrowingOf(location.search);
  /** What all filters but those of time and map leave; `all` of them as the map draws them, in the same order. */
  private rows: readonly Row[] = [];
  private all: readonly Incident[] = [];
  private shown = AT_ONCE;
  private places: ReadonlyMap<string, At | null> = new Map();
  private map: MapView | null = null;
  private brush: Brush | null = null;

  constructor(
    private readonly root: HTMLElement, private readonly index: Index,
    private readonly every: readonly Row[], private readonly words: readonly string[] | null,
  ) {}

  async open(): Promise<void> {
    this.fillForm();
    const unbrushed = new Map([...this.asked].filter(([name]) => !(BRUSHED as readonly string[]).includes(name)));
    const filter = new Filter(this.index, unbrushed, this.words);
    this.rows = ordered(this.every.filter((row, at) => filter.fits(row, at)), this.asked.get('order')?.at(-1) ?? '-day');
    this.all = this.rows.map((row) => incidentOf(row, this.index));
    const timeline = part(this.root, 'timeline');
    if (timeline) this.brush = new Brush(timeline, (stretch) => this.narrow({ ...this.now, ...stretch }));
    const note = part(this.root, 'note');
    if (note) note.textContent = unseenInWords(unseen({}, this.all));
    this.show();
    this.light();
    await this.openMap();
  }

  private async openMap(): Promise<void> {
    const [element, only] = [part(this.root, 'map'), part<HTMLInputElement>(this.root, 'only')];
    if (!element) return;
    this.map = await openMap(element, {
      label: 'Map of the incidents; the table below lists them',
      bounds: this.now.bounds ?? boundsOf(pilesOf(this.all)),
      moved: settled(250, (bounds) => {
        if (only?.checked) this.narrow({ ...this.now, bounds: partOfWorld(bounds) });
      }),
      told: (pile) => told(pile, this.link()),
    });
    if (only) {
      only.disabled = false;
      only.checked = this.now.bounds !== null;
      only.addEventListener('change', () => this.narrow({ ...this.now, bounds: this.map && only.checked ? partOfWorld(this.map.bounds()) : null }));
    }
    this.showMap();
  }

  private narrow(to: Narrowing): void {
    this.now = to;
    const search = searchWith(location.search, to);
    history.replaceState(history.state, '', location.pathname + search + location.hash);
    this.asked = askedOf(search);
    this.shown = AT_ONCE;
    this.fillForm();
    this.show();
    this.showMap();
  }

  private link(): string {
    return this.root.dataset['link'] ?? '{id}.html';
  }

  /** The rows that all filters leave. Days fit as on the desk: a report may lie within them. */
  private left(): Row[] {
    const brushed = new Map([...this.asked].filter(([name]) => name === 'since' || name === 'until'));
    const filter = new Filter(this.index, brushed);
    const ids = this.now.bounds && new Set(narrowed(this.all, { since: null, until: null }, this.now.bounds).map(({ id }) => id));
    return this.rows.filter((row, at) => (!ids || ids.has(row.id)) && (!brushed.size || filter.fits(row, at)));
  }

  private show(): void {
    const left = this.left();
    const body = part(this.root, 'table')?.querySelector('tbody');
    body?.replaceChildren(...left.slice(0, this.shown).map((row) => tableRow(row, this.index, this.link())));
    part(this.root, 'summary')?.replaceChildren(...summary(left, this.index));
    part(this.root, 'chips')?.replaceChildren(...chips(this.index, this.asked));
    this.showMore(left.length);
    this.showFacets(left);
    const files = part(this.root, 'exports')?.querySelector('.endings')?.firstChild;
    if (files) files.textContent = this.asked.size ? 'All incidents, not these alone, as ' : 'As ';
    const inMap = this.now.bounds && narrowed(this.all, { since: null, until: null }, this.now.bounds);
    const unit = unitOf(this.all, part(this.root, 'timeline')?.clientWidth || WIDTH);
    this.brush?.show(periodsOf(this.all, unit), inMap && periodsOf(inMap, unit), this.now);
  }

  private showMore(total: number): void {
    const more = make('button', { type: 'button' }, `Show ${Math.min(AT_ONCE * 4, total - this.shown).toLocaleString()} more`);
    more.addEventListener('click', () => {
      this.shown += AT_ONCE * 4;
      this.show();
    });
    const said = make('span', {}, `1–${Math.min(this.shown, total).toLocaleString()} of ${total.toLocaleString()}`);
    part(this.root, 'pager')?.replaceChildren(...(total > this.shown ? [make('nav', { class: 'pager', 'aria-label': 'More incidents' }, said, ' ', more)] : []));
  }

  /** A facet that narrows the view already is counted as though it did not. */
  private showFacets(left: readonly Row[]): void {
    const aside = part(this.root, 'facets');
    aside?.replaceChildren(...FACETS.map((name) => {
      const filter = new Filter(this.index, this.asked, this.words);
      const rows = this.asked.has(name) ? this.every.filter((row, at) => filter.fits(row, at, name)) : left;
      return facet(this.index, this.asked, name, countsOf(rows, this.index, name));
    }).filter((each) => each.querySelector('li')));
  }

  private showMap(): void {
    const ids = new Set(this.left().map(({ id }) => id));
    const drawn = this.now.bounds ? narrowed(this.all, this.now, null) : this.all.filter(({ id }) => ids.has(id));
    this.places = new Map(drawn.map(({ id, place }) => [id, place]));
    this.map?.show(pilesOf(drawn));
  }

  /** The mark of the row under the pointer or the focus. */
  private light(): void {
    for (const name of ['pointerover', 'focusin', 'pointerout', 'focusout']) {
      this.root.addEventListener(name, (event) => {
        const row = (event.target as Element).closest<HTMLElement>('[data-part="table"] [data-id]');
        if (row) this.map?.ring((/over|in$/.test(name) && this.places.get(row.dataset['id'] ?? '')) || null);
      });
    }
  }

  /** The form shows what the address asks for, and keeps it when it is sent. */
  private fillForm(): void {
    const form = part<HTMLFormElement>(this.root, 'filters');
    if (!form) return;
    form.hidden = false;
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name]')) {
      const values = this.asked.get(field.name) ?? [];
      if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = values.includes(field.value);
      else field.value = values[0] ?? '';
    }
    for (const extra of form.querySelectorAll('[data-more]')) extra.remove();
    for (const [name, values] of this.asked) {
      if (name === 'only') continue;
      for (const value of values.slice(1)) form.append(make('input', { type: 'hidden', name, value, 'data-more': '' }));
    }
  }
}

/** An incident as map and timeline draw it. */
function incidentOf({ id, lat, lon, precision, from, to, killed: [low, high], grade, type, place }: Row, index: Index): Incident {
  return {
    id, low, high, day: dayNumber(from ?? to ?? ''), type: index.words.type[type] ?? type, name: place ?? '',
    place: lat !== null && lon !== null && isDrawn(precision) ? { lat, lon, precision } : null,
    grade: grade === 'single-source' ? 'single' : (grade as Grade),
  };
}

/** How many incidents have each value; types and groups are those of any report. */
function countsOf(rows: readonly Row[], index: Index, name: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const values = name === 'grade' ? [row.grade] : name === 'place' ? [row.country ?? ''] : termsOfRow(row, index, name);
    for (const value of new Set(values)) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function termsOfRow(row: Row, { terms }: Index, kind: string): string[] {
  return row.reports.flatMap((report) => report.slice(2).map((number) => terms[number as number]).filter((each) => each?.[0] === kind).map((each) => each?.[1] ?? ''));
}
