/** What every island needs of its page: its elements, its colours, its language. */

/**
 * Runs an island on each element that asks for it by `data-island`; one that fails leaves the page as it was.
 * `data-ready` then says that the element does all it will do.
 */
export function eachIsland(name: string, run: (root: HTMLElement) => void | Promise<void>): void {
  for (const root of document.querySelectorAll<HTMLElement>(`[data-island="${name}"]`)) {
    shown()
      .then(() => run(root))
      .then(() => (root.dataset['ready'] = ''))
      .catch((problem: unknown) => console.error(`${name}:`, problem));
  }
}

/** Milliseconds after which a page that tells of no paint is taken to be shown. */
const LONGEST_UNSHOWN = 1000;

/** Resolves when the page has been painted, which no script shall hold up. */
function shown(): Promise<void> {
  return new Promise((done) => {
    new PerformanceObserver(() => done()).observe({ type: 'paint', buffered: true });
    setTimeout(done, document.hidden ? 0 : LONGEST_UNSHOWN);
  });
}

/** The element within an island that plays a part, if the page has it. */
export function part<E extends HTMLElement = HTMLElement>(root: ParentNode, name: string): E | null {
  return root.querySelector<E>(`[data-part="${name}"]`);
}

/** An element with text and attributes; text is never read as HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The same for SVG. */
export function makeSvg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number> = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** A colour of the page's palette as it is now, light or dark; `otherwise` where the page has none. */
export function colour(name: string, otherwise: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || otherwise;
}

/** Calls when the page turns light or dark. */
export function onTheme(changed: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}

/** Resolves as soon as an element comes into view: what lies in a closed part of the page may never. */
export function inView(element: Element): Promise<void> {
  return new Promise((seen) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      seen();
    });
    observer.observe(element);
  });
}

/** Waits until calls have ceased for some milliseconds, then calls once. */
export function settled<A extends unknown[]>(wait: number, call: (...given: A) => void): (...given: A) => void {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => call(...given), wait);
  };
}

/** JSON from this desk; a problem (RFC 9457) becomes an error that says what it says. */
export async function fetchJson<T>(address: string, options: RequestInit = {}): Promise<T> {
  const headers = new Headers(options.headers);
  headers.set('Accept', 'application/json');
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content;
  if (token) headers.set('X-CSRF-Token', token);
  const answer = await fetch(address, { ...options, headers });
  if (!answer.ok) throw new Error(problemOf(await answer.text(), answer.status));
  return (await answer.json()) as T;
}

/** The words of a problem document, or the status where the answer is none. */
export function problemOf(body: string, status: number): string {
  try {
    const { title, detail } = JSON.parse(body) as { title?: string; detail?: string };
    const said = [title, detail].filter((each) => typeof each === 'string' && each);
    if (said.length) return said.join(': ');
  } catch {
    // Not JSON: the status has to do.
  }
  return `the desk answered ${status}`;
}
