/** One place on a small map, with how finely it is known, in place of the drawing that the page brought along and prints. */
import { around, openMap } from './map/view.ts';
import { isDrawn } from './map/geometry.ts';
import { eachIsland, make } from './page.ts';

eachIsland('place', async (root) => {
  const { lat = '', lon = '', precision = '', name = 'the place' } = root.dataset;
  const at = { lat: Number(lat), lon: Number(lon) };
  if (!lat || !lon || !isDrawn(precision)) return;
  const drawing = root.querySelector('svg');
  const box = make('div', { class: 'map-box is-small' });
  root.prepend(box);
  const map = await openMap(box, { label: `Map of ${name}`, bounds: around(at, precision), isSmall: true });
  drawing?.classList.add('is-replaced');
  map.show([{ ...at, precision, n: 1, low: 0, high: null, grade: precision === 'exact' ? 'place' : null, members: [] }]);
});
