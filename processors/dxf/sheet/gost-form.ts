import type { Bounds } from '../flat-pattern/contour.js';
import type { PlacedText } from './placed-text.js';
import type { RulingLines } from './ruling-lines.js';
import { isPlausible, type TitleField } from './title-fields.js';

/** Heads of two neighbouring cells that are on every form of GOST 2.104, in Russian and Ukrainian. */
const massHead = /^мас+а\.?$/i;
const scaleHead = /^масштаб\.?$/i;

/**
 * The cells of the main inscription of GOST 2.104 (forms 1 and 2) that have no heading, by where they are: the designation in the cell
 * above the heads "Масса" and "Масштаб", the name in the high cell left of their row, the material in the cell below the name.
 * @param read what stands in a cell
 */
export function unheadedFields(
  texts: readonly PlacedText[],
  rules: RulingLines,
  read: (cell: Bounds) => string,
): Map<TitleField, string> {
  const fields = new Map<TitleField, string>();
  const mass = texts.find(({ text }) => massHead.test(text));
  const scale = texts.find((text) => scaleHead.test(text.text) && mass !== undefined && isLevel(mass, text));
  const head = mass === undefined || scale === undefined ? null : cellOf(mass, rules);
  if (mass === undefined || head === null || head.maxY - head.minY > 4 * mass.height) return fields;
  const step = mass.height / 2;
  const middle = (head.minY + head.maxY) / 2;
  const above = rules.cellAround((head.minX + head.maxX) / 2, head.maxY + step);
  let name = rules.cellAround(head.minX - step, middle);
  // Between the name and the mass stands the letter of the stage, whose cell is as flat as its head.
  if (name !== null && name.maxY - name.minY < 1.5 * (head.maxY - head.minY)) name = rules.cellAround(name.minX - step, middle);
  const below = name === null ? null : rules.cellAround((name.minX + name.maxX) / 2, name.minY - step);
  const take = (field: TitleField, cell: Bounds | null): void => {
    if (cell === null || cell.maxX - cell.minX > 12 * (head.maxX - head.minX)) return;
    const value = read(cell);
    if (isPlausible(field, value)) fields.set(field, value);
  };
  take('drawing_number', above);
  take('title', name);
  take('material', below);
  return fields;
}

function cellOf(text: PlacedText, rules: RulingLines): Bounds | null {
  return rules.cellAround((text.left + text.right) / 2, (text.bottom + text.top) / 2);
}

function isLevel(a: PlacedText, b: PlacedText): boolean {
  return Math.abs(a.bottom - b.bottom) <= 0.7 * a.height && b.left > a.left && b.left - a.right < 12 * a.height;
}
