/** The incidents' page: map, timeline and table narrow each other, and the address says how. */
import { addressWith, narrowingOf, searchWith, type Narrowing } from './incidents/address.ts';
import { Brush } from './incidents/brush.ts';
import { legend, onlyWhatIsShown, told, unseenInWords } from './incidents/manners.ts';
import { periodsOf, periodsOfMonths, unitOf, type Period, type Unit } from './incidents/periods.ts';
import { incidentsOf, narrowed, pilesOf, pilesOfCells, unseen, type Incident, type Sent } from './incidents/points.ts';
import { Rows } from './incidents/rows.ts';
import { boundsOf, partOfWorld } from './map/geometry.ts';
import { openMap, type MapView } from './map/view.ts';
import { eachIsland, fetchJson, make, part, settled } from './page.ts';

const EVERYTHING: Narrowing = { since: null, until: null, bounds: null };

eachIsland('incidents', async (root) => {
  const points = root.dataset['points'];
  if (points) await new Page(root, points).open();
});

class Page {
  private readonly rows: Rows;
  private readonly note = make('p', { class: 'map-note', 'data-part': 'note' });
  private readonly only = onlyWhatIsShown();
  private now = narrowingOf(location.search);
  private incidents: readonly Incident[] = [];
  private months: readonly Period[] = [];
  private unit: Unit = 'month';
  private isCells = false;
  private map: MapView | null = null;
  private brush: Brush | null = null;

  constructor(private readonly root: HTMLElement, private readonly points: string) {
    this.rows = new Rows(root);
  }

  async open(): Promise<void> {
    const sent = await fetchJson<Sent>(addressWith(this.points, EVERYTHING));
    this.isCells = Boolean(sent.cells);
    this.incidents = incidentsOf(sent);
    // Incidents without a point may be missing among the columns; the desk's months count them.
    const isWhole = !this.isCells && !sent.unplaced;
    this.unit = isWhole ? unitOf(this.incidents) : 'month';
    this.months = sent.months && !isWhole ? periodsOfMonths(sent.months) : periodsOf(this.incidents, this.unit);
    this.note.textContent = unseenInWords(unseen(sent, this.incidents));
    const timeline = part(this.root, 'timeline');
    if (timeline) this.brush = new Brush(timeline, (stretch) => this.narrow({ ...this.now, ...stretch }));
    this.showTimeline();
    await this.openMap(sent);
    const byId = new Map(this.incidents.map((each) => [each.id, each]));
    this.rows.onRow((id) => this.map?.ring((id && byId.get(id)?.place) || null));
  }

  private async openMap(sent: Sent): Promise<void> {
    const element = part(this.root, 'map');
    if (!element) return;
    const piles = sent.cells ? pilesOfCells(sent.cells) : pilesOf(this.incidents);
    this.map = await openMap(element, {
      label: 'Map of the incidents; the table below lists them',
      bounds: this.now.bounds ?? boundsOf(piles),
      moved: settled(250, (bounds) => {
        if (this.only.box.checked) this.narrow({ ...this.now, bounds: partOfWorld(bounds) });
      }),
      told: (pile) => told(pile, this.root.dataset['link'] ?? '/incidents/{id}'),
    });
    element.after(make('div', { class: 'map-below' }, this.only.label, legend(), this.note));
    this.only.box.checked = this.now.bounds !== null;
    this.only.box.addEventListener('change', () => {
      this.narrow({ ...this.now, bounds: this.map && this.only.box.checked ? partOfWorld(this.map.bounds()) : null });
    });
    await this.showMap();
  }

  private narrow(to: Narrowing): void {
    const isSameTime = to.since === this.now.since && to.until === this.now.until;
    this.now = to;
    const search = searchWith(location.search, to);
    history.replaceState(history.state, '', location.pathname + search + location.hash);
    this.fillForm();
    this.showTimeline();
    if (!isSameTime) void this.showMap();
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
    const strong = bounds && !this.isCells ? periodsOf(this.left({ ...EVERYTHING, bounds }), this.unit) : null;
    this.brush?.show(this.months, strong, this.now);
  }

  private async showMap(): Promise<void> {
    if (!this.isCells) {
      this.map?.show(pilesOf(this.left({ ...this.now, bounds: null })));
      return;
    }
    const sent = await fetchJson<Sent>(addressWith(this.points, { ...this.now, bounds: null }));
    this.map?.show(sent.cells ? pilesOfCells(sent.cells) : pilesOf(incidentsOf(sent)));
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
