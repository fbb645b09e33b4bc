/** The search of a published site: words in the address or the field, incidents below. */
import { eachIsland, make, part, settled } from './page.ts';
import { Source, type Index, type Row } from './site/columns.ts';
import { Finder } from './site/finding.ts';
import { countInWords, rangeInWords } from './words.ts';

const SHOWN = 200;

eachIsland('site-search', async (root) => {
  const address = root.dataset['source'];
  const field = root.querySelector<HTMLInputElement>('input[type=search]');
  const [summary, list] = [part(root, 'summary'), part(root, 'found')];
  if (!address || !field || !summary || !list) return;
  const source = new Source(address);
  const [index, rows] = await Promise.all([source.index(), source.rows()]);
  const finder = new Finder(rows, index);
  const link = root.dataset['link'] ?? '{id}.html';
  const show = () => {
    const found = finder.find(field.value);
    summary.textContent = field.value.trim() ? countInWords(found.length, 'incident') : '';
    list.replaceChildren(...found.slice(0, SHOWN).map((each) => item(each, index, link)));
    const query = field.value.trim() ? `?q=${encodeURIComponent(field.value.trim())}` : '';
    history.replaceState(history.state, '', location.pathname + query);
  };
  field.value = new URLSearchParams(location.search).get('q') ?? field.value;
  field.addEventListener('input', settled(120, show));
  field.form?.addEventListener('submit', (event) => {
    event.preventDefault();
    show();
  });
  show();
});

function item(row: Row, index: Index, link: string): HTMLElement {
  const place = [row.place, row.within.at(-1)].filter(Boolean).join(', ') || 'place unknown';
  const days = row.from && row.to && row.from !== row.to ? `${row.from}…${row.to}` : row.from ?? 'undated';
  const address = link.replace('{id}', encodeURIComponent(row.id));
  const grade = make('span', { class: `grade grade-${row.grade}` }, index.words.grade[row.grade] ?? row.grade);
  return make('li', {},
    make('a', { href: address }, make('b', {}, index.words.type[row.type] ?? row.type), `, ${place}`),
    make('div', { class: 'small' }, `${days} · killed ${rangeInWords(...row.killed)} · `, grade),
    ...(row.differs ? [make('div', { class: 'small muted', dir: 'auto' }, row.differs)] : []));
}
