/** The words behind a figure: lit beside their claim on a document's page, shown over a figure on an incident's. */

/** Milliseconds for which a quote stays when the pointer leaves, so that it can be reached. */
const GRACE = 200;

/** Milliseconds for which a claim is pointed at before its words are brought into view. */
const REST = 150;

let scrolling = 0;

for (const name of ['pointerover', 'focusin'] as const) {
  document.addEventListener(name, ({ target }) => light(target as Element, name === 'focusin'));
}
for (const name of ['pointerout', 'focusout'] as const) {
  document.addEventListener(name, ({ target }) => claimsOf(target as Element).length && unlight());
}

/** The claims that an element, or one around it, belongs to. */
function claimsOf(target: Element): string[] {
  const found = target.closest<HTMLElement>('[data-claim], [data-claims]');
  return (found?.dataset['claim'] ?? found?.dataset['claims'] ?? '').split(/\s+/).filter(Boolean);
}

function light(target: Element, isFocused: boolean): void {
  const claims = claimsOf(target);
  if (!claims.length) return;
  unlight();
  const together = claims.flatMap((claim) => [
    ...document.querySelectorAll<HTMLElement>(`[data-claim="${CSS.escape(claim)}"], [data-claims~="${CSS.escape(claim)}"]`),
  ]);
  for (const each of together) each.classList.add('is-lit');
  const isClaim = target.closest('[data-claim]') !== null;
  const other = together.find((each) => ('claims' in each.dataset) === isClaim);
  if (other) scrolling = window.setTimeout(() => bringIntoView(other, isFocused && isClaim), REST);
}

function unlight(): void {
  clearTimeout(scrolling);
  for (const each of document.querySelectorAll('.is-lit[data-claim], .is-lit[data-claims]')) each.classList.remove('is-lit');
}

/** Scrolls the box that an element lies in; the page only if it may, since that moves what is under the pointer. */
function bringIntoView(element: HTMLElement, mayMovePage: boolean): void {
  const box = boxAround(element);
  const [inner, outer] = [element.getBoundingClientRect(), box?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight }];
  if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
  const top = (inner.top + inner.bottom - outer.top - outer.bottom) / 2;
  if (box) box.scrollBy({ top, behavior: motion() });
  else if (mayMovePage) window.scrollBy({ top, behavior: motion() });
}

/** The nearest box that scrolls, short of the page. */
function boxAround(element: Element): HTMLElement | null {
  for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
  }
  return null;
}

function motion(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
}

for (const figure of document.querySelectorAll<HTMLElement>('[data-quote]')) {
  const quote = document.getElementById(figure.dataset['quote'] ?? '');
  if (quote) showOver(figure, quote);
}

/** Turns a quote into a popover of its figure, which Escape closes and the pointer may enter. */
function showOver(figure: HTMLElement, quote: HTMLElement): void {
  quote.popover = 'auto';
  let timer = 0;
  const show = () => {
    clearTimeout(timer);
    if (quote.matches(':popover-open')) return;
    quote.showPopover();
    const box = figure.getBoundingClientRect();
    const below = box.bottom + quote.offsetHeight + 12 < innerHeight;
    quote.style.left = `${Math.max(8, Math.min(box.left, innerWidth - quote.offsetWidth - 8))}px`;
    quote.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - quote.offsetHeight - 4)}px`;
  };
  const hide = () => {
    timer = window.setTimeout(() => quote.matches(':popover-open') && quote.hidePopover(), GRACE);
  };
  for (const element of [figure, quote]) {
    element.addEventListener('pointerenter', show);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('focusin', show);
    element.addEventListener('focusout', hide);
  }
}
