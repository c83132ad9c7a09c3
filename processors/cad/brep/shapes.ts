import type { CheckedCurve } from './geometry.js';
import type { CheckedPolygon, CheckedTriangulation } from './meshes.js';
import { Broken, quoted, type Words } from './words.js';

/** The tables that shapes refer to, from 1. */
export interface Tables {
  readonly version: number;
  readonly locations: number;
  readonly curves2d: readonly CheckedCurve[];
  readonly curves: readonly CheckedCurve[];
  readonly polygons3d: number;
  readonly polygons: readonly CheckedPolygon[];
  readonly surfaces: number;
  readonly triangulations: readonly CheckedTriangulation[];
}

/** What a shape of each kind may consist of (`TopoDS_Builder::Add`). */
const parts: Readonly<Record<string, readonly string[]>> = {
  Ve: [],
  Ed: ['Ve'],
  Wi: ['Ed'],
  Fa: ['Wi', 'Ve'],
  Sh: ['Fa'],
  So: ['Sh', 'Ed', 'Ve'],
  CS: ['So'],
  Co: ['Ve', 'Ed', 'Wi', 'Fa', 'Sh', 'So', 'CS', 'Co'],
};

/** Free, modified, checked, orientable, closed, infinite, convex. */
const flags = /^[01]{7}$/;
const reference = /^[+\-ie][1-9]\d*$/;

/** The section of shapes: each may refer to earlier ones, and the whole is named at the end. */
export function readShapes(words: Words, tables: Tables): void {
  const section = words.word();
  if (section !== 'TShapes') throw new Broken(`there is no section TShapes where ${quoted(section)} stands`);
  const count = words.count(1);
  const kinds: string[] = [];
  const isUsed = new Uint8Array(count + 1);
  /** Shapes are numbered from the last, so that the whole is number 1. */
  const use = (word: string, parent: string | null): void => {
    if (!reference.test(word)) throw new Broken(`${quoted(word)} is no reference to a shape`);
    const position = count - Number(word.slice(1)) + 1;
    const kind = kinds[position - 1];
    if (kind === undefined)
      throw new Broken(`it refers to shape ${word.slice(1)}, which is not among the ${kinds.length} before it`);
    if (parent !== null && parts[parent]?.includes(kind) !== true)
      throw new Broken(`a shape of kind ${parent} cannot hold one of kind ${kind}`);
    isUsed[position] = 1;
    index(words, tables.locations, 'location', 0);
  };
  for (let shape = 1; shape <= count; shape++) {
    try {
      const kind = words.word();
      if (!(kind in parts)) throw new Broken(`there is no shape of kind ${quoted(kind)}`);
      if (kind === 'Ve') readVertex(words, tables);
      if (kind === 'Ed') readEdge(words, tables);
      if (kind === 'Fa') readFace(words, tables);
      const found = words.word();
      if (!flags.test(found)) throw new Broken(`${quoted(found)} stands where seven flags are due`);
      for (let word = words.word(); word !== '*'; word = words.word()) use(word, kind);
      kinds.push(kind);
    } catch (error) {
      if (error instanceof Broken) throw new Broken(`shape ${shape} of ${count}: ${error.message}`);
      throw error;
    }
  }
  use(words.word(), null);
  const unused = isUsed.indexOf(0, 1);
  if (unused > 0) throw new Broken(`nothing refers to shape ${unused} of ${count}`);
  // Files of DRAW go on with numbers.
  if (!/^[\s\d]*$/.test(words.rest())) throw new Broken('it goes on behind its end');
}

/** Tolerance and place, and where it lies on curves and surfaces: parameter, type, references; ended by type 0. */
function readVertex(words: Words, tables: Tables): void {
  tolerance(words);
  words.skip(3);
  for (;;) {
    words.skip(1);
    const type = words.integer();
    if (type === 0) return;
    if (type === 1) index(words, tables.curves.length, 'curve');
    else if (type === 2) {
      index(words, tables.curves2d.length, 'curve in the plane');
      index(words, tables.surfaces, 'surface');
    } else if (type === 3) {
      words.skip(1);
      index(words, tables.surfaces, 'surface');
    } else throw new Broken(`a vertex has no place of type ${type}`);
    index(words, tables.locations, 'location', 0);
  }
}

const curveInSpace = 1;
const curveOnSurface = 2;
const curveOnClosedSurface = 3;
const continuity = 4;
const polygonInSpace = 5;
const polygonOnTriangulation = 6;
const polygonOnClosedTriangulation = 7;

