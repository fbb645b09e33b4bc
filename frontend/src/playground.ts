/** What is found in a text, shown as it is typed. */
import { eachIsland, fetchJson, make, part, settled } from './page.ts';
import { countInWords, rangeInWords } from './words.ts';
import { mentionsOf, pieces, type Coded, type CodedIncident } from './playground/mentions.ts';

eachIsland('playground', (root) => {
  const text = part<HTMLTextAreaElement>(root, 'text');
  const address = root.dataset['action'];
  if (!text || !address) return;
  const published = part<HTMLInputElement>(root, 'published');
  let asked: AbortController | null = null;
  const ask = settled(400, async () => {
    asked?.abort();
    asked = new AbortController();
    const said = text.value;
    if (!said.trim()) return show(root, '', { incidents: [], totals: [], stances: [] });
    try {
      show(root, said, await extract(address, said, published?.value ?? '', asked.signal));
    } catch (problem) {
      if (!(problem instanceof DOMException)) say(root, problem instanceof Error ? problem.message : String(problem));
    }
  });
  for (const field of [text, published]) field?.addEventListener('input', () => ask());
  if (text.value.trim()) ask();
});

function extract(address: string, text: string, published: string, signal: AbortSignal): Promise<Coded> {
  return fetchJson<Coded>(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text, ...(published && { published }) }),
    signal,
  });
}

function show(root: HTMLElement, said: string, coded: Coded): void {
  const marked = pieces(coded.text ?? said, mentionsOf(coded)).map(({ text, kinds }) =>
    kinds.length ? make('mark', { class: `mention mention-${kinds[0]}`, title: kinds.join(', ') }, text) : text);
  const box = part(root, 'marked');
  box?.setAttribute('dir', 'auto');
  box?.replaceChildren(...marked);
  part(root, 'found')?.replaceChildren(...coded.incidents.map(inWords));
  const { incidents, totals, stances } = coded;
  say(root, said.trim() ? [
    countInWords(incidents.length, 'incident'), countInWords(totals.length, 'quoted total'), countInWords(stances.length, 'stance'),
  ].join(', ') : '');
}

function inWords(incident: CodedIncident): HTMLElement {
  const { type, stage, when, where, perpetrators, targets } = incident;
  const doers = perpetrators.map(({ name, responsibility }) => (responsibility === 'fact' ? name : `${name} (${responsibility})`));
  const facts = [
    when.earliest ? [...new Set([when.earliest, when.latest ?? when.earliest])].join(' – ') : (when.wording ?? 'undated'),
    where.name ?? 'place unknown',
    doers.length ? `by ${[...new Set(doers)].join(', ')}` : '',
    targets.length ? `against ${[...new Set(targets.map(({ name }) => name))].join(', ')}` : '',
  ].filter(Boolean);
  const figures = incident.casualties.map(({ effect, group, count, attribution, denied }) => {
    const figure = rangeInWords(count.low, count.high);
    const voice = attribution[0] ? `, says ${attribution[0].name}` : '';
    return make('li', {}, `${effect}, ${group.replaceAll('_', ' ')}: ${figure}${denied ? ' (denied)' : ''}${voice}`);
  });
  const name = type.replaceAll('_', ' ') + (stage === 'carried_out' ? '' : ` (${stage})`);
  return make('li', {}, make('strong', {}, name), make('p', {}, facts.join(' · ')), make('ul', {}, ...figures));
}

function say(root: HTMLElement, words: string): void {
  const line = part(root, 'state');
  if (line) line.textContent = words;
}
