import type { Stats } from 'node:fs';
import { open, opendir, readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { ExtractionError } from '../../queues/contract/errors.js';
import { describeFile, pathInside, readHeadAndHash, walkFolder } from './folder.js';
import { driveLetters } from './catalogue/key-variants.js';
import { Neighbourhoods } from './neighbourhood.js';
import { StoragePace, type PaceOptions } from './object-storage/storage-pace.js';
import { SourceUnusable, type InspectedFile, type OpenFile, type Source, type SourceEntry } from './source.js';
import { systemPath } from './system-path.js';

/**
 * A folder of this machine or a mounted share. A share that is not mounted shows an empty folder, or none, so that all its
 * files look missing: before one is, the folder as a whole is asked.
 */
export class FolderSource implements Source {
  readonly uri: string;
  /** Enough to keep a disk or a share busy, few enough for one event loop. */
  readonly inspectionsAtOnce = 8;
  readonly #neighbourhoods = new Neighbourhoods();
  readonly #pace: StoragePace;

  constructor(folder: string, options: Omit<PaceOptions, 'isWell'> = {}) {
    this.uri = resolve(folder);
    this.#pace = new StoragePace({ ...options, isWell: () => this.#holdsAnything() });
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
    const names = await readdir(this.uri).catch(() => []);
    // Not "none": spellings of keys would be tried without drives, and not be found, when the share is back.
    if (names.length === 0) throw new ExtractionError('STORAGE_UNAVAILABLE', this.#away);
    return driveLetters(names);
  }

  describe(storageKey: string): Promise<SourceEntry> {
    return describeFile(this.uri, storageKey);
  }

  inspect({ storageKey }: SourceEntry): Promise<InspectedFile> {
    return readHeadAndHash(pathInside(this.uri, storageKey));
  }

  /** Waits while the folder as a whole is away. */
  async open(storageKey: string, signal: AbortSignal): Promise<OpenFile> {
    const path = pathInside(this.uri, storageKey);
    const info = await this.#pace.ask(storageKey, () => this.#statUnlessAway(path), signal);
    if (info === 'missing') throw new ExtractionError('FILE_MISSING', 'the file is not there any more');
    // A named pipe would hold its reader for ever.
    if (info !== 'unknown' && !info.isFile()) throw new ExtractionError('FILE_MISSING', 'it is not a regular file any more');
    return { path, folder: this.#neighbourhoods.within(this.uri, storageKey), content: null, release: () => Promise.resolve() };
  }

  async read(storageKey: string): Promise<Readable> {
    const handle = await open(systemPath(pathInside(this.uri, storageKey)), 'r');
    return handle.createReadStream();
  }

  close(): void {
    this.#pace.close();
  }

  get #away(): string {
    return `${this.uri} is gone or empty; is it mounted?`;
  }

  /**
   * `unknown` is left to whoever reads the file, and fails with the reason of the system.
   * @throws {SourceUnusable} when nothing can be said of the file because the folder is away
   */
  async #statUnlessAway(path: string): Promise<Stats | 'missing' | 'unknown'> {
    try {
      return await stat(systemPath(path));
    } catch (error) {
      if (!(await this.#holdsAnything())) throw new SourceUnusable(this.#away);
      const code = error instanceof Error && 'code' in error ? error.code : null;
      return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unknown';
    }
  }

  async #holdsAnything(): Promise<boolean> {
    try {
      const folder = await opendir(this.uri);
      try {
        return (await folder.read()) !== null;
      } finally {
        await folder.close();
      }
    } catch {
      return false;
    }
  }
}
