/** The pin that a place is picked with: dragged, or moved by the arrow keys. */
import type { Map, Marker } from 'maplibre-gl';
import { wrapped, type At } from './geometry.ts';

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

/** Pixels that an arrow key moves the pin by; with Shift, one. */
const STEP = 10;

export class Pin {
  private isShown = false;

  constructor(private readonly map: Map, private readonly marker: Marker, private readonly moved: (at: At) => void) {
    const element = marker.getElement();
    element.tabIndex = 0;
    element.setAttribute('role', 'button');
    element.setAttribute('aria-label', 'The place; arrow keys move it, with Shift by a little');
    element.addEventListener('keydown', (event) => this.step(event));
    marker.on('dragend', () => this.tell());
  }

  put({ lat, lon }: At): void {
    this.marker.setLngLat([lon, lat]);
    if (!this.isShown) this.marker.addTo(this.map);
    this.isShown = true;
  }

  private step(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const by = event.shiftKey ? 1 : STEP;
    const at = this.map.project(this.marker.getLngLat());
    this.marker.setLngLat(this.map.unproject([at.x + step[0] * by, at.y + step[1] * by]));
    this.tell();
  }

  private tell(): void {
    const { lat, lng } = this.marker.getLngLat();
    this.moved({ lat, lon: wrapped(lng) });
  }
}
