import { areaVector, type Sphere, type TriangleMesh } from '../mesh/triangle-mesh.js';
import type { Vector } from '../topology/vector.js';
import type { Camera } from './camera.js';

/** What a pixel shows; rows from the top. */
export interface DepthPicture {
  readonly side: number;
  /** Towards the eye, in mm from the centre; -Infinity where nothing is. */
  readonly depth: Float32Array;
  /** -1 where nothing is. */
  readonly face: Int32Array;
  /** How much light the surface gets, 0 to 1. */
  readonly light: Float32Array;
  /** Rows with something to show or beside one that has: all others are background. */
  top: number;
  bottom: number;
}

/** An empty picture, to be drawn on again and again. */
export function emptyPicture(side: number): DepthPicture {
  return {
    side,
    depth: new Float32Array(side * side),
    face: new Int32Array(side * side),
    light: new Float32Array(side * side),
    top: 0,
    bottom: -1,
  };
}

/** Share of the picture's side that the model's sphere fills. */
const fill = 0.94;

/**
 * Draws a mesh in parallel projection with a depth buffer; all pictures of one sphere have one scale.
 * @param picture what is drawn on; what it showed is gone
 */
export function rasterise(mesh: TriangleMesh, sphere: Sphere, camera: Camera, picture: DepthPicture): DepthPicture {
  const { side } = picture;
  picture.depth.fill(-Infinity);
  picture.face.fill(-1);
  let [lowest, highest] = [side, -1];
  const lamp = lampOf(camera);
  const scale = (fill * side) / (2 * sphere.radius);
  const projected = new Float64Array(9);
  for (let triangle = 0; triangle < mesh.count; triangle += 1) {
    for (let corner = 0; corner < 3; corner += 1) {
      const at = triangle * 9 + corner * 3;
      const x = (mesh.corners[at] ?? 0) - sphere.centre[0];
      const y = (mesh.corners[at + 1] ?? 0) - sphere.centre[1];
      const z = (mesh.corners[at + 2] ?? 0) - sphere.centre[2];
      projected[corner * 3] = side / 2 + scale * dot(camera.right, x, y, z);
      projected[corner * 3 + 1] = side / 2 - scale * dot(camera.up, x, y, z);
      projected[corner * 3 + 2] = dot(camera.towardsEye, x, y, z);
    }
    const [nx, ny, nz] = areaVector(mesh, triangle);
    const length = Math.hypot(nx, ny, nz);
    if (length === 0) continue;
    // Open surfaces are seen from behind too: what faces away is lit as if it did not.
    const turned = dot(camera.towardsEye, nx, ny, nz) < 0 ? -1 : 1;
    const light = Math.max(0, (turned * dot(lamp, nx, ny, nz)) / length);
    lowest = Math.min(lowest, projected[1] ?? 0, projected[4] ?? 0, projected[7] ?? 0);
    highest = Math.max(highest, projected[1] ?? 0, projected[4] ?? 0, projected[7] ?? 0);
    fillTriangle(picture, projected, mesh.faces[triangle] ?? 0, light);
  }
  // The line above the first row of a face is drawn on the row before it.
  picture.top = Math.max(0, Math.floor(lowest) - 2);
  picture.bottom = Math.min(side - 1, Math.ceil(highest) + 1);
  return picture;
}

/** A hair beyond the edges, in pixels: neighbours share them, and no pixel between two triangles may fall through. */
const slack = 1e-6;

/** Row by row: the span in which all three edge functions are positive, over which depth grows evenly. */
function fillTriangle({ side, depth, face, light }: DepthPicture, p: Float64Array, faceId: number, brightness: number): void {
  const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0, cx = 0, cy = 0, cz = 0] = p;
  const doubleArea = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  if (doubleArea === 0) return;
  const dzdx = ((bz - az) * (cy - ay) - (cz - az) * (by - ay)) / doubleArea;
  const dzdy = ((cz - az) * (bx - ax) - (bz - az) * (cx - ax)) / doubleArea;
  const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5 - slack));
  const bottom = Math.min(side - 1, Math.floor(Math.max(ay, by, cy) - 0.5 + slack));
  for (let row = top; row <= bottom; row += 1) {
    const y = row + 0.5;
    const ab = crossing(ax, ay, bx, by, y);
    const bc = crossing(bx, by, cx, cy, y);
    const ca = crossing(cx, cy, ax, ay, y);
    const left = Math.max(0, Math.ceil(lesser(ab, bc, ca) - 0.5 - slack));
    const right = Math.min(side - 1, Math.floor(greater(ab, bc, ca) - 0.5 + slack));
    let z = az + dzdx * (left + 0.5 - ax) + dzdy * (y - ay);
    for (let at = row * side + left, end = row * side + right; at <= end; at += 1, z += dzdx) {
      if (z <= (depth[at] ?? 0)) continue;
      depth[at] = z;
      face[at] = faceId;
      light[at] = brightness;
    }
  }
}

/** Where an edge meets a row; NaN where it does not reach it. */
function crossing(fromX: number, fromY: number, toX: number, toY: number, y: number): number {
  if (fromY === toY) return NaN;
  const share = (y - fromY) / (toY - fromY);
  return share < -slack || share > 1 + slack ? NaN : fromX + share * (toX - fromX);
}

/** Of those that are numbers; comparisons with NaN are false. */
function lesser(a: number, b: number, c: number): number {
  let least = Infinity;
  if (a < least) least = a;
  if (b < least) least = b;
  if (c < least) least = c;
  return least;
}

function greater(a: number, b: number, c: number): number {
  let most = -Infinity;
  if (a > most) most = a;
  if (b > most) most = b;
  if (c > most) most = c;
  return most;
}

/** Above the viewer's left shoulder, so that the three sides of a box differ in an isometric view. */
function lampOf({ right, up, towardsEye }: Camera): Vector {
  const at = (axis: 0 | 1 | 2): number => towardsEye[axis] + 0.55 * up[axis] - 0.35 * right[axis];
  const length = Math.hypot(1, 0.55, 0.35);
  return [at(0) / length, at(1) / length, at(2) / length];
}

function dot(axis: Vector, x: number, y: number, z: number): number {
  return axis[0] * x + axis[1] * y + axis[2] * z;
}
