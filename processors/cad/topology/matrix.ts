import type { Location } from '../kernel/geometry-api.js';
import { scoped } from '../kernel/scope.js';
import type { Vector } from './vector.js';

/** Row-major 4 x 4; the last row is 0 0 0 1. */
export type Matrix = readonly number[];

export const identity: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

export function multiply(a: Matrix, b: Matrix): Matrix {
  const product: number[] = [];
  for (let row = 0; row < 4; row += 1) {
    for (let column = 0; column < 4; column += 1) {
      let sum = 0;
      for (let index = 0; index < 4; index += 1) sum += (a[row * 4 + index] ?? 0) * (b[index * 4 + column] ?? 0);
      product.push(sum);
    }
  }
  return product;
}

export function transformPoint(matrix: Matrix, [x, y, z]: Vector): Vector {
  const at = (row: number): number =>
    (matrix[row * 4] ?? 0) * x + (matrix[row * 4 + 1] ?? 0) * y + (matrix[row * 4 + 2] ?? 0) * z + (matrix[row * 4 + 3] ?? 0);
  return [at(0), at(1), at(2)];
}

/** Factor by which volumes grow: 1 for a rigid motion, -1 for a mirror image. */
export function determinant(matrix: Matrix): number {
  const m = (row: number, column: number): number => matrix[row * 4 + column] ?? 0;
  return (
    m(0, 0) * (m(1, 1) * m(2, 2) - m(1, 2) * m(2, 1)) -
    m(0, 1) * (m(1, 0) * m(2, 2) - m(1, 2) * m(2, 0)) +
    m(0, 2) * (m(1, 0) * m(2, 1) - m(1, 1) * m(2, 0))
  );
}

/** Reads a location of the kernel; does not free it. */
export function matrixOf(location: Location): Matrix {
  if (location.IsIdentity()) return identity;
  return scoped((scope) => {
    const transform = scope.own(location.Transformation());
    const values: number[] = [];
    for (let row = 1; row <= 3; row += 1)
      for (let column = 1; column <= 4; column += 1) values.push(transform.Value(row, column));
    return [...values, 0, 0, 0, 1];
  });
}
