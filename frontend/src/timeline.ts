/** Months as bars in place of the drawing that the page brought along. */
import { fitting, periodsOfMonths } from './incidents/periods.ts';
import type { Month } from './incidents/points.ts';
import { searchWith } from './incidents/address.ts';
import { eachIsland, make, onTheme, part } from './page.ts';
import { countInWords } from './words.ts';

eachIsland('timeline', async (root) => {
  const box = part(root, 'chart');
  const data = document.getElementById(root.dataset['source'] ?? '');
  if (!box || !data) return;
  const periods = periodsOfMonths((JSON.parse(data.textContent ?? '{}') as { months?: Month[] }).months ?? []);
  if (!periods.length) return;
  const measure = root.dataset['measure'] === 'incidents' ? 'incidents' : 'killed';
  const link = root.dataset['link'];
  const { drawChart } = await import('./chart/chart.ts');
  const draw = () => {
    const width = Math.max(box.clientWidth, 280);
    const { shown, beyond } = fitting(periods, width);
    const chart = drawChart(shown, {
      width,
      height: 220,
      measure,
      label: root.dataset['title'] ?? 'By month',
      link: link ? ({ from, to }) => link + searchWith('', { since: from, until: to, bounds: null }) : undefined,
    });
    box.replaceChildren(chart.svg, make('p', { class: 'chart-note' }, note(measure, beyond)));
  };
  new ResizeObserver(draw).observe(box);
  onTheme(draw);
});

/** How the bars are read, and what is not among them. */
function note(measure: 'killed' | 'incidents', beyond: number): string {
  const bars = measure === 'killed'
    ? 'People killed: full colour up to the least figure told, pale up to the greatest; + where no greatest was told.'
    : 'Bars: incidents.';
  return beyond ? `${bars} ${countInWords(beyond, 'more incident')} not drawn.` : bars;
}
