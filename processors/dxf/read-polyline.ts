import { Shape } from './geometry-store.js';
import { toWorld, type ObjectPlane } from './object-plane.js';
import { bulgeArc, includeArc } from './plane.js';
import type { Reader } from './reader.js';

/** Vertices of the polyline that is being read: closed flag, then x y bulge each. One is open at a time. */
let numbers = new Float64Array(3 * 256 + 1);
let length = 1;

/** Flags of a POLYLINE that is a mesh, and of VERTEX records that are no points of the curve. */
const meshFlags = 16 | 64;
const controlPointFlag = 16;
const faceRecordFlag = 128;

function reset(): void {
  length = 1;
  numbers[0] = 0;
}

function addVertex(x: number): void {
  if (length + 3 > numbers.length) {
    const wider = new Float64Array(numbers.length * 2);
    wider.set(numbers);
    numbers = wider;
  }
  numbers[length] = x;
  numbers[length + 1] = 0;
  numbers[length + 2] = 0;
  length += 3;
}

/** LWPOLYLINE: vertices in object coordinates, streamed into one scratch array. */
export function readLwPolyline(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  reset();
  let elevation = 0;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    switch (source.code) {
      case 10:
        addVertex(source.real());
        break;
      case 20:
        if (length > 1) numbers[length - 2] = source.real();
        break;
      case 42:
        if (length > 1) numbers[length - 1] = source.real();
        break;
      case 38:
        elevation = source.real();
        break;
      case 70:
        numbers[0] = source.integer() & 1;
        break;
      default:
        reader.common();
    }
  }
  storePolyline(reader, reader.plane(), elevation);
  reader.count();
  return more;
}

/** POLYLINE and the VERTEX records up to its SEQEND. */
export function readPolyline(reader: Reader, isVertex: () => boolean, isSequenceEnd: () => boolean): boolean {
  const { source } = reader;
  reader.begin();
  reset();
  let flags = 0;
  let elevation = 0;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    if (source.code === 70) flags = source.integer();
    else if (source.code === 30) elevation = source.real();
    else reader.common();
  }
  numbers[0] = flags & 1;
  // Object coordinates belong to plane polylines only.
  const plane = (flags & 8) === 0 ? reader.plane() : null;
  while (more && isVertex()) more = readVertex(reader, (flags & meshFlags) !== 0);
  if ((flags & meshFlags) === 0) storePolyline(reader, plane, elevation);
  reader.count();
  return more && isSequenceEnd() ? skipTags(reader) : more;
}

function readVertex(reader: Reader, isMesh: boolean): boolean {
  const { source } = reader;
  let x = 0;
  let y = 0;
  let bulge = 0;
  let flags = 0;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    if (source.code === 10) x = source.real();
    else if (source.code === 20) y = source.real();
    else if (source.code === 42) bulge = source.real();
    else if (source.code === 70) flags = source.integer();
  }
  if ((flags & (controlPointFlag | faceRecordFlag)) === controlPointFlag) return more;
  if (isMesh) {
    if ((flags & faceRecordFlag) === 0 || (flags & 64) !== 0) reader.home().box.include(x, y);
    return more;
  }
  addVertex(x);
  numbers[length - 2] = y;
  numbers[length - 1] = bulge;
  return more;
}

/** Past the tags of an entity that says nothing more, its common properties left as they are. */
function skipTags(reader: Reader): boolean {
  while (reader.source.next()) if (reader.source.code === 0) return true;
  return false;
}

function storePolyline(reader: Reader, plane: ObjectPlane | null, elevation: number): void {
  if (plane !== null) {
    // Seen from behind, a bulge curves to the other side.
    const side = plane.normal[2] < 0 ? -1 : 1;
    for (let at = 1; at < length; at += 3) {
      const [x, y] = toWorld(plane, numbers[at] ?? 0, numbers[at + 1] ?? 0, elevation);
      numbers[at] = x;
      numbers[at + 1] = y;
      numbers[at + 2] = (numbers[at + 2] ?? 0) * side;
    }
  }
  const { box } = reader.home();
  const isClosed = numbers[0] === 1;
  for (let at = 1; at < length; at += 3) {
    const x = numbers[at] ?? 0;
    const y = numbers[at + 1] ?? 0;
    const bulge = numbers[at + 2] ?? 0;
    box.include(x, y);
    if (bulge === 0) continue;
    const next = at + 3 < length ? at + 3 : isClosed ? 1 : -1;
    if (next < 0) continue;
    const endX = numbers[next] ?? 0;
    const endY = numbers[next + 1] ?? 0;
    if (endX === x && endY === y) continue;
    const arc = bulgeArc(x, y, endX, endY, bulge);
    includeArc(box, arc.x, arc.y, arc.radius, arc.startDegrees, arc.endDegrees);
  }
  reader.store(Shape.polyline, numbers, length);
}
