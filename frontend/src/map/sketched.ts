/** The map without WebGL: a drawing in SVG that is dragged, zoomed and pointed at like the other. */
import type { FeatureCollection, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { fetchJson, make, makeSvg, settled } from '../page.ts';
import { rangeInWords } from '../words.ts';
import type { Pile } from '../incidents/points.ts';
import { RADIUS_KM, wrapped, type At, type Bounds } from './geometry.ts';
import { markColour, markShapes } from './marks.ts';
import { gathered } from './gathering.ts';
import type { MapOptions, MapView } from './view.ts';

const COARSE = 'outlines-110m.json';
const FINE = 'outlines-50m.json';
/** Pixels a degree, from which on the fine outlines are drawn. */
const FINE_FROM = 12;
const [LEAST, MOST] = [1.5, 600];
const WORLD: Bounds = { west: -170, south: -56, east: 180, north: 76 };

export async function sketchMap(element: HTMLElement, options: MapOptions): Promise<MapView> {
  const outlines = { coarse: await pathsOf(COARSE), fine: null };
  return new SketchedMap(element, options, outlines);
}

interface Paths {
  readonly land: string;
  readonly names: readonly (At & { name: string; size: number })[];
}

class SketchedMap implements MapView {
  private readonly svg: SVGSVGElement;
  private readonly world = makeSvg('g');
  private readonly names = makeSvg('g');
  private readonly marks = makeSvg('g');
  private readonly popup = make('div', { class: 'map-popup', hidden: '' });
  private readonly moved: () => void;
  private piles: readonly Pile[] = [];
  private ringed: At | null = null;
  private pinned: At | null = null;
  private centre: At = { lat: 0, lon: 0 };
  private scale = 2;
  private size = { width: 600, height: 400 };
  private drawn: Paths | null = null;

  constructor(
    private readonly element: HTMLElement,
    private readonly options: MapOptions,
    private readonly outlines: { coarse: Paths; fine: Paths | null },
  ) {
    this.svg = makeSvg('svg', { class: 'map-sketch', role: 'application', tabindex: 0, 'aria-label': options.label });
    this.svg.append(this.world, this.names, this.marks);
    element.append(this.svg, this.buttons(), this.popup);
    this.moved = settled(200, () => options.moved?.(this.bounds()));
    this.svg.addEventListener('keydown', (event) => this.pressed(event));
    this.listenToPointer();
    new ResizeObserver(() => {
      this.measure();
      this.draw();
    }).observe(element);
    this.measure();
    this.fit(options.bounds ?? WORLD);
  }

  show(piles: readonly Pile[]): void {
    this.piles = piles;
    this.popup.hidden = true;
    this.drawMarks();
  }

  ring(at: At | null): void {
    this.ringed = at;
    this.drawMarks();
  }

  pin(at: At): void {
    this.pinned = at;
    this.drawMarks();
  }

  fit({ west, south, east, north }: Bounds): void {
    const right = east < west ? east + 360 : east;
    const { width, height } = this.size;
    this.centre = { lat: (south + north) / 2, lon: (west + right) / 2 };
    const across = width / Math.max((right - west) * this.narrowing(), 0.01);
    this.zoomTo(Math.min(across, height / Math.max(north - south, 0.01)) * 0.9);
  }

  /** Degrees of longitude are drawn narrower, the farther from the equator. */
  private narrowing(): number {
    return Math.max(Math.cos((this.centre.lat * Math.PI) / 180), 0.2);
  }

  private measure(): void {
    this.size = { width: this.element.clientWidth || 600, height: this.element.clientHeight || 400 };
  }

  private zoomTo(scale: number): void {
    this.scale = Math.min(Math.max(scale, LEAST), MOST);
    this.draw();
    this.moved();
  }

  private panBy(x: number, y: number): void {
    const { lat, lon } = this.centre;
    this.centre = { lat: Math.max(-85, Math.min(85, lat - y / this.scale)), lon: wrapped(lon + x / this.scale / this.narrowing()) };
    this.draw();
    this.moved();
  }

  private toScreen({ lat, lon }: At): { x: number; y: number } {
    const { width, height } = this.size;
    const x = wrapped(lon - this.centre.lon) * this.scale * this.narrowing() + width / 2;
    return { x, y: (this.centre.lat - lat) * this.scale + height / 2 };
  }

  private fromScreen(x: number, y: number): At {
    const { width, height } = this.size;
    const lon = this.centre.lon + (x - width / 2) / this.scale / this.narrowing();
    return { lat: this.centre.lat - (y - height / 2) / this.scale, lon: wrapped(lon) };
  }

  bounds(): Bounds {
    const { width, height } = this.size;
    const [across, down] = [width / 2 / this.scale / this.narrowing(), height / 2 / this.scale];
    const { lat, lon } = this.centre;
    return { west: lon - across, south: lat - down, east: lon + across, north: lat + down };
  }

  private draw(): void {
    const { width, height } = this.size;
    this.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.drawOutlines();
    const { x, y } = { x: width / 2, y: height / 2 };
    const [across, down] = [this.scale * this.narrowing(), this.scale];
    const { lat, lon } = this.centre;
    this.world.setAttribute('transform', `translate(${x} ${y}) scale(${across} ${down}) translate(${-lon} ${lat})`);
    this.drawNames();
    this.drawMarks();
  }

  /** Of countries that are large enough on the screen to be written on. */
  private drawNames(): void {
    const legible = this.outlines.coarse.names.filter(({ name, size }) => Math.sqrt(size) * this.scale > name.length * 6);
    this.names.replaceChildren(...legible.map((each) => {
      const { x, y } = this.toScreen(each);
      return makeSvg('text', { class: 'map-name', x, y }, each.name);
    }));
  }

  private drawOutlines(): void {
    if (this.scale >= FINE_FROM && !this.outlines.fine) {
      this.outlines.fine = this.outlines.coarse;
      void pathsOf(FINE).then((paths) => {
        this.outlines.fine = paths;
        this.drawOutlines();
      });
    }
    const paths = (this.scale >= FINE_FROM && this.outlines.fine) || this.outlines.coarse;
    if (this.drawn === paths) return;
    this.drawn = paths;
    this.world.replaceChildren(makeSvg('path', { class: 'map-land', d: paths.land }));
  }

  private drawMarks(): void {
    const { width, height } = this.size;
    const placed = this.piles.map((pile) => ({ ...this.toScreen(pile), pile }));
    const seen = placed.filter(({ x, y }) => x > -80 && y > -80 && x < width + 80 && y < height + 80);
    this.marks.replaceChildren(
      ...seen.flatMap(({ x, y, pile }) => this.area(x, y, pile)),
      ...gathered(seen).map(({ x, y, pile }) => this.mark(x, y, pile)),
      ...(this.ringed ? [makeSvg('circle', { ...circleAt(this.toScreen(this.ringed)), r: 13, class: 'map-ring' })] : []),
      ...(this.pinned ? [makeSvg('circle', { ...circleAt(this.toScreen(this.pinned)), r: 8, class: 'map-pin' })] : []),
    );
  }

  private area(x: number, y: number, { precision, grade }: Pile): SVGElement[] {
    if (precision === 'exact') return [];
    const r = Math.max((RADIUS_KM[precision] / 111) * this.scale, 7);
    const area = makeSvg('circle', { cx: x, cy: y, r, class: 'map-area' });
    area.style.fill = area.style.stroke = markColour(grade);
    return [area];
  }

  private mark(x: number, y: number, pile: Pile): SVGElement {
    const mark = makeSvg('g', { class: 'map-mark', transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
    if (pile.n === 1 && pile.grade) mark.append(makeSvg('g', { transform: 'translate(-10 -10)' }, ...markShapes(pile.grade)));
    else if (pile.n > 1) {
      const r = 8 + 5 * Math.log10(pile.n);
      mark.append(makeSvg('circle', { r, class: 'map-gathered' }), makeSvg('text', { class: 'map-number', dy: '.35em' }, String(pile.n)));
    }
    mark.append(makeSvg('title', {}, `${pile.n} here, killed ${rangeInWords(pile.low, pile.high)}`));
    if (this.options.told) mark.addEventListener('click', (event) => this.choose(event, x, y, pile));
    return mark;
  }

  private choose(event: Event, x: number, y: number, pile: Pile): void {
    event.stopPropagation();
    const isOnePlace = pile.members.every(({ place }) => place?.lat === pile.lat && place.lon === pile.lon);
    if (!isOnePlace || !pile.members.length) {
      this.centre = { lat: pile.lat, lon: pile.lon };
      this.zoomTo(this.scale * 2.5);
      return;
    }
    this.popup.replaceChildren((this.options.told as (pile: Pile) => Node)(pile));
    this.popup.style.left = `${Math.min(x, this.size.width - 180)}px`;
    this.popup.style.top = `${y + 12}px`;
    this.popup.hidden = false;
  }

  private pressed(event: KeyboardEvent): void {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === 'Escape') this.popup.hidden = true;
    else if (event.key === '+' || event.key === '=') this.zoomTo(this.scale * 1.5);
    else if (event.key === '-') this.zoomTo(this.scale / 1.5);
    else if (step) {
      event.preventDefault();
      const [right = 0, down = 0] = step;
      if (this.options.picked && this.pinned) this.movePin(right, down, event.shiftKey ? 1 : 10);
      else this.panBy(right * 60, down * 60);
    }
  }

  private movePin(right: number, down: number, by: number): void {
    const { x, y } = this.toScreen(this.pinned as At);
    this.pickedAt(x + right * by, y + down * by);
  }

  private pickedAt(x: number, y: number): void {
    const at = this.fromScreen(x, y);
    this.pin(at);
    this.options.picked?.(at);
  }

  private listenToPointer(): void {
    let from: { x: number; y: number } | null = null;
    let hasMoved = false;
    this.svg.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => {
      [from, hasMoved] = [{ x, y }, false];
    });
    this.svg.addEventListener('pointermove', (event) => {
      if (!from || !event.buttons) return;
      const { clientX: x, clientY: y } = event;
      if (!hasMoved && Math.hypot(x - from.x, y - from.y) < 4) return;
      hasMoved = true;
      this.svg.setPointerCapture(event.pointerId);
      this.popup.hidden = true;
      this.panBy(from.x - x, from.y - y);
      from = { x, y };
    });
    this.svg.addEventListener('click', ({ clientX, clientY }) => {
      const box = this.svg.getBoundingClientRect();
      if (this.options.picked && !hasMoved) this.pickedAt(clientX - box.left, clientY - box.top);
      else this.popup.hidden = true;
    });
  }

  private buttons(): HTMLElement {
    const button = (sign: string, says: string, by: number) => {
      const made = make('button', { type: 'button', 'aria-label': says }, sign);
      made.addEventListener('click', () => this.zoomTo(this.scale * by));
      return made;
    };
    return make('div', { class: 'map-buttons' }, button('+', 'Zoom in', 1.6), button('−', 'Zoom out', 1 / 1.6));
  }
}

function circleAt({ x, y }: { x: number; y: number }): { cx: number; cy: number } {
  return { cx: x, cy: y };
}

/** Outlines as paths in degrees, north up. */
async function pathsOf(name: string): Promise<Paths> {
  const { features } = await fetchJson<FeatureCollection>(new URL(name, import.meta.url).href);
  const land = features.flatMap(({ geometry }) => rings(geometry as Polygon | MultiPolygon | Point).map(lineOf)).join('');
  const names = features.filter(({ properties }) => properties?.['kind'] === 'name').map(({ geometry, properties }) => {
    const [lon, lat] = (geometry as Point).coordinates as [number, number];
    return { lat, lon, ...(properties as { name: string; size: number }) };
  });
  return { land, names };
}

function rings(geometry: Polygon | MultiPolygon | Point): Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
}

function lineOf(line: readonly Position[]): string {
  return `M${line.map(([lon, lat]) => `${lon} ${-(lat as number)}`).join('L')}Z`;
}