/** Tolerance, three flags, and its representations, ended by 0. */
function readEdge(words: Words, tables: Tables): void {
  tolerance(words);
  for (let flag = 0; flag < 3; flag++) words.flag();
  for (let type = words.integer(); type !== 0; type = words.integer()) {
    switch (type) {
      case curveInSpace: {
        const curve = index(words, tables.curves.length, 'curve');
        index(words, tables.locations, 'location', 0);
        range(words, tables.curves[curve - 1]?.period);
        break;
      }
      case curveOnSurface:
      case curveOnClosedSurface: {
        const curve = index(words, tables.curves2d.length, 'curve in the plane');
        if (type === curveOnClosedSurface) indexWithRegularity(words, tables.curves2d.length);
        index(words, tables.surfaces, 'surface');
        index(words, tables.locations, 'location', 0);
        range(words, tables.curves2d[curve - 1]?.period);
        if (tables.version === 2) words.skip(4);
        break;
      }
      case continuity:
        regularity(words.word());
        for (let side = 0; side < 2; side++) {
          index(words, tables.surfaces, 'surface');
          index(words, tables.locations, 'location', 0);
        }
        break;
      case polygonInSpace:
        index(words, tables.polygons3d, 'polygon');
        index(words, tables.locations, 'location', 0);
        break;
      case polygonOnTriangulation:
      case polygonOnClosedTriangulation: {
        const used = [index(words, tables.polygons.length, 'polygon')];
        if (type === polygonOnClosedTriangulation) used.push(index(words, tables.polygons.length, 'polygon'));
        const nodes = tables.triangulations[index(words, tables.triangulations.length, 'triangulation') - 1]?.nodes ?? 0;
        for (const polygon of used) {
          const highest = tables.polygons[polygon - 1]?.highestNode ?? 0;
          if (highest > nodes) throw new Broken(`polygon ${polygon} refers to node ${highest} of ${nodes}`);
        }
        index(words, tables.locations, 'location', 0);
        break;
      }
      default:
        throw new Broken(`an edge has no representation of type ${type}`);
    }
  }
}

/**
 * Whether it has its surface's own bounds, tolerance, surface and location; its triangulation is on the next line, which the kernel takes whole: without
 * one it is blank. A face of triangles alone begins with 2.
 */
function readFace(words: Words, tables: Tables): void {
  const type = words.integer();
  if (type === 2) {
    index(words, tables.triangulations.length, 'triangulation');
    return;
  }
  if (type !== 0 && type !== 1) throw new Broken(`there is no face of type ${type}`);
  tolerance(words);
  const surface = index(words, tables.surfaces, 'surface', 0);
  index(words, tables.locations, 'location', 0);
  if (words.restOfLine().trim() !== '') throw new Broken('a face goes on behind its location');
  const line = words.restOfLine();
  const triangulation = /^2 +(\d+)\s*$/.exec(line)?.[1];
  if (triangulation === undefined && line.trim() !== '') throw new Broken(`${quoted(line)} stands where a triangulation is due`);
  if (triangulation !== undefined) requireIndex(Number(triangulation), tables.triangulations.length, 'triangulation', 1);
  else if (surface === 0) throw new Broken('a face has neither a surface nor triangles');
}

function tolerance(words: Words): void {
  const value = words.number();
  if (value < 0) throw new Broken(`a tolerance is ${value}`);
}

/** Ends of a curve by its parameter. The kernel steps through all turns of a circle, however many. */
function range(words: Words, period = Infinity): void {
  const [first, last] = [words.number(), words.number()];
  if (first > last) throw new Broken(`the end of an edge at ${last} lies before its beginning at ${first}`);
  if (last - first > 2 * period) throw new Broken(`an edge goes round a circle ${Math.round((last - first) / period)} times`);
}

function index(words: Words, count: number, what: string, least = 1): number {
  const value = words.integer();
  requireIndex(value, count, what, least);
  return value;
}

function requireIndex(value: number, count: number, what: string, least: number): void {
  if (!(value >= least && value <= count)) throw new Broken(`it refers to ${what} ${value} of ${count}`);
}

/** The kernel writes the index and the continuity without a blank between them: `3CN`. */
function indexWithRegularity(words: Words, count: number): void {
  const word = words.word();
  const digits = /^\d+/.exec(word)?.[0] ?? '';
  requireIndex(digits === '' ? NaN : Number(digits), count, 'curve in the plane', 1);
  regularity(word.length > digits.length ? word.slice(digits.length) : words.word());
}

function regularity(word: string): void {
  if (!/^(?:C[0-3N]|G[12])$/.test(word)) throw new Broken(`${quoted(word)} stands where a continuity is due`);
}
