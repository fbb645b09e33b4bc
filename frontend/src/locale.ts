/** Days and numbers as the reader's own language writes them; what is said in ISO and English stays in the title. */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;
const GROUPED = /\d{1,3}(?:,\d{3})+/g;
const COUNTED = '.num, .figure, .counts dd, .pager, [data-part="summary"]';

/** A day, a month, or a time in the reader's own zone, in words of `language`; nothing for what is neither. */
export function inWords(iso: string, language: string): string | null {
  const [isDay, isMonth] = [DAY.test(iso), MONTH.test(iso)];
  const read = new Date(isDay ? `${iso}T00:00:00Z` : isMonth ? `${iso}-01T00:00:00Z` : iso);
  if (Number.isNaN(read.getTime())) return null;
  if (isMonth) return formatOf(language, 'month').format(read);
  return formatOf(language, isDay ? 'day' : 'moment').format(read);
}

/** An interval of ISO days, both included, in words of `language`: whole months and years are named. */
export function intervalInWords(from: string, until: string, language: string): string | null {
  if (from === until) return inWords(from, language);
  const [first, last] = [new Date(`${from}T00:00:00Z`), new Date(`${until}T00:00:00Z`)];
  if (!DAY.test(from) || !DAY.test(until) || !(first <= last)) return null;
  const endsMonth = new Date(last.getTime() + 86_400_000).getUTCDate() === 1;
  const isMonths = from.endsWith('-01') && endsMonth;
  const isYears = from.endsWith('-01-01') && until.endsWith('-12-31');
  return formatOf(language, isYears ? 'year' : isMonths ? 'month' : 'day').formatRange(first, last);
}

const MANNERS = {
  year: { year: 'numeric', timeZone: 'UTC' },
  month: { year: 'numeric', month: 'short', timeZone: 'UTC' },
  day: { dateStyle: 'medium', timeZone: 'UTC' },
  moment: { dateStyle: 'medium', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once each, for that takes longer than formatting. */
function formatOf(language: string, manner: keyof typeof MANNERS): Intl.DateTimeFormat {
  const key = `${manner} ${language}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(language, MANNERS[manner]);
  formats.set(key, made);
  return made;
}

/** Numbers of four digits and more, grouped as `language` groups them. */
export function regrouped(text: string, language: string): string {
  const format = new Intl.NumberFormat(language);
  return text.replace(GROUPED, (found) => format.format(Number(found.replaceAll(',', ''))));
}

function localise(root: ParentNode, language: string): void {
  for (const element of root.querySelectorAll<HTMLTimeElement>('time[datetime]:not([data-iso])')) {
    const until = element.dataset['until'];
    const words = until ? intervalInWords(element.dateTime, until, language) : inWords(element.dateTime, language);
    if (words === null) continue;
    element.dataset['iso'] = element.textContent ?? '';
    element.title = until ? element.dataset['iso'] : element.dateTime;
    element.textContent = words;
  }
  for (const element of root.querySelectorAll(COUNTED)) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue ?? '';
      const said = regrouped(text, language);
      if (said !== text) node.nodeValue = said;
    }
  }
}

if (typeof document !== 'undefined') {
  const language = navigator.language;
  localise(document, language);
  // Parts of a page that another script has swapped come as the server wrote them.
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes) if (node instanceof HTMLElement) localise(node.parentElement ?? node, language);
  }).observe(document.body, { childList: true, subtree: true });
}
