/** Points on a stored spline (`Shape.spline`) by de Boor's algorithm, weights left out; both ends included. */
export function* splinePoints(numbers: Float64Array, steps: number): Generator<readonly [x: number, y: number]> {
  const isClosed = numbers[0] === 1;
  const degree = Math.max(1, Math.min(numbers[1] ?? 3, (numbers[2] ?? 2) - 1));
  const count = numbers[2] ?? 0;
  const control = numbers.subarray(3, 3 + 2 * count);
  const knots = numbers.subarray(3 + 2 * count);
  if (!isUsable(knots, count, degree)) {
    yield* polygon(control, isClosed);
    return;
  }
  const start = knots[degree] ?? 0;
  const end = knots[count] ?? 1;
  for (let step = 0; step <= steps; step++) {
    yield pointAt(control, knots, degree, count, start + ((end - start) * step) / steps);
  }
}

function isUsable(knots: Float64Array, count: number, degree: number): boolean {
  if (knots.length < count + degree + 1) return false;
  for (let at = 1; at < knots.length; at++) if ((knots[at] ?? 0) < (knots[at - 1] ?? 0)) return false;
  return (knots[count] ?? 0) > (knots[degree] ?? 0);
}

/** Without usable knots the control polygon is the nearest that is known. */
function* polygon(control: Float64Array, isClosed: boolean): Generator<readonly [number, number]> {
  for (let at = 0; at + 1 < control.length; at += 2) yield [control[at] ?? 0, control[at + 1] ?? 0];
  if (isClosed) yield [control[0] ?? 0, control[1] ?? 0];
}

function pointAt(
  control: Float64Array,
  knots: Float64Array,
  degree: number,
  count: number,
  at: number,
): readonly [number, number] {
  let span = degree;
  while (span < count - 1 && at >= (knots[span + 1] ?? 0)) span++;
  const x: number[] = [];
  const y: number[] = [];
  for (let index = 0; index <= degree; index++) {
    x.push(control[2 * (span - degree + index)] ?? 0);
    y.push(control[2 * (span - degree + index) + 1] ?? 0);
  }
  for (let level = 1; level <= degree; level++) {
    for (let index = degree; index >= level; index--) {
      const low = knots[span - degree + index] ?? 0;
      const high = knots[span + 1 + index - level] ?? 0;
      const ratio = high === low ? 0 : (at - low) / (high - low);
      x[index] = (1 - ratio) * (x[index - 1] ?? 0) + ratio * (x[index] ?? 0);
      y[index] = (1 - ratio) * (y[index - 1] ?? 0) + ratio * (y[index] ?? 0);
    }
  }
  return [x[degree] ?? 0, y[degree] ?? 0];
}
