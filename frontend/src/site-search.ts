/** The search of a published site: words in the address or the field, incidents below. */
import { eachIsland, fetchJson, make, part, settled } from './page.ts';
import { Finder, type Line } from './site/finding.ts';
import { countInWords, rangeInWords } from './words.ts';

const SHOWN = 200;

eachIsland('site-search', async (root) => {
  const source = root.dataset['source'];
  const field = root.querySelector<HTMLInputElement>('input[type=search]');
  const [summary, list] = [part(root, 'summary'), part(root, 'found')];
  if (!source || !field || !summary || !list) return;
  const { incidents } = await fetchJson<{ incidents: Line[] }>(source);
  const finder = new Finder(incidents);
  const link = root.dataset['link'] ?? '{id}.html';
  const show = () => {
    const found = finder.find(field.value);
    summary.textContent = field.value.trim() ? countInWords(found.length, 'incident') : '';
    list.replaceChildren(...found.slice(0, SHOWN).map((each) => item(each, link)));
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

function item(line: Line, link: string): HTMLElement {
  const place = [line.place, line.within?.at(-1)].filter(Boolean).join(', ') || 'place unknown';
  const days = line.from && line.to && line.from !== line.to ? `${line.from}…${line.to}` : line.from ?? 'undated';
  const killed = rangeInWords(line.killed?.[0] ?? null, line.killed?.[1] ?? null);
  return make('li', {},
    make('a', { href: link.replace('{id}', encodeURIComponent(line.id)) }, make('b', {}, line.type), `, ${place}`),
    make('div', { class: 'small' }, `${days} · killed ${killed} · `, make('span', { class: `grade grade-${line.grade}` }, line.grade)),
    ...(line.contested ? [make('div', { class: 'small muted', dir: 'auto' }, line.contested[0] ?? '')] : []));
}
