import { statSync } from 'node:fs';
import { readHead } from '../adapters/source/folder.js';
import { classifyName } from '../processors/inventory/classify-name.js';
import { detectFormat } from '../processors/inventory/detect-format.js';
import type { Format } from '../queues/contract/formats.js';

/** Format and size of a file that a command is given. One that cannot be opened has its name's format: whoever reads it says what is wrong. */
export async function formatOf(file: string): Promise<{ format: Format; sizeBytes: number }> {
  const { extension, name } = classifyName(file);
  try {
    const sizeBytes = statSync(file).size;
    return { format: detectFormat(await readHead(file), extension, name), sizeBytes };
  } catch {
    return { format: detectFormat(new Uint8Array(), extension, name), sizeBytes: 0 };
  }
}
