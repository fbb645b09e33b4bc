/** Days and numbers as the reader's own language writes them; what is said in ISO and English stays in the title. */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const GROUPED = /\d{1,3}(?:,\d{3})+/g;
const COUNTED = '.num, .figure, .counts dd, .pager, [data-part="summary"]';

/** A day, or a time in the reader's own zone, in words of `language`; nothing for what is neither. */
export function inWords(iso: string, language: string): string | null {
  const isDay = DAY.test(iso);
  const read = new Date(isDay ? `${iso}T12:00:00` : iso);
  if (Number.isNaN(read.getTime())) return null;
  return new Intl.DateTimeFormat(language, isDay ? { dateStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' }).format(read);
}

/** Numbers of four digits and more, grouped as `language` groups them. */
export function regrouped(text: string, language: string): string {
  const format = new Intl.NumberFormat(language);
  return text.replace(GROUPED, (found) => format.format(Number(found.replaceAll(',', ''))));
}

function localise(root: ParentNode, language: string): void {
  for (const element of root.querySelectorAll<HTMLTimeElement>('time[datetime]:not([data-iso])')) {
    const words = inWords(element.dateTime, language);
    if (words === null) continue;
    element.dataset['iso'] = element.textContent ?? '';
    element.title = element.dateTime;
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
