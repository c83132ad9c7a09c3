import { type Random, round } from '../random.js';

/** How a copy of a part lies: turned, mirrored or grown. Row-major 3 x 4: rotation times scale, and the shift in mm. */
export interface Transformation {
  readonly matrix: readonly number[];
  readonly mirrored: boolean;
  readonly scale: number;
}

export const unmoved: Transformation = { matrix: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], mirrored: false, scale: 1 };

/** Turned around any axis and moved. */
export function turned(random: Random): Transformation {
  const shift = [random.int(-200, 200), random.int(-200, 200), random.int(-200, 200)];
  return { ...unmoved, matrix: withShift(rotation(random), shift) };
}

/** As a left hand is to a right one: mirrored at the YZ plane. */
export function mirrored(): Transformation {
  return { matrix: [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], mirrored: true, scale: 1 };
}

export function scaled(random: Random): Transformation {
  const scale = random.pick([0.5, 0.75, 1.25, 1.5, 2]);
  return { matrix: unmoved.matrix.map((value) => value * scale), mirrored: false, scale };
}

/** Shoemake, Uniform Random Rotations (Graphics Gems III, 1992): a quaternion that favours no direction. */
function rotation(random: Random): number[] {
  const [u, v, w] = [random.next(), 2 * Math.PI * random.next(), 2 * Math.PI * random.next()];
  const [a, b] = [Math.sqrt(1 - u), Math.sqrt(u)];
  const [x, y, z, s] = [a * Math.sin(v), a * Math.cos(v), b * Math.sin(w), b * Math.cos(w)];
  return [
    1 - 2 * (y * y + z * z),
    2 * (x * y - z * s),
    2 * (x * z + y * s),
    2 * (x * y + z * s),
    1 - 2 * (x * x + z * z),
    2 * (y * z - x * s),
    2 * (x * z - y * s),
    2 * (y * z + x * s),
    1 - 2 * (x * x + y * y),
  ];
}

function withShift(rows: readonly number[], shift: readonly number[]): number[] {
  return [0, 1, 2].flatMap((row) => [...rows.slice(row * 3, row * 3 + 3), round(shift[row] ?? 0, 6)]);
}
