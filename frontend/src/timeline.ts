/** Months as bars in place of the drawing that the page brought along. */
import { drawChart } from './chart/chart.ts';
import { periodsOfMonths } from './incidents/periods.ts';
import type { Month } from './incidents/points.ts';
import { searchWith } from './incidents/address.ts';
import { eachIsland, onTheme, part } from './page.ts';

eachIsland('timeline', (root) => {
  const box = part(root, 'chart');
  const data = document.getElementById(root.dataset['source'] ?? '');
  if (!box || !data) return;
  const periods = periodsOfMonths((JSON.parse(data.textContent ?? '{}') as { months?: Month[] }).months ?? []);
  if (!periods.length) return;
  const link = root.dataset['link'];
  const draw = () => {
    const chart = drawChart(periods, {
      width: Math.max(box.clientWidth, 280),
      height: 220,
      measure: root.dataset['measure'] === 'incidents' ? 'incidents' : 'killed',
      label: root.dataset['title'] ?? 'By month',
      link: link ? ({ from, to }) => link + searchWith('', { since: from, until: to, bounds: null }) : undefined,
    });
    box.replaceChildren(chart.svg);
  };
  new ResizeObserver(draw).observe(box);
  onTheme(draw);
});
