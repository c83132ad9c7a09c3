import { Shape } from './geometry-store.js';
import type { Reader } from './reader.js';

/** ELLIPSE: centre and major axis in world coordinates, parameters in radians. */
export function readEllipse(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  const numbers = [0, 0, 1, 0, 1, 0, 2 * Math.PI];
  const slots: Readonly<Record<number, number>> = { 10: 0, 20: 1, 11: 2, 21: 3, 40: 4, 41: 5, 42: 6 };
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    const slot = slots[source.code];
    if (slot === undefined) reader.common();
    else numbers[slot] = source.real();
  }
  // Seen from behind the curve runs the other way: the minor axis, and with it the parameter, changes its sign.
  if (reader.isMirrored) [numbers[5], numbers[6]] = [-(numbers[6] ?? 0), -(numbers[5] ?? 0)];
  for (const [x, y] of ellipsePoints(numbers, 24)) reader.home().box.include(x, y);
  reader.store(Shape.ellipse, numbers, 7);
  reader.count();
  return more;
}

/** Points on a stored ellipse (`Shape.ellipse`), both ends included. */
export function* ellipsePoints(numbers: ArrayLike<number>, steps: number): Generator<readonly [number, number]> {
  const at = (index: number): number => numbers[index] ?? 0;
  const start = at(5);
  let span = at(6) - start;
  if (!Number.isFinite(span)) return;
  // By remainder, as adding turns to a damaged angle of -1e308 would never end.
  if (span <= 1e-9) span %= 2 * Math.PI;
  if (span <= 1e-9) span += 2 * Math.PI;
  for (let step = 0; step <= steps; step++) {
    const angle = start + (span * step) / steps;
    const cosine = Math.cos(angle);
    const sine = Math.sin(angle) * at(4);
    yield [at(0) + at(2) * cosine - at(3) * sine, at(1) + at(3) * cosine + at(2) * sine];
  }
}

/** SPLINE: control points, or fit points where a program wrote only these. */
export function readSpline(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  const control: number[] = [];
  const fit: number[] = [];
  const knots: number[] = [];
  let isClosed = 0;
  let degree = 3;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    switch (source.code) {
      case 10:
      case 20:
        control.push(source.real());
        break;
      case 11:
      case 21:
        fit.push(source.real());
        break;
      case 40:
        knots.push(source.real());
        break;
      case 70:
        isClosed = source.integer() & 1;
        break;
      case 71:
        degree = source.integer();
        break;
      default:
        reader.common();
    }
  }
  const { box } = reader.home();
  // A spline stays within the hull of its control points and passes its fit points.
  const hull = fit.length >= 4 ? fit : control;
  for (let at = 0; at + 1 < hull.length; at += 2) box.include(hull[at] ?? 0, hull[at + 1] ?? 0);
  if (control.length >= 4) {
    const numbers = [isClosed, degree, control.length >> 1, ...control, ...knots];
    reader.store(Shape.spline, numbers, numbers.length);
  } else if (fit.length >= 4) {
    const numbers = [isClosed];
    for (let at = 0; at + 1 < fit.length; at += 2) numbers.push(fit[at] ?? 0, fit[at + 1] ?? 0, 0);
    reader.store(Shape.polyline, numbers, numbers.length);
  }
  reader.count();
  return more;
}

/** LEADER: its line, in world coordinates. The annotation is an entity of its own. */
export function readLeader(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  const numbers = [0];
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    if (source.code === 10) numbers.push(source.real());
    else if (source.code === 20) numbers.push(source.real(), 0);
    else reader.common();
  }
  for (let at = 1; at + 1 < numbers.length; at += 3) reader.home().box.include(numbers[at] ?? 0, numbers[at + 1] ?? 0);
  if (numbers.length >= 7) reader.store(Shape.polyline, numbers, numbers.length);
  reader.count();
  return more;
}
