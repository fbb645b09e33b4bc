/** The table beside the map: fetched anew for another narrowing, or, where every row is there, hidden by it. */
import { part } from '../page.ts';
import { countInWords } from '../words.ts';

/** The parts of the page that a narrowing changes. */
const CHANGING = ['summary', 'exports', 'table', 'pager', 'chips', 'facets'];

export class Rows {
  private asked: AbortController | null = null;

  constructor(private readonly root: HTMLElement) {}

  /** Puts the parts of the same page at another address in place of these. */
  async load(address: string): Promise<void> {
    this.asked?.abort();
    this.asked = new AbortController();
    this.mark(true);
    try {
      const answer = await fetch(address, { headers: { Accept: 'text/html' }, signal: this.asked.signal });
      if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
      this.swap(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      this.mark(false);
    } catch (problem) {
      if (problem instanceof DOMException && problem.name === 'AbortError') return;
      location.reload();
    }
  }

  /** Hides the rows of other incidents; null shows all. */
  keep(ids: ReadonlySet<string> | null): void {
    const rows = [...this.root.querySelectorAll<HTMLElement>('[data-part="table"] [data-id]')];
    for (const row of rows) row.hidden = ids !== null && !ids.has(row.dataset['id'] ?? '');
    const summary = part(this.root, 'summary');
    if (summary) summary.textContent = countInWords(rows.filter(({ hidden }) => !hidden).length, 'incident');
  }

  /** Calls with the incident of the row under the pointer or the focus, and with null when it leaves. */
  onRow(lit: (id: string | null) => void): void {
    const found = (event: Event) => (event.target as Element).closest<HTMLElement>('[data-part="table"] [data-id]');
    for (const name of ['pointerover', 'focusin']) {
      this.root.addEventListener(name, (event) => {
        const row = found(event);
        if (row) lit(row.dataset['id'] ?? null);
      });
    }
    for (const name of ['pointerout', 'focusout']) this.root.addEventListener(name, (event) => found(event) && lit(null));
  }

  private mark(isBusy: boolean): void {
    part(this.root, 'table')?.classList.toggle('is-busy', isBusy);
  }

  private swap(page: Document): void {
    for (const name of CHANGING) {
      const [here, there] = [part(this.root, name), part(page, name)];
      if (here && there) here.replaceWith(document.adoptNode(there));
    }
  }
}
