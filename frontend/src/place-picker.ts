/** A point chosen on a map; the two inputs stay what is sent. */
import { around, openMap } from './map/view.ts';
import type { At } from './map/geometry.ts';
import { eachIsland, inView, part } from './page.ts';

eachIsland('place-picker', async (root) => {
  const lat = root.querySelector<HTMLInputElement>('input[name="lat"]');
  const lon = root.querySelector<HTMLInputElement>('input[name="lon"]');
  const box = part(root, 'map');
  if (!lat || !lon || !box) return;
  box.classList.add('map-box');
  await inView(box);
  const typed = () => placeOf(lat.value, lon.value);
  const known = typed() ?? placeOf(root.dataset['lat'] ?? '', root.dataset['lon'] ?? '');
  const map = await openMap(box, {
    label: 'Map to choose the place on: click, or move the pin with the arrow keys',
    bounds: known && around(known, typed() ? 'district' : 'province'),
    isSmall: true,
    picked: (at) => {
      lat.value = at.lat.toFixed(4);
      lon.value = at.lon.toFixed(4);
      for (const field of [lat, lon]) field.dispatchEvent(new Event('input', { bubbles: true }));
    },
  });
  if (known) map.pin(known);
  for (const field of [lat, lon]) {
    field.addEventListener('change', () => {
      const at = typed();
      if (!at) return;
      map.pin(at);
      map.fit(around(at, 'district'));
    });
  }
});

/** A place from what is written in two fields; null where they are empty or not degrees. */
function placeOf(lat: string, lon: string): At | null {
  const at = { lat: Number(lat), lon: Number(lon) };
  const isPlace = lat.trim() && lon.trim() && Math.abs(at.lat) <= 90 && Math.abs(at.lon) <= 180;
  return isPlace ? at : null;
}
