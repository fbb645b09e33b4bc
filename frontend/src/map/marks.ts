/** Marks of the five grades: each has its own shape, so that none is told by its colour alone. */
import { colour, makeSvg } from '../page.ts';
import type { Grade, MarkName } from '../incidents/points.ts';

/** Okabe and Ito's palette, where the page defines none. */
const OKABE_ITO: Readonly<Record<Grade, string>> = {
  confirmed: '#009e73', corroborated: '#0072b2', single: '#e69f00', contested: '#d55e00', denied: '#7f7f7f',
};

export const GRADES = Object.keys(OKABE_ITO) as readonly Grade[];

export const MARK_NAMES: readonly MarkName[] = [...GRADES, 'place'];

export const IN_WORDS: Readonly<Record<Grade, string>> = {
  confirmed: 'confirmed', corroborated: 'corroborated', single: 'single source', contested: 'contested', denied: 'denied',
};

interface Mark {
  /** Paths in a box of 20 units: what is drawn as a line, and what is filled within it. */
  readonly outline: string;
  readonly inside: string;
}

const DISC = 'M10 4.6a5.4 5.4 0 1 0 .01 0Z';

/** As the desk's badges are: disc, half a disc, ring, diamond, struck-out square. */
const MARKS: Readonly<Record<MarkName, Mark>> = {
  confirmed: { outline: DISC, inside: DISC },
  corroborated: { outline: DISC, inside: 'M10 4.6a5.4 5.4 0 0 0 0 10.8Z' },
  single: { outline: DISC, inside: '' },
  contested: { outline: 'M10 3.4 16.6 10 10 16.6 3.4 10Z', inside: '' },
  place: { outline: DISC, inside: DISC },
  denied: { outline: 'M5 5h10v10H5Z', inside: 'M5 13.4 13.4 5H15V6.6L6.6 15H5Z' },
};

export function markColour(name: MarkName | null): string {
  return name === null || name === 'place' ? colour('accent', '#0072b2') : colour(name, OKABE_ITO[name]);
}

export interface Palette {
  readonly sea: string;
  readonly land: string;
  readonly border: string;
  readonly ink: string;
  readonly muted: string;
  readonly paper: string;
  readonly accent: string;
}

/** The colours of the map as the page has them now. */
export function palette(): Palette {
  const paper = colour('paper', '#ffffff');
  return {
    sea: paper,
    land: colour('fill', '#eceae4'),
    border: colour('strong-line', '#8b8679'),
    ink: colour('ink', '#1c1b19'),
    muted: colour('muted', '#5d5a53'),
    paper,
    accent: colour('accent', '#0072b2'),
  };
}

/** A mark as pixels, twice the size it is shown at. */
export function drawMark(name: MarkName): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 40;
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  const outline = new Path2D(MARKS[name].outline);
  pen.scale(2, 2);
  pen.lineJoin = 'round';
  pen.strokeStyle = pen.fillStyle = palette().paper;
  pen.lineWidth = 4.6;
  pen.stroke(outline);
  pen.fill(outline);
  pen.strokeStyle = pen.fillStyle = markColour(name);
  pen.lineWidth = 2.2;
  pen.stroke(outline);
  pen.fill(new Path2D(MARKS[name].inside));
  return pen.getImageData(0, 0, 40, 40);
}

/** A mark as SVG in a box of 20 units. */
export function markShapes(name: MarkName): SVGElement[] {
  const { outline, inside } = MARKS[name];
  const shapes = [makeSvg('path', { class: 'map-outline', d: outline }), makeSvg('path', { class: 'map-inside', d: inside })];
  for (const shape of shapes) shape.style.color = name === 'place' ? 'var(--accent, #0072b2)' : `var(--${name}, ${OKABE_ITO[name]})`;
  return shapes;
}
