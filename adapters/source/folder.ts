import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { headBytes } from '../../processors/inventory/detect-format.js';
import { ExtractionError } from '../../queues/contract/errors.js';
import type { InspectedFile, SourceEntry } from './source.js';
import { entriesIn, systemPath, type NamedEntry } from './system-path.js';

/** Names of one folder that are sorted together; a folder with more is read in sorted pieces, never held as a whole. */
const sortedNames = 10_000;

/**
 * Lists a folder of any size as a stream, depth first. The order is the same at every run for folders of up to
 * `sortedNames` entries. Links to folders are not followed (they may lead out of the source, or round in circles).
 * @throws {Error} naming the folder when the root cannot be read; an unreadable folder below it is yielded as such.
 */
export async function* walkFolder(root: string): AsyncGenerator<SourceEntry> {
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const below: string[] = [];
    try {
      for await (const names of sortedPieces(join(root, folder))) {
        for (const { name, kind } of names) {
          const key = folder ? `${folder}/${name}` : name;
          if (kind === 'folder') below.push(key);
          else yield await describeFile(root, key);
        }
      }
    } catch (error) {
      if (folder === '') throw error;
      const reason = error instanceof Error ? error.message : String(error);
      yield { storageKey: folder, sizeBytes: 0, modifiedAt: new Date(0), unreadable: `folder cannot be read: ${reason}` };
    }
    folders.push(...below.reverse());
  }
}

async function* sortedPieces(folder: string): AsyncGenerator<NamedEntry[]> {
  let piece: NamedEntry[] = [];
  for await (const entry of entriesIn(folder)) {
    piece.push(entry);
    if (piece.length < sortedNames) continue;
    yield sorted(piece);
    piece = [];
  }
  yield sorted(piece);
}

function sorted(names: NamedEntry[]): NamedEntry[] {
  return names.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a listing tells of one file; a key that leaves the root is unreadable. */
export async function describeFile(root: string, storageKey: string): Promise<SourceEntry> {
  try {
    const info = await stat(systemPath(pathInside(root, storageKey)));
    const unreadable = info.isFile() ? null : info.isDirectory() ? 'link to a folder' : 'not a regular file';
    return { storageKey, sizeBytes: info.size, modifiedAt: info.mtime, unreadable };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { storageKey, sizeBytes: 0, modifiedAt: new Date(0), unreadable: reason };
  }
}

/**
 * The path of a storage key below its root, to be given to the file system by `systemPath`.
 * @throws {ExtractionError} FILE_MISSING when the key would leave the root (`../`, absolute path, drive)
 */
export function pathInside(root: string, storageKey: string): string {
  const base = resolve(root);
  const path = resolve(base, ...storageKey.split('/'));
  if (path !== base && !path.startsWith(base.endsWith(sep) ? base : base + sep)) {
    throw new ExtractionError('FILE_MISSING', `storage key leaves its source: ${storageKey}`);
  }
  return path;
}

/** Reads a file once as a stream: its first bytes and the hash of all of them. */
export async function readHeadAndHash(path: string): Promise<InspectedFile> {
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let held = 0;
  for await (const chunk of createReadStream(systemPath(path), { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    if (held >= headBytes) continue;
    head.push(chunk.subarray(0, headBytes - held));
    held += chunk.length;
  }
  return { head: Buffer.concat(head), contentHash: hash.digest('hex') };
}

/** Only the first bytes, for telling the format of a single file. */
export async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(systemPath(path), 'r');
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(headBytes), position: 0 });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
