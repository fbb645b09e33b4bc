/** Map, timeline and table of the incidents' page, which narrow each other; the address says how. */
import { addressWith, narrowingOf, searchWith, type Narrowing } from './address.ts';
import { Brush } from './brush.ts';
import { told, unseenInWords } from './manners.ts';
import { periodsOf, periodsOfMonths, unitOf, type Period, type Unit } from './periods.ts';
import { incidentsOf, narrowed, pilesOf, pilesOfCells, unseen, type Incident, type Sent } from './points.ts';
import { Rows } from './rows.ts';
import { boundsOf, partOfWorld, type At } from '../map/geometry.ts';
import { openMap, type MapView } from '../map/view.ts';
import { fetchJson, part, settled } from '../page.ts';

const EVERYTHING: Narrowing = { since: null, until: null, bounds: null };

export class Page {
  private readonly rows: Rows;
  private readonly only: HTMLInputElement | null;
  private now = narrowingOf(location.search);
  private incidents: readonly Incident[] = [];
  private periods: readonly Period[] = [];
  private strong: readonly Period[] | null = null;
  private unit: Unit = 'month';
  private isCells = false;
  private asked = 0;
  private places: ReadonlyMap<string, At | null> = new Map();
  private map: MapView | null = null;
  private brush: Brush | null = null;

  constructor(private readonly root: HTMLElement, private readonly points: string) {
    this.rows = new Rows(root);
    this.only = part(root, 'only');
  }

  async open(): Promise<void> {
    const sent = await fetchJson<Sent>(addressWith(this.points, EVERYTHING));
    this.isCells = Boolean(sent.cells);
    this.incidents = incidentsOf(sent);
    const note = part(this.root, 'note');
    if (note) note.textContent = unseenInWords(unseen(sent, this.incidents));
    const timeline = part(this.root, 'timeline');
    this.unit = unitOf(this.incidents, timeline?.clientWidth ?? 0);
    this.periods = sent.months ? periodsOfMonths(sent.months) : periodsOf(this.incidents, this.unit);
    if (timeline) this.brush = new Brush(timeline, (stretch) => this.narrow({ ...this.now, ...stretch }));
    this.showTimeline();
    await this.openMap(sent);
    this.rows.onRow((id) => this.map?.ring((id && this.places.get(id)) || null));
  }

  private async openMap(sent: Sent): Promise<void> {
    const element = part(this.root, 'map');
    if (!element) return;
    const piles = sent.cells ? pilesOfCells(sent.cells) : pilesOf(this.incidents);
    this.map = await openMap(element, {
      label: 'Map of the incidents; the table below lists them',
      bounds: this.now.bounds ?? boundsOf(piles),
      moved: settled(250, (bounds) => {
        if (this.only?.checked) this.narrow({ ...this.now, bounds: partOfWorld(bounds) });
        else if (this.isCells) void this.showMap();
      }),
      told: (pile) => told(pile, this.root.dataset['link'] ?? '/incidents/{id}'),
    });
    if (this.only) this.listenTo(this.only);
    await this.showMap();
  }

  private listenTo(only: HTMLInputElement): void {
    only.disabled = false;
    only.checked = this.now.bounds !== null;
    only.addEventListener('change', () => {
      this.narrow({ ...this.now, bounds: this.map && only.checked ? partOfWorld(this.map.bounds()) : null });
    });
  }

  private narrow(to: Narrowing): void {
    const isSameTime = to.since === this.now.since && to.until === this.now.until;
    this.now = to;
    const search = searchWith(location.search, to);
    history.replaceState(history.state, '', location.pathname + search + location.hash);
    this.fillForm();
    this.showTimeline();
    if (!isSameTime || this.isCells) void this.showMap();
    if (this.root.dataset['rows'] === 'all') this.rows.keep(this.isNarrow(to) ? new Set(this.left(to).map(({ id }) => id)) : null);
    else void this.rows.load(location.pathname + search);
  }

  private isNarrow({ since, until, bounds }: Narrowing): boolean {
    return since !== null || until !== null || bounds !== null;
  }

  private left(narrowing: Narrowing): Incident[] {
    return narrowed(this.incidents, narrowing, narrowing.bounds);
  }

  private showTimeline(): void {
    const { bounds } = this.now;
    if (!this.isCells) this.strong = bounds && periodsOf(this.left({ ...EVERYTHING, bounds }), this.unit);
    this.brush?.show(this.periods, this.strong, this.now);
  }

  private async showMap(): Promise<void> {
    const narrowing = { ...this.now, bounds: null };
    if (this.isCells) await this.showCells(narrowing);
    else this.showIncidents(this.left(narrowing));
  }

  /** Cells are as wide as the part of the map that is shown has room for; where it holds few incidents, they come singly. */
  private async showCells(narrowing: Narrowing): Promise<void> {
    const asked = ++this.asked;
    const bounds = this.map && partOfWorld(this.map.bounds());
    const sent = await fetchJson<Sent>(addressWith(this.points, { ...narrowing, bounds }));
    if (asked !== this.asked) return;
    this.strong = this.now.bounds && periodsOfMonths(sent.months ?? []);
    this.showTimeline();
    if (sent.cells) this.map?.show(pilesOfCells(sent.cells));
    else this.showIncidents(incidentsOf(sent));
  }

  private showIncidents(incidents: readonly Incident[]): void {
    this.places = new Map(incidents.map(({ id, place }) => [id, place]));
    this.map?.show(pilesOf(incidents));
  }

  /** What is chosen on the map and in time stays when the form is sent. */
  private fillForm(): void {
    const query = new URLSearchParams(searchWith('', this.now));
    const form = part<HTMLFormElement>(this.root, 'filters');
    for (const name of ['since', 'until', 'bounds']) {
      const field = form?.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = query.get(name) ?? '';
    }
  }
}
