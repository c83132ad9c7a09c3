import { isList, isRecord, numberOf, pick, vectorOf } from './shape.js';
import type { JsonRecord } from './shape.js';

export type Box = [number, number, number, number, number, number];

/** `{min, max}`, `{x_min, ...}`, six numbers or two corners -> [minX, minY, minZ, maxX, maxY, maxZ] in the export's unit; null otherwise. */
export function readBoundingBox(root: JsonRecord): Box | null {
  const value = pick(root, ['bounding_box', 'bbox', 'outline', 'extents']);
  const numbers = isList(value) ? fromList(value) : isRecord(value) ? fromRecord(value) : null;
  if (numbers === null) return null;
  const [minX, minY, minZ, maxX, maxY, maxZ] = numbers;
  return minX <= maxX && minY <= maxY && minZ <= maxZ ? numbers : null;
}

function fromList(list: readonly unknown[]): Box | null {
  if (list.length === 2) return corners(list[0], list[1]);
  const numbers = list.map(numberOf);
  return numbers.length === 6 ? boxOf(numbers) : null;
}

function fromRecord(record: JsonRecord): Box | null {
  const min = pick(record, ['min', 'min_point', 'lower', 'min_corner']);
  const max = pick(record, ['max', 'max_point', 'upper', 'max_corner']);
  if (min !== null && max !== null) return corners(min, max);
  const axes = ['x', 'y', 'z'];
  const read = (end: 'min' | 'max'): (number | null)[] =>
    axes.map((axis) => numberOf(pick(record, [`${axis}_${end}`, `${end}_${axis}`])));
  return boxOf([...read('min'), ...read('max')]);
}

function corners(min: unknown, max: unknown): Box | null {
  const lower = vectorOf(min);
  const upper = vectorOf(max);
  return lower === null || upper === null ? null : [...lower, ...upper];
}

function boxOf(numbers: readonly (number | null)[]): Box | null {
  const known = numbers.filter((number): number is number => number !== null);
  return known.length === 6 ? (known as Box) : null;
}
