import type { ModelReference } from './model-tree.js';
import { latin1 } from './ugc.js';

/** Searching every byte of a very large model would cost more than names of this quality are worth. */
const SEARCH_LIMIT = 32 * 1024 * 1024;
const MAX_NAMES = 500;
const FILE_NAME = /(?<![A-Za-z0-9_.-])([A-Za-z0-9][A-Za-z0-9_-]{1,30})\.(prt|asm)(?:\.\d{1,3})?(?![A-Za-z0-9_])/gi;

/**
 * File names of models that stand as text in the bytes, for releases whose dependency list is not understood. Noisy by nature (a model
 * remembers names it no longer uses), so the count stays unknown and nothing may be linked by them alone.
 */
export function namesInText(bytes: Uint8Array, ownName: string | null): ModelReference[] {
  const found = new Map<string, ModelReference>();
  for (const [, name = '', type = ''] of latin1(bytes.subarray(0, SEARCH_LIMIT)).matchAll(FILE_NAME)) {
    const key = `${name}.${type}`.toLowerCase();
    if (key === ownName?.toLowerCase() || found.has(key)) continue;
    found.set(key, { name, type: type.toLowerCase(), count: null, source: 'text' });
    if (found.size === MAX_NAMES) break;
  }
  return [...found.values()];
}
