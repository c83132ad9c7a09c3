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
}

/** Share of the picture's side that the model's sphere fills. */
const fill = 0.94;

/** Draws a mesh in parallel projection with a depth buffer; all pictures of one sphere have one scale. */
export function rasterise(mesh: TriangleMesh, sphere: Sphere, camera: Camera, side: number): DepthPicture {
  const picture = {
    side,
    depth: new Float32Array(side * side).fill(-Infinity),
    face: new Int32Array(side * side).fill(-1),
    light: new Float32Array(side * side),
  };
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
    fillTriangle(picture, projected, mesh.faces[triangle] ?? 0, light);
  }
  return picture;
}

function fillTriangle({ side, depth, face, light }: DepthPicture, p: Float64Array, faceId: number, brightness: number): void {
  const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0, cx = 0, cy = 0, cz = 0] = p;
  const doubleArea = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  if (doubleArea === 0) return;
  const left = Math.max(0, Math.floor(Math.min(ax, bx, cx)));
  const right = Math.min(side - 1, Math.ceil(Math.max(ax, bx, cx)));
  const top = Math.max(0, Math.floor(Math.min(ay, by, cy)));
  const bottom = Math.min(side - 1, Math.ceil(Math.max(ay, by, cy)));
  for (let row = top; row <= bottom; row += 1) {
    const y = row + 0.5;
    for (let column = left; column <= right; column += 1) {
      const x = column + 0.5;
      const u = ((bx - x) * (cy - y) - (cx - x) * (by - y)) / doubleArea;
      const v = ((cx - x) * (ay - y) - (ax - x) * (cy - y)) / doubleArea;
      const w = 1 - u - v;
      // Neighbours share their edges; a hair beyond keeps pixels between them from falling through.
      if (u < -1e-9 || v < -1e-9 || w < -1e-9) continue;
      const z = u * az + v * bz + w * cz;
      const at = row * side + column;
      if (z <= (depth[at] ?? 0)) continue;
      depth[at] = z;
      face[at] = faceId;
      light[at] = brightness;
    }
  }
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
