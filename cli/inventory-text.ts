import type { InventoryFigures } from '../adapters/postgres/inventory-store.js';

const megabyte = 1_000_000;

/** One line about what the inventory found. */
export function describeInventory(figures: InventoryFigures): string {
  const parts = [
    `${figures.inputs} files (${(figures.bytes / megabyte).toFixed(1)} MB)`,
    `${figures.distinctContents} distinct contents`,
    figures.junk > 0 ? `${figures.junk} junk` : '',
    figures.unreadable > 0 ? `${figures.unreadable} unreadable` : '',
    figures.vanished > 0 ? `${figures.vanished} gone since the last run` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
