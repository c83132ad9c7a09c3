import type { PatternLines } from './hatch.js';
import { bulgeArc, radiansPerDegree, sweep, turn } from './plane.js';
import type { Reader } from './reader.js';
import { splinePoints } from './spline.js';

/** Path flag (group 92) of a loop that is a polyline; others are made of edges. */
const polylineFlag = 2;
/** Edge types (group 72). */
const edge = { line: 1, arc: 2, ellipse: 3, spline: 4 } as const;

/** Numbers of polylines and edges, and of pattern lines; handles of the objects that a loop was taken from stand among them. */
const loopCodes: ReadonlySet<number> = new Set([10, 20, 11, 21, 40, 42, 50, 51, 72, 73, 94]);
const lineCodes: ReadonlySet<number> = new Set([43, 44, 45, 46, 49]);

const arcStepDegrees = 7.5;
const splineSteps = 24;

/** The tags of one polyline or one edge, by their codes in order. */
type Values = Map<number, number[]>;

/**
 * HATCH: loops (92) of polylines or edges, then the lines of its pattern (53), as a preview draws them. Areas are no contours of a part, so
 * they are kept apart from the geometry.
 */
export function readHatch(reader: Reader): boolean {
  const { source, drawing } = reader;
  reader.begin();
  const loops: number[][] = [];
  const lines: PatternLines[] = [];
  let isSolid = false;
  let stage: 'head' | 'loops' | 'pattern' | 'end' = 'head';
  let isPolyline = false;
  let values: Values = new Map();
  const close = (): void => {
    const loop = loops.at(-1);
    if (loop !== undefined && values.size > 0) {
      if (isPolyline) addPolyline(loop, values);
      else addEdge(loop, values);
    }
    values = new Map();
  };
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    const { code } = source;
    if (stage === 'head') {
      if (code === 70) isSolid = source.integer() === 1;
      else if (code === 91) stage = 'loops';
      else reader.common();
    } else if (stage === 'loops') {
      if (code === 92) {
        close();
        isPolyline = (source.integer() & polylineFlag) !== 0;
        loops.push([]);
      } else if (code === 97 || code === 75) {
        close();
        if (code === 75) stage = 'pattern';
      } else if (loopCodes.has(code)) {
        if (code === 72 && !isPolyline) close();
        push(values, code, source.real());
      }
    } else if (stage === 'pattern') {
      if (code === 98) stage = 'end';
      else if (code === 53) values = startLine(lines, values, source.real());
      else if (lineCodes.has(code)) push(values, code, source.real());
    }
  }
  startLine(lines, values, 0);
  reader.count();
  const { container, layer, color, isShown } = reader.look();
  const plane = reader.plane();
  const isFlat = plane === null || plane.normal[2] < -0.999;
  const areas = loops.filter((loop) => loop.length >= 6);
  if (isShown && isFlat && areas.length > 0)
    drawing.addHatch({ container, layer, color, isSolid, isMirrored: plane !== null, loops: areas, lines });
  return more;
}

/** Keeps the line that was read and begins the next, by its angle. */
function startLine(lines: PatternLines[], values: Values, angle: number): Values {
  const one = (code: number): number => values.get(code)?.[0] ?? 0;
  if (values.has(53) && values.has(46))
    lines.push({ angle: one(53), x: one(43), y: one(44), stepX: one(45), stepY: one(46), dashes: values.get(49) ?? [] });
  return new Map([[53, [angle]]]);
}

function push(values: Values, code: number, value: number): void {
  const list = values.get(code);
  if (list === undefined) values.set(code, [value]);
  else list.push(value);
}

function addPolyline(loop: number[], values: Values): void {
  const [xs = [], ys = [], bulges = []] = [values.get(10), values.get(20), values.get(42)];
  for (const [index, x] of xs.entries()) {
    const y = ys[index] ?? 0;
    loop.push(x, y);
    const next = (index + 1) % xs.length;
    const [endX = 0, endY = 0, bulge = 0] = [xs[next], ys[next], bulges[index]];
    if (bulge === 0 || (x === endX && y === endY)) continue;
    const { x: centreX, y: centreY, radius, startDegrees, endDegrees } = bulgeArc(x, y, endX, endY, bulge);
    const span = sweep(startDegrees, endDegrees);
    addArc(loop, centreX, centreY, [radius, 0], 1, bulge > 0 ? startDegrees : turn(endDegrees), bulge > 0 ? span : -span);
  }
}

function addEdge(loop: number[], values: Values): void {
  const one = (code: number): number => values.get(code)?.[0] ?? 0;
  switch (one(72)) {
    case edge.line:
      loop.push(one(10), one(20), one(11), one(21));
      break;
    case edge.arc:
    case edge.ellipse: {
      const isEllipse = one(72) === edge.ellipse;
      const major = isEllipse ? ([one(11), one(21)] as const) : ([one(40), 0] as const);
      const span = sweep(one(50), one(51));
      // Clockwise edges count their angles clockwise.
      const direction = one(73) === 0 ? -1 : 1;
      addArc(loop, one(10), one(20), major, isEllipse ? one(40) : 1, direction * one(50), direction * span);
      break;
    }
    case edge.spline: {
      const [xs = [], ys = [], knots = []] = [values.get(10), values.get(20), values.get(40)];
      const numbers = [0, one(94), xs.length, ...xs.flatMap((x, index) => [x, ys[index] ?? 0]), ...knots];
      for (const [x, y] of splinePoints(Float64Array.from(numbers), splineSteps)) loop.push(x, y);
    }
  }
}

/** Points of an arc or elliptic arc by its larger half axis and the ratio of the smaller; angles are degrees, of the parameter. */
function addArc(
  loop: number[],
  x: number,
  y: number,
  [majorX, majorY]: readonly [number, number],
  ratio: number,
  start: number,
  span: number,
): void {
  const steps = Math.max(1, Math.ceil(Math.abs(span) / arcStepDegrees));
  for (let step = 0; step <= steps; step++) {
    const angle = (start + (span * step) / steps) * radiansPerDegree;
    const [along, across] = [Math.cos(angle), Math.sin(angle) * ratio];
    loop.push(x + majorX * along - majorY * across, y + majorY * along + majorX * across);
  }
}
