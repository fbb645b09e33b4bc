/** A map as islands see it, whichever way it is drawn. */
import { isDrawn, type At, type Bounds, type Precision } from './geometry.ts';
import type { Pile } from '../incidents/points.ts';

export interface MapView {
  /** Draws these marks instead of those before. */
  show(piles: readonly Pile[]): void;
  /** Draws a ring around a place, or none. */
  ring(at: At | null): void;
  /** Draws the pin that a place is picked with. */
  pin(at: At): void;
  fit(bounds: Bounds): void;
  /** The part that is shown. */
  bounds(): Bounds;
}

export interface MapOptions {
  /** What the map shows, for those who cannot see it. */
  readonly label: string;
  readonly bounds: Bounds | null;
  /** A small map of one place is a drawing, unless tiles are asked for: it is there at once, and prints. */
  readonly isSmall?: boolean;
  /** Called when the part that is shown has changed. */
  readonly moved?: (bounds: Bounds) => void;
  /** What is told of a mark when it is chosen. */
  readonly told?: (pile: Pile) => Node;
  /** Called with the place that a person points at; the map then takes a pin. */
  readonly picked?: (at: At) => void;
}

/** Opens a map in an element: by WebGL where the browser has it, else as a drawing. */
export async function openMap(element: HTMLElement, options: MapOptions): Promise<MapView> {
  if (hasWebGl() && !(options.isSmall && !document.body.dataset['tiles'])) {
    try {
      const { drawMap } = await import('./drawn.ts');
      return await drawMap(element, options);
    } catch (problem) {
      console.warn('map without WebGL:', problem);
      element.replaceChildren();
    }
  }
  const { sketchMap } = await import('./sketched.ts');
  return sketchMap(element, options);
}

function hasWebGl(): boolean {
  const canvas = document.createElement('canvas');
  return Boolean(canvas.getContext('webgl2') ?? canvas.getContext('webgl'));
}

/** Degrees shown to each side of a place, so that coasts and borders tell where it is. */
const SURROUNDINGS: Readonly<Record<Precision, number>> = { exact: 2, near: 2, district: 2.5, province: 3.5 };

/** The part of the map on which a place is seen with what is around it. */
export function around(at: At, precision: string): Bounds {
  const margin = SURROUNDINGS[isDrawn(precision) ? precision : 'province'];
  return { west: at.lon - margin, south: at.lat - margin, east: at.lon + margin, north: at.lat + margin };
}
