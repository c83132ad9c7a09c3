import { compose, identity, type Affine } from './plane.js';

/** What a proxy draws, in world coordinates as seen from above. */
export type ProxyItem =
  | { readonly kind: 'line'; readonly points: readonly number[]; readonly isClosed: boolean }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly font: string;
      readonly x: number;
      readonly y: number;
      readonly height: number;
      /** Degrees, counter-clockwise. */
      readonly angle: number;
      readonly widthFactor: number;
    };

/** Chunk types that are read (Open Design Alliance, _Specification for .dwg files_, chapter on proxy entity graphics). */
const chunk = {
  circle: 2,
  circleOfPoints: 3,
  arc: 4,
  arcOfPoints: 5,
  polyline: 6,
  polygon: 7,
  shell: 9,
  text: 10,
  textOfFont: 11,
  pushMatrix: 29,
  pushOtherMatrix: 30,
  popMatrix: 31,
  polylineOfNormal: 32,
  unicodeText: 36,
  unicodeTextOfFont: 38,
} as const;

const headerBytes = 8;
const chunkHeadBytes = 8;
/** Steps of an arc that is drawn as a line, in radians. */
const arcStep = Math.PI / 24;
/** A proxy that claims more points than these is spoiled. */
const mostPoints = 100_000;
/** A shell of so few corners is one face, an arrowhead; larger ones are bodies, whose edges are not told here. */
const mostCorners = 4;

type Point = readonly [x: number, y: number, z: number];

/**
 * The graphics that a program stores with an object that others do not know, so that it is seen all the same: AutoCAD Mechanical's
 * parts lists, balloons and symbols are kept so. Chunks of a size, a type and their data, little endian. What is spoiled ends the list.
 * @param decode bytes of the drawing's code page as text
 */
export function proxyItems(data: Buffer, decode: (bytes: Buffer) => string): ProxyItem[] {
  const items: ProxyItem[] = [];
  const maps: Affine[] = [identity];
  let at = headerBytes;
  while (at + chunkHeadBytes <= data.length) {
    const size = data.readInt32LE(at);
    const type = data.readInt32LE(at + 4);
    if (size < chunkHeadBytes || at + size > data.length) break;
    const fields = new ChunkFields(data.subarray(at + chunkHeadBytes, at + size), maps.at(-1) ?? identity);
    if (type === chunk.pushMatrix || type === chunk.pushOtherMatrix) maps.push(compose(fields.map, fields.matrix()));
    else if (type === chunk.popMatrix && maps.length > 1) maps.pop();
    else {
      const item = readItem(type, fields, decode);
      if (item !== null && !fields.isOverrun) items.push(item);
    }
    at += size;
  }
  return items;
}

function readItem(type: number, fields: ChunkFields, decode: (bytes: Buffer) => string): ProxyItem | null {
  switch (type) {
    case chunk.circle:
      return circle(fields);
    case chunk.circleOfPoints:
      return arcThrough(fields.point(), fields.point(), fields.point(), fields, true);
    case chunk.arc:
      return arc(fields);
    case chunk.arcOfPoints:
      return arcThrough(fields.point(), fields.point(), fields.point(), fields, false);
    case chunk.polyline:
    case chunk.polylineOfNormal:
      return polyline(fields, false, mostPoints);
    case chunk.polygon:
      return polyline(fields, true, mostPoints);
    case chunk.shell:
      return polyline(fields, true, mostCorners);
    case chunk.text:
    case chunk.unicodeText:
      return plainLettering(fields, type === chunk.unicodeText, decode);
    case chunk.textOfFont:
    case chunk.unicodeTextOfFont:
      return fontLettering(fields, type === chunk.unicodeTextOfFont, decode);
    default:
      return null;
  }
}

function polyline(fields: ChunkFields, isClosed: boolean, limit: number): ProxyItem | null {
  const count = fields.integer();
  if (count < 2 || count > limit) return null;
  const points: number[] = [];
  for (let index = 0; index < count && !fields.isOverrun; index++) points.push(...fields.seen(fields.point()));
  return { kind: 'line', points, isClosed };
}

function circle(fields: ChunkFields): ProxyItem {
  const centre = fields.point();
  const radius = fields.real();
  const [x, y] = axesOf(fields.point());
  return curve(fields, centre, radius, x, y, 2 * Math.PI);
}

function arc(fields: ChunkFields): ProxyItem {
  const centre = fields.point();
  const radius = fields.real();
  const normal = fields.point();
  const start = unit(fields.point());
  const sweep = fields.real();
  return curve(fields, centre, radius, start, cross(unit(normal), start), sweep);
}

/** From the first through the second to the third point; three on a line make a line. */
function arcThrough(a: Point, b: Point, c: Point, fields: ChunkFields, isWhole: boolean): ProxyItem {
  const ab = minus(b, a);
  const ac = minus(c, a);
  const normal = cross(ab, ac);
  const square = dot(normal, normal);
  if (square < 1e-18) return { kind: 'line', points: [a, b, c].flatMap((point) => fields.seen(point)), isClosed: false };
  const toCentre = scaled(cross(minus(scaled(ac, dot(ab, ab)), scaled(ab, dot(ac, ac))), normal), 1 / (2 * square));
  const centre = plus(a, toCentre);
  const x = unit(scaled(toCentre, -1));
  const y = cross(unit(normal), x);
  const end = minus(c, centre);
  const angle = Math.atan2(dot(end, y), dot(end, x));
  const sweep = isWhole ? 2 * Math.PI : angle <= 0 ? angle + 2 * Math.PI : angle;
  return curve(fields, centre, Math.hypot(...toCentre), x, y, sweep);
}

