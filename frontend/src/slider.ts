/** The moments of a record on a slider, in place of a list to choose from. */
import { eachIsland, make, settled } from './page.ts';

/** Milliseconds for which the slider must rest: arrow keys go over moments one by one. */
const PATIENCE = 600;

eachIsland('slider', (root) => {
  const select = root.querySelector('select');
  if (!select || select.options.length < 2) return;
  const moments = inOrder([...select.options].map(({ value, text, selected }) => ({ value, text, selected })));
  const now = Math.max(moments.findIndex(({ selected }) => selected), 0);
  const said = make('output', {}, moments[now]?.text ?? '');
  const range = make('input', {
    type: 'range', min: '0', max: String(moments.length - 1), step: '1', value: String(now),
    'aria-label': select.labels[0]?.textContent?.replace(select.textContent ?? '', '').trim() || 'As known on',
  });
  const tell = () => {
    said.value = moments[range.valueAsNumber]?.text ?? '';
    range.setAttribute('aria-valuetext', said.value);
  };
  tell();
  range.addEventListener('input', tell);
  const go = () => location.assign(addressAt(location.href, select.name, moments[range.valueAsNumber]?.value ?? ''));
  range.addEventListener('change', settled(PATIENCE, go));
  select.replaceWith(range, said);
  for (const button of root.querySelectorAll('button')) button.hidden = true;
});

interface Moment {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

/** Oldest first, now (an empty value) last. */
function inOrder(moments: Moment[]): Moment[] {
  return moments.sort((a, b) => (a.value || '9999').localeCompare(b.value || '9999'));
}

function addressAt(address: string, name: string, moment: string): string {
  const url = new URL(address);
  url.searchParams.delete(name);
  if (moment) url.searchParams.set(name, moment);
  return url.href;
}
