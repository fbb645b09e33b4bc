/** Keys press what the page offers anyway: its own links and buttons that name a key. */
import { make, part } from './page.ts';

const MOVES: Readonly<Record<string, number>> = { j: 1, k: -1 };
const OWN: readonly (readonly [string, string])[] = [['/', 'search'], ['?', 'this help'], ['Esc', 'close']];

document.documentElement.dataset['keys'] = '';
document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  if (document.querySelector('dialog[open]')) return;
  if (pressed(event.key)) event.preventDefault();
});

const button = part<HTMLButtonElement>(document, 'keys');
if (button) {
  button.hidden = false;
  button.addEventListener('click', openHelp);
}

/** Is the key one that does something here? Then it has done it. */
function pressed(key: string): boolean {
  if (key in MOVES && moveFocus(MOVES[key] as number)) return true;
  const offered = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (offered) offered.click();
  else if (key === '/') return focusSearch();
  else if (key === '?') openHelp();
  else return false;
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])'));
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('input[type="search"]');
  field?.focus();
  field?.select();
  return field !== null;
}

/** To the next or the previous item of the page's list; not beyond its ends, where a key may lead to another page. */
function moveFocus(by: number): boolean {
  const items = [...document.querySelectorAll<HTMLElement>('[data-item]:not([hidden])')];
  const current = items.findIndex((item) => item.contains(document.activeElement));
  const next = current < 0 && by > 0 ? items[0] : items[current + by];
  if (!next) return false;
  const inside = next.matches('a, button') ? next : next.querySelector<HTMLElement>('a[href], button');
  inside?.focus();
  next.scrollIntoView({ block: 'nearest' });
  return true;
}

function openHelp(): void {
  const rows = [...offers(), ...OWN].map(([key, says]) => make('div', {}, make('dt', {}, make('kbd', {}, key)), make('dd', {}, says)));
  const close = make('button', { autofocus: '' }, 'Close');
  const dialog = make('dialog', { class: 'keys', 'aria-labelledby': 'keys-title' },
    make('h2', { id: 'keys-title' }, 'Keys'), make('dl', {}, ...rows), make('form', { method: 'dialog' }, close));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** The keys of this page and what they do, in its order. */
function offers(): [string, string][] {
  const said = new Map<string, string>();
  if (document.querySelector('[data-item]')) {
    said.set('j', 'next in the list');
    said.set('k', 'previous in the list');
  }
  for (const each of document.querySelectorAll<HTMLElement>('[data-key]')) {
    const key = each.dataset['key'] as string;
    if (!said.has(key)) said.set(key, each.dataset['keySays'] ?? (each.textContent ?? '').replace(/\s+/g, ' ').trim());
  }
  return [...said];
}