function curve(fields: ChunkFields, centre: Point, radius: number, x: Point, y: Point, sweep: number): ProxyItem {
  const steps = Math.min(96, Math.max(1, Math.ceil(Math.abs(sweep) / arcStep)));
  const points: number[] = [];
  for (let step = 0; step <= steps; step++) {
    const angle = (sweep * step) / steps;
    points.push(...fields.seen(plus(centre, plus(scaled(x, radius * Math.cos(angle)), scaled(y, radius * Math.sin(angle))))));
  }
  return { kind: 'line', points, isClosed: false };
}

/** Place, plane, direction; then size and text. */
function plainLettering(fields: ChunkFields, isWide: boolean, decode: (bytes: Buffer) => string): ProxyItem {
  const place = fields.place();
  const size = fields.size();
  return { kind: 'text', ...place, ...size, height: size.height * place.scale, text: fields.text(isWide, decode), font: '' };
}

/** Place, plane, direction; text, its length and a flag; size, spacing and marks; then the font. */
function fontLettering(fields: ChunkFields, isWide: boolean, decode: (bytes: Buffer) => string): ProxyItem {
  const place = fields.place();
  const text = fields.text(isWide, decode);
  fields.skip(8);
  const size = fields.size();
  // Spacing, and whether it is written backwards, upside down, upright, under and over a line.
  fields.skip(8 + 5 * 4);
  const typeface = isWide ? (fields.skip(4 * 4), fields.text(true, decode)) : '';
  const file = fields.text(isWide, decode);
  return { kind: 'text', ...place, ...size, height: size.height * place.scale, text, font: typeface === '' ? file : typeface };
}

/** Reads the fields of one chunk in order. Beyond its end everything is zero, and `isOverrun` is set. */
class ChunkFields {
  isOverrun = false;
  readonly map: Affine;
  private readonly data: Buffer;
  private at = 0;

  constructor(data: Buffer, map: Affine) {
    this.data = data;
    this.map = map;
  }

  integer(): number {
    const from = this.advance(4);
    return from < 0 ? 0 : this.data.readInt32LE(from);
  }

  real(): number {
    const from = this.advance(8);
    const value = from < 0 ? 0 : this.data.readDoubleLE(from);
    if (Number.isFinite(value) && Math.abs(value) < 1e19) return value;
    this.isOverrun = true;
    return 0;
  }

  point(): Point {
    return [this.real(), this.real(), this.real()];
  }

  /** A point as it is seen from above, x and y. */
  seen([x, y]: Point): [number, number] {
    const [a, b, c, d, e, f] = this.map;
    return [a * x + c * y + e, b * x + d * y + f];
  }

  /** Rows of a 4 by 4 matrix that maps columns; the part of it that is seen from above. */
  matrix(): Affine {
    const all = Array.from({ length: 16 }, () => this.real());
    const part = (index: number): number => all[index] ?? 0;
    return this.isOverrun ? identity : [part(0), part(4), part(1), part(5), part(3), part(7)];
  }

  place(): { x: number; y: number; angle: number; scale: number } {
    const start = this.point();
    this.point();
    const direction = unit(this.point());
    const [x, y] = this.seen(start);
    const [endX, endY] = this.seen(plus(start, direction));
    const angle = (Math.atan2(endY - y, endX - x) * 180) / Math.PI;
    return { x, y, angle, scale: Math.hypot(endX - x, endY - y) };
  }

  /** Height, width factor and slant of letters. */
  size(): { height: number; widthFactor: number } {
    const height = this.real();
    const widthFactor = this.real();
    this.real();
    return { height, widthFactor };
  }

  /** Ends with a zero and is filled up to a multiple of four bytes. */
  text(isWide: boolean, decode: (bytes: Buffer) => string): string {
    const width = isWide ? 2 : 1;
    let end = this.at;
    while (end + width <= this.data.length && (isWide ? this.data.readUInt16LE(end) : this.data[end]) !== 0) end += width;
    if (end + width > this.data.length) this.isOverrun = true;
    const bytes = this.data.subarray(this.at, end);
    this.at = Math.min(this.data.length, Math.ceil((end + width) / 4) * 4);
    return isWide ? bytes.toString('utf16le') : decode(bytes);
  }

  skip(bytes: number): void {
    this.advance(bytes);
  }

  private advance(bytes: number): number {
    const from = this.at;
    if (from + bytes > this.data.length) {
      this.isOverrun = true;
      return -1;
    }
    this.at += bytes;
    return from;
  }
}

/** X and Y axes of a plane (arbitrary axis algorithm, DXF reference). */
function axesOf(normal: Point): readonly [x: Point, y: Point] {
  const z = unit(normal);
  const isSteep = Math.abs(z[0]) < 1 / 64 && Math.abs(z[1]) < 1 / 64;
  const x = unit(cross(isSteep ? [0, 1, 0] : [0, 0, 1], z));
  return [x, cross(z, x)];
}

function unit(vector: Point): Point {
  const length = Math.hypot(...vector);
  return length === 0 ? [1, 0, 0] : scaled(vector, 1 / length);
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const plus = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const scaled = (a: Point, by: number): Point => [a[0] * by, a[1] * by, a[2] * by];
