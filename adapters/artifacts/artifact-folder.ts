import { randomUUID } from 'node:crypto';
import { readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../make-folder.js';
import { pathInside } from '../source/folder.js';

/** What is being written; on the file system of its place, so that it can be moved there, and in one place, so that it can be swept. */
const unfinishedFolder = '.unfinished';
/** Nothing takes so long to be written, whatever the clocks of the machines that share a folder say. */
const abandonedAfterMs = 24 * 3_600_000;

/**
 * Writes an artifact below `folder`. A reader sees all of it or none: it is written aside and moved to its place. Two workers that
 * write the same key write the same bytes, so the last one may win.
 * @throws {Error} of the file system, or when the key leaves the folder
 */
export async function writeArtifact(folder: string, key: string, bytes: Uint8Array): Promise<void> {
  const path = pathInside(folder, key);
  const unfinished = join(folder, unfinishedFolder, randomUUID());
  try {
    await makeFolder(dirname(path));
    await makeFolder(dirname(unfinished));
    await writeFile(unfinished, bytes);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    // Windows moves nothing over a file that somebody reads.
    if (!(await stands(path, bytes.byteLength))) throw error;
  }
}

/** Removes what writers left that were killed. Never rejects: another worker sweeps too, and the folder may be away. */
export async function sweepUnfinished(folder: string): Promise<void> {
  const aside = join(folder, unfinishedFolder);
  const before = Date.now() - abandonedAfterMs;
  for (const name of await readdir(aside).catch(() => [])) {
    const path = join(aside, name);
    const age = await stat(path).catch(() => null);
    if (age !== null && age.mtimeMs < before) await rm(path, { force: true }).catch(() => undefined);
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
