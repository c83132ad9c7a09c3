/** Eigenvectors of a small symmetric matrix, by its eigenvalues from the smallest; cyclic Jacobi rotations (Golub & Van Loan, 8.5). */
export function symmetricEigen(
  matrix: readonly (readonly number[])[],
): { readonly value: number; readonly vector: readonly number[] }[] {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const vectors = a.map((_, row) => a.map((_, column) => (row === column ? 1 : 0)));
  const at = (m: readonly (readonly number[])[], row: number, column: number): number => m[row]?.[column] ?? 0;
  const turn = (m: number[][], p: number, q: number, cos: number, sin: number): void => {
    for (const row of m) {
      const [x, y] = [row[p] ?? 0, row[q] ?? 0];
      row[p] = cos * x - sin * y;
      row[q] = sin * x + cos * y;
    }
  };
  const scale = a.reduce((sum, _, index) => sum + Math.abs(at(a, index, index)), 0);
  for (let sweep = 0; sweep < 30; sweep += 1) {
    let off = 0;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        const apq = at(a, p, q);
        off += Math.abs(apq);
        if (apq === 0) continue;
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq);
        const tan = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const cos = 1 / Math.hypot(tan, 1);
        const sin = tan * cos;
        turn(a, p, q, cos, sin);
        const [rowP, rowQ] = [a[p] ?? [], a[q] ?? []];
        for (let column = 0; column < size; column += 1) {
          const [x, y] = [rowP[column] ?? 0, rowQ[column] ?? 0];
          rowP[column] = cos * x - sin * y;
          rowQ[column] = sin * x + cos * y;
        }
        turn(vectors, p, q, cos, sin);
      }
    }
    if (off <= 1e-17 * scale) break;
  }
  return a
    .map((_, index) => ({ value: at(a, index, index), vector: vectors.map((row) => row[index] ?? 0) }))
    .sort((first, second) => first.value - second.value);
}

/** The sum of the outer products of rows with themselves: the matrix of their least squares. */
export function gramOf(rows: readonly (readonly number[])[], size: number): number[][] {
  const gram = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  for (const row of rows) {
    gram.forEach((line, i) => {
      for (let j = 0; j < size; j += 1) line[j] = (line[j] ?? 0) + (row[i] ?? 0) * (row[j] ?? 0);
    });
  }
  return gram;
}

/** x that brings rows . x nearest to the right sides, by the normal equations and Gaussian elimination; null where it is not determined. */
export function leastSquares(rows: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const size = rows[0]?.length ?? 0;
  const system = gramOf(rows, size).map((line, i) => [
    ...line,
    rows.reduce((sum, row, at) => sum + (row[i] ?? 0) * (right[at] ?? 0), 0),
  ]);
  const largest = Math.max(...system.map((line, i) => Math.abs(line[i] ?? 0)));
  for (let column = 0; column < size; column += 1) {
    const rest = system.slice(column).sort((a, b) => Math.abs(b[column] ?? 0) - Math.abs(a[column] ?? 0));
    system.splice(column, rest.length, ...rest);
    const pivot = system[column] ?? [];
    const head = pivot[column] ?? 0;
    if (!(Math.abs(head) > 1e-14 * largest)) return null;
    system.forEach((line, row) => {
      if (row === column) return;
      const factor = (line[column] ?? 0) / head;
      for (let at = column; at <= size; at += 1) line[at] = (line[at] ?? 0) - factor * (pivot[at] ?? 0);
    });
  }
  return system.map((line, row) => (line[size] ?? 0) / (line[row] ?? 1));
}
