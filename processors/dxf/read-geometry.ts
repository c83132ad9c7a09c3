import { Shape } from './geometry-store.js';
import { toWorld, type ObjectPlane } from './object-plane.js';
import { radiansPerDegree } from './plane.js';
import type { Reader } from './reader.js';

const line = new Float64Array(4);
const corners = new Float64Array(8);

/** LINE: end points in world coordinates. */
export function readLine(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  line.fill(0);
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    switch (source.code) {
      case 10:
        line[0] = source.real();
        break;
      case 20:
        line[1] = source.real();
        break;
      case 11:
        line[2] = source.real();
        break;
      case 21:
        line[3] = source.real();
        break;
      default:
        reader.common();
    }
  }
  const { box } = reader.home();
  box.include(line[0] ?? 0, line[1] ?? 0);
  box.include(line[2] ?? 0, line[3] ?? 0);
  reader.store(Shape.line, line, 4);
  reader.count();
  return more;
}

/** ARC and CIRCLE: centre in object coordinates, angles in degrees. */
export function readArc(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  let x = 0;
  let y = 0;
  let z = 0;
  let radius = 0;
  let start = 0;
  let end = 360;
  let isArc = false;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    switch (source.code) {
      case 10:
        x = source.real();
        break;
      case 20:
        y = source.real();
        break;
      case 30:
        z = source.real();
        break;
      case 40:
        radius = Math.abs(source.real());
        break;
      case 50:
        start = source.real();
        isArc = true;
        break;
      case 51:
        end = source.real();
        isArc = true;
        break;
      default:
        reader.common();
    }
  }
  const plane = reader.plane();
  if (plane !== null && Math.abs(plane.normal[2]) < 1 - 1e-9) storeTiltedArc(reader, plane, x, y, z, radius, start, end);
  else {
    // Seen from behind, x is negated and the arc runs the other way.
    const [worldX, worldY] = plane === null ? [x, y] : toWorld(plane, x, y, z);
    const [from, to] = plane === null ? [start, end] : [180 - end, 180 - start];
    if (isArc) reader.storeArc(worldX, worldY, radius, from, to);
    else storeCircle(reader, worldX, worldY, radius);
  }
  reader.count();
  return more;
}

function storeCircle(reader: Reader, x: number, y: number, radius: number): void {
  const { box } = reader.home();
  box.include(x - radius, y - radius);
  box.include(x + radius, y + radius);
  reader.store(Shape.circle, [x, y, radius], 3);
}

/** An arc in a plane that is not parallel to the paper is seen as an ellipse; chords of 7.5 degrees stand for it. */
function storeTiltedArc(
  reader: Reader,
  plane: ObjectPlane,
  x: number,
  y: number,
  z: number,
  radius: number,
  start: number,
  end: number,
): void {
  // By remainder: damaged angles may lie any number of turns apart, and every chord is kept in memory.
  const turned = (end - start) % 360;
  if (!Number.isFinite(turned)) return;
  const span = turned > 0 ? turned : turned + 360;
  const steps = Math.max(2, Math.ceil(span / 7.5));
  const numbers = [0];
  for (let step = 0; step <= steps; step++) {
    const angle = (start + (span * step) / steps) * radiansPerDegree;
    const [worldX, worldY] = toWorld(plane, x + radius * Math.cos(angle), y + radius * Math.sin(angle), z);
    reader.home().box.include(worldX, worldY);
    numbers.push(worldX, worldY, 0);
  }
  reader.store(Shape.polyline, numbers, numbers.length);
}

/** POINT: position in world coordinates. */
export function readPoint(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  let x = 0;
  let y = 0;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    if (source.code === 10) x = source.real();
    else if (source.code === 20) y = source.real();
    else reader.common();
  }
  reader.home().box.include(x, y);
  reader.store(Shape.point, [x, y], 2);
  reader.count();
  return more;
}

/** SOLID, TRACE (object coordinates) and 3DFACE (world): up to four corners, the last two of a SOLID crossed. */
export function readCorners(reader: Reader, isFace: boolean): boolean {
  const { source } = reader;
  reader.begin();
  corners.fill(0);
  let last = 3;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    const { code } = source;
    if (code >= 10 && code <= 13) {
      corners[(code - 10) * 2] = source.real();
      last = code - 10;
    } else if (code >= 20 && code <= 23) corners[(code - 20) * 2 + 1] = source.real();
    else reader.common();
  }
  const plane = isFace ? null : reader.plane();
  const order = last < 3 ? [0, 1, 2] : isFace ? [0, 1, 2, 3] : [0, 1, 3, 2];
  const numbers: number[] = [];
  for (const corner of order) {
    const x = corners[corner * 2] ?? 0;
    const y = corners[corner * 2 + 1] ?? 0;
    const [worldX, worldY] = plane === null ? [x, y] : toWorld(plane, x, y, 0);
    reader.home().box.include(worldX, worldY);
    numbers.push(worldX, worldY);
  }
  reader.store(Shape.solid, numbers, numbers.length);
  reader.count();
  return more;
}
