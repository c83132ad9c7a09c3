import { createHash } from 'node:crypto';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { ExtractionError } from '../../../queues/contract/errors.js';
import { Format } from '../../../queues/contract/formats.js';
import { neutralExportOf } from '../../../processors/creo/model/neighbours.js';
import type { ExtractRequest } from '../messages.js';
import type { ServedModel } from './backend.js';

export interface Source {
  readonly model: ServedModel;
  /** Names the content; what was computed for it may be used again. */
  readonly key: string;
}

/**
 * The model that a request is about.
 * @param roots folders of which a request may name files
 * @throws {ExtractionError} FORMAT_MISMATCH for an unknown format, FILE_MISSING for a path outside of the roots or not there
 */
export async function sourceOf(request: ExtractRequest, roots: readonly string[]): Promise<Source> {
  const parsed = Format.safeParse(request.format);
  if (!parsed.success) throw new ExtractionError('FORMAT_MISMATCH', `${request.format} is no format of this service`);
  const format = parsed.data;
  if (request.path !== undefined) return fromPath(request.path, format, roots);
  const bytes = request.content ?? Buffer.alloc(0);
  const companions = request.companions.map(({ name, content }) => ({ name: basename(name), bytes: content }));
  return { model: { name: request.name, format, bytes, companions, path: null }, key: keyOf(request.name, sha256(bytes)) };
}

export function keyOf(name: string, contentSha256: string): string {
  return `${contentSha256} ${name}`;
}

async function fromPath(asked: string, format: Format, roots: readonly string[]): Promise<Source> {
  const path = await insideRoots(asked, roots);
  const bytes = await readFile(path).catch(() => {
    throw new ExtractionError('FILE_MISSING', `${asked} is not there`);
  });
  const companions = await neutralBeside(path);
  return { model: { name: path, format, bytes, companions, path }, key: keyOf(path, sha256(bytes)) };
}

/** Links are followed before the folder is checked: one inside of a root may lead out of it. */
async function insideRoots(asked: string, roots: readonly string[]): Promise<string> {
  if (roots.length === 0) throw new ExtractionError('FILE_MISSING', 'this service takes no paths; send the bytes');
  const path = await realpath(resolve(asked)).catch(() => null);
  for (const root of roots) {
    const real = await realpath(resolve(root)).catch(() => null);
    if (path !== null && real !== null && path.startsWith(real.endsWith(sep) ? real : real + sep)) return path;
  }
  throw new ExtractionError('FILE_MISSING', `${asked} is not in a folder that this service reads`);
}

async function neutralBeside(path: string): Promise<ServedModel['companions']> {
  const names = await readdir(dirname(path));
  const found = neutralExportOf(basename(path), names);
  return found.kind === 'found' ? [{ name: found.name, bytes: await readFile(join(dirname(path), found.name)) }] : [];
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
