import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathInside } from '../source/folder.js';

/**
 * Writes an artifact below `folder`. A reader sees all of it or none: it is written beside its place and moved there. Two workers that
 * write the same key write the same bytes, so the last one may win.
 * @throws {Error} of the file system, or when the key leaves the folder
 */
export async function writeArtifact(folder: string, key: string, bytes: Uint8Array): Promise<void> {
  const path = pathInside(folder, key);
  const unfinished = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    // Windows moves nothing over a file that somebody reads.
    if (!(await stands(path, bytes.byteLength))) throw error;
  }
}

async function stands(path: string, byteLength: number): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile() && found.size === byteLength,
    () => false,
  );
}

/** The bytes of an artifact. @throws {Error} of the file system when it is not there, or when the key leaves the folder */
export async function readArtifactBytes(folder: string, key: string): Promise<Uint8Array> {
  return readFile(pathInside(folder, key));
}
