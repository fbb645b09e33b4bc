/** Marks of the five grades: each has its own shape, so that none is told by its colour alone. */
import { colour } from '../page.ts';
import type { Grade } from '../incidents/points.ts';

/** Okabe and Ito's palette, where the page defines none. */
const OKABE_ITO: Readonly<Record<Grade, string>> = {
  confirmed: '#009e73', corroborated: '#0072b2', single: '#e69f00', contested: '#d55e00', denied: '#7f7f7f',
};

export const GRADES = Object.keys(OKABE_ITO) as readonly Grade[];

export const IN_WORDS: Readonly<Record<Grade, string>> = {
  confirmed: 'confirmed', corroborated: 'corroborated', single: 'single source', contested: 'contested', denied: 'denied',
};

export interface Mark {
  /** A path in a box of 20 units. */
  readonly path: string;
  readonly isHollow: boolean;
}

/** Disc, square, ring, diamond, cross. */
export const MARKS: Readonly<Record<Grade, Mark>> = {
  confirmed: { path: 'M10 4a6 6 0 1 0 .01 0Z', isHollow: false },
  corroborated: { path: 'M4.7 4.7h10.6v10.6H4.7Z', isHollow: false },
  single: { path: 'M10 4.8a5.2 5.2 0 1 0 .01 0Z', isHollow: true },
  contested: { path: 'M10 2.6 17.4 10 10 17.4 2.6 10Z', isHollow: false },
  denied: { path: 'M5.2 5.2 14.8 14.8M14.8 5.2 5.2 14.8', isHollow: true },
};

export function gradeColour(grade: Grade | null): string {
  return grade ? colour(grade, OKABE_ITO[grade]) : colour('accent', '#0072b2');
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
export function drawMark(grade: Grade): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 40;
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  const { path, isHollow } = MARKS[grade];
  const shape = new Path2D(path);
  pen.scale(2, 2);
  pen.lineJoin = pen.lineCap = 'round';
  pen.strokeStyle = palette().paper;
  pen.lineWidth = isHollow ? 5 : 2.4;
  pen.stroke(shape);
  pen.strokeStyle = pen.fillStyle = gradeColour(grade);
  pen.lineWidth = 2.6;
  if (isHollow) pen.stroke(shape);
  else pen.fill(shape);
  return pen.getImageData(0, 0, 40, 40);
}
