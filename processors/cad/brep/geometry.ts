import { Broken, type Words } from './words.js';

/** A curve of the tables as far as references to it are checked. */
export interface CheckedCurve {
  /** Radians of a whole turn of circles and ellipses; else infinite. */
  readonly period: number;
}

const elementary = 1;
const product = 2;

/** A transformation of 3 rows of 4, or a product of earlier locations with their powers, ended by 0. */
export function readLocations(words: Words, earlier: number): void {
  const type = words.integer();
  if (type === elementary) {
    words.skip(12);
    return;
  }
  if (type !== product) throw new Broken(`there is no location of type ${type}`);
  for (let location = words.integer(); location !== 0; location = words.integer()) {
    if (location < 1 || location > earlier)
      throw new Broken(`it refers to location ${location}, which is not among the ${earlier} before it`);
    words.integer();
  }
}

const line = 1;
const circle = 2;
const ellipse = 3;
const parabola = 4;
const hyperbola = 5;
const bezier = 6;
const spline = 7;
const trimmed = 8;
const offset = 9;

/** Lengths that follow the axes of the simple curves: radii and focal lengths. */
const lengthsOfCurve: Readonly<Record<number, number>> = { [circle]: 1, [ellipse]: 2, [parabola]: 1, [hyperbola]: 2 };

export function readCurve(words: Words, dimensions: 2 | 3): CheckedCurve {
  const type = words.integer();
  const lengths = lengthsOfCurve[type];
  if (type === line) {
    words.skip(dimensions);
    unitVector(words, dimensions);
  } else if (lengths !== undefined) {
    axes(words, dimensions);
    for (const length of words.numbers(lengths)) requireLength(length);
    if (type === circle || type === ellipse) return { period: 2 * Math.PI };
  } else if (type === bezier) {
    const isRational = words.flag();
    words.skip((degree(words) + 1) * (dimensions + Number(isRational)));
  } else if (type === spline) {
    const isRational = words.flag();
    const direction = { isPeriodic: words.flag(), degree: degree(words), poles: words.count(2), knots: words.count(2) };
    words.skip(direction.poles * (dimensions + Number(isRational)));
    knots(words, direction);
  } else if (type === trimmed) {
    words.skip(2);
    return readCurve(words, dimensions);
  } else if (type === offset) {
    words.skip(1);
    if (dimensions === 3) unitVector(words, 3);
    return readCurve(words, dimensions);
  } else throw new Broken(`there is no curve of type ${type}`);
  return { period: Infinity };
}

const cone = 3;
const extrusion = 6;
const revolution = 7;
const bezierPatch = 8;
const splinePatch = 9;
const trimmedPatch = 10;
const offsetPatch = 11;

/** Numbers that follow the axes of the simple surfaces by type: plane, cylinder, cone (radius and half angle), sphere, torus. */
const lengthsOfSurface = [undefined, 0, 1, 2, 1, 2];

export function readSurface(words: Words): void {
  const type = words.integer();
  const lengths = lengthsOfSurface[type];
  if (lengths !== undefined) {
    axes(words, 3);
    const [first = 0, second = 0] = words.numbers(lengths);
    requireLength(first);
    if (type !== cone) requireLength(second);
    else if (Math.abs(second) >= Math.PI / 2) throw new Broken(`a cone has ${second} radians as half of its angle`);
  } else if (type === extrusion) {
    unitVector(words, 3);
    readCurve(words, 3);
  } else if (type === revolution) {
    words.skip(3);
    unitVector(words, 3);
    readCurve(words, 3);
  } else if (type === bezierPatch) {
    const isRational = [words.flag(), words.flag()].includes(true);
    words.skip((degree(words) + 1) * (degree(words) + 1) * (3 + Number(isRational)));
  } else if (type === splinePatch) readSplinePatch(words);
  else if (type === trimmedPatch) {
    words.skip(4);
    readSurface(words);
  } else if (type === offsetPatch) {
    words.skip(1);
    readSurface(words);
  } else throw new Broken(`there is no surface of type ${type}`);
}

function readSplinePatch(words: Words): void {
  const isRational = [words.flag(), words.flag()].includes(true);
  const [isPeriodicU, isPeriodicV] = [words.flag(), words.flag()];
  const [degreeU, degreeV] = [degree(words), degree(words)];
  const [polesU, polesV, knotsU, knotsV] = [words.count(2), words.count(2), words.count(2), words.count(2)];
  words.skip(polesU * polesV * (3 + Number(isRational)));
  knots(words, { isPeriodic: isPeriodicU, degree: degreeU, poles: polesU, knots: knotsU });
  knots(words, { isPeriodic: isPeriodicV, degree: degreeV, poles: polesV, knots: knotsV });
}

/** The kernel's `Geom_BSplineCurve::MaxDegree()`. */
const highestDegree = 25;

function degree(words: Words): number {
  const value = words.integer();
  if (value < 1 || value > highestDegree) throw new Broken(`there is no spline of degree ${value}`);
  return value;
}

/** Knots with their multiplicities, of which the poles follow (`BSplCLib::NbPoles`). */
function knots(words: Words, spline: { isPeriodic: boolean; degree: number; poles: number; knots: number }): void {
  let [sum, first, last, before] = [0, 0, 0, -Infinity];
  for (let knot = 1; knot <= spline.knots; knot++) {
    const value = words.number();
    last = words.integer();
    if (value < before) throw new Broken('the knots of a spline do not rise');
    const isEnd = knot === 1 || knot === spline.knots;
    const most = isEnd && !spline.isPeriodic ? spline.degree + 1 : spline.degree;
    if (last < 1 || last > most) throw new Broken(`a knot of a spline of degree ${spline.degree} has the multiplicity ${last}`);
    if (knot === 1) first = last;
    before = value;
    sum += last;
  }
  const poles = spline.isPeriodic ? sum - last : sum - spline.degree - 1;
  if (poles !== spline.poles || (spline.isPeriodic && first !== last)) {
    throw new Broken(`the knots of a spline ask for ${poles} poles, and it has ${spline.poles}`);
  }
}

/** Directions are written with length 1, of few digits in files of old. More than this off is another direction. */
const directionTolerance = 1e-3;

/** A place and the two or three directions of a right- or left-handed system: the main one first in space. */
function axes(words: Words, dimensions: 2 | 3): void {
  words.skip(dimensions);
  const directions = Array.from({ length: dimensions }, () => unitVector(words, dimensions));
  directions.forEach((a, index) => {
    for (const b of directions.slice(index + 1)) {
      const cosine = a.reduce((sum, value, axis) => sum + value * (b[axis] ?? 0), 0);
      if (Math.abs(cosine) > directionTolerance) throw new Broken('the axes of a curve or surface are not at right angles');
    }
  });
}

function unitVector(words: Words, dimensions: 2 | 3): number[] {
  const vector = words.numbers(dimensions);
  const length = Math.hypot(...vector);
  if (Math.abs(length - 1) > directionTolerance) throw new Broken(`a direction has the length ${length}`);
  return vector;
}

function requireLength(value: number): void {
  if (value < 0) throw new Broken(`a radius is ${value}`);
}
