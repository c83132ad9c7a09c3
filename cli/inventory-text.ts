import type { InventoryFigures } from '../adapters/postgres/inventory-store.js';

const megabyte = 1_000_000;

/** A number for people. */
export const count = (value: number): string => value.toLocaleString('en-US');

const megabytes = (bytes: number): string =>
  (bytes / megabyte).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** One line about what the inventory found; a run that takes it has none yet. */
export function describeInventory(figures: InventoryFigures | Record<string, never>): string {
  if (!('inputs' in figures)) return 'its inventory is not complete';
  const parts = [
    `${count(figures.inputs)} files (${megabytes(figures.bytes)} MB)`,
    `${count(figures.distinctContents)} distinct contents`,
    figures.junk > 0 ? `${count(figures.junk)} junk` : '',
    figures.unreadable > 0 ? `${count(figures.unreadable)} missing` : '',
    figures.vanished > 0 ? `${count(figures.vanished)} gone since the last run` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
