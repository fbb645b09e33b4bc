/** The incidents' page: what draws it is fetched when the page has been shown. */
import { eachIsland } from './page.ts';

eachIsland('incidents', async (root) => {
  const points = root.dataset['points'];
  if (!points) return;
  const { Page } = await import('./incidents/page.ts');
  await new Page(root, points).open();
});
