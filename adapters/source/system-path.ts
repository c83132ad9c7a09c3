import { opendir, readdir, realpath } from 'node:fs/promises';
import { bytesOfKey, hasRawBytes, keyOfBytes } from '../../queues/contract/storage-key.js';

// Paths are text everywhere, made of storage keys; only where the file system is asked they become what it knows. On Windows names are text.

/** What to give the file system for a path that is made of a storage key. */
export function systemPath(path: string): string | Buffer {
  return process.platform === 'win32' || !hasRawBytes(path) ? path : Buffer.from(bytesOfKey(path));
}

/** The names in a folder, as storage keys spell them. */
export async function namesIn(folder: string): Promise<string[]> {
  if (process.platform === 'win32') return readdir(folder);
  return (await readdir(systemPath(folder), { encoding: 'buffer' })).map(keyOfBytes);
}

export interface NamedEntry {
  readonly name: string;
  readonly kind: 'folder' | 'file';
}

/** The same one by one, for folders of any size. */
export async function* entriesIn(folder: string): AsyncGenerator<NamedEntry> {
  // Node takes 'buffer' and its types do not.
  const encoding = (process.platform === 'win32' ? 'utf8' : 'buffer') as BufferEncoding;
  for await (const entry of await opendir(systemPath(folder), { encoding, bufferSize: 1024 })) {
    const name = entry.name as string | Buffer;
    yield { name: typeof name === 'string' ? name : keyOfBytes(name), kind: entry.isDirectory() ? 'folder' : 'file' };
  }
}

/** The path without links. @throws {Error} of the file system */
export async function realPathOf(path: string): Promise<string> {
  if (process.platform === 'win32') return realpath(path);
  return keyOfBytes(await realpath(systemPath(path), 'buffer'));
}
