import { open, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { describeFile, pathInside, readHeadAndHash, walkFolder } from './folder.js';
import { driveLetters } from './catalogue/key-variants.js';
import { Neighbourhoods } from './neighbourhood.js';
import { SourceUnusable, type InspectedFile, type OpenFile, type Source, type SourceEntry } from './source.js';

/** A folder of this machine or a mounted share. */
export class FolderSource implements Source {
  readonly uri: string;
  /** Enough to keep a disk or a share busy, few enough for one event loop. */
  readonly inspectionsAtOnce = 8;
  readonly #neighbourhoods = new Neighbourhoods();

  constructor(folder: string) {
    this.uri = resolve(folder);
  }

  async check(): Promise<void> {
    try {
      await readdir(this.uri);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'ENOENT') throw new SourceUnusable(`there is no folder ${this.uri}`);
      if (code === 'ENOTDIR') throw new SourceUnusable(`${this.uri} is a file; give a folder (single files: fleet extract FILE)`);
      throw new SourceUnusable(`${this.uri} cannot be read: ${String(error)}`);
    }
  }

  list(): AsyncIterable<SourceEntry> {
    return walkFolder(this.uri);
  }

  async drives(): Promise<readonly string[]> {
    return driveLetters(await readdir(this.uri));
  }

  describe(storageKey: string): Promise<SourceEntry> {
    return describeFile(this.uri, storageKey);
  }

  inspect({ storageKey }: SourceEntry): Promise<InspectedFile> {
    return readHeadAndHash(pathInside(this.uri, storageKey));
  }

  /** A key that leaves the folder is handed on as a path that is never there: it fails as missing and is never opened. */
  open(storageKey: string): Promise<OpenFile> {
    const path = this.#safePath(storageKey);
    return Promise.resolve({ path, folder: this.#neighbourhoods.of(path), content: null, release: () => Promise.resolve() });
  }

  async read(storageKey: string): Promise<Readable> {
    const handle = await open(pathInside(this.uri, storageKey), 'r');
    return handle.createReadStream();
  }

  #safePath(storageKey: string): string {
    try {
      return pathInside(this.uri, storageKey);
    } catch {
      return join(this.uri, 'outside-of-the-source', 'refused');
    }
  }
}
