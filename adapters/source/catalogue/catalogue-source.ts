import type { Readable } from 'node:stream';
import { ExtractionError } from '../../../queues/contract/errors.js';
import type { InspectedFile, OpenFile, Source, SourceEntry } from '../source.js';
import { keyVariants } from './key-variants.js';

/** A file as a catalogue names it. */
export interface CatalogueRow {
  readonly cloudFileId: number;
  readonly storageKey: string;
}

/** A table that lists files of some storage. */
export interface Catalogue {
  /** @throws {SourceUnusable} when there is no such table, or its columns do not tell what is needed */
  check(): Promise<void>;
  /** All rows, a page at a time. */
  pages(): AsyncIterable<readonly CatalogueRow[]>;
}

/**
 * The files that a catalogue names, read from the storage that holds them. Keys stay as catalogued; which spelling the
 * storage knows is found out for every file. What the storage does not have is listed as unreadable.
 */
export class CatalogueSource implements Source {
  readonly uri: string;
  readonly #catalogue: Catalogue;
  readonly #storage: Source;
  #drives: Promise<readonly string[]> | null = null;

  constructor(uri: string, catalogue: Catalogue, storage: Source) {
    this.uri = uri;
    this.#catalogue = catalogue;
    this.#storage = storage;
  }

  get inspectionsAtOnce(): number {
    return this.#storage.inspectionsAtOnce;
  }

  async check(): Promise<void> {
    await this.#catalogue.check();
    await this.#storage.check();
  }

  drives(): Promise<readonly string[]> {
    // Kept when it has been told; asked again when that failed.
    this.#drives ??= this.#storage.drives().catch((error: unknown) => {
      this.#drives = null;
      throw error;
    });
    return this.#drives;
  }

  async *list(): AsyncGenerator<SourceEntry> {
    for await (const page of this.#catalogue.pages()) {
      for (let at = 0; at < page.length; at += this.inspectionsAtOnce) {
        const some = page.slice(at, at + this.inspectionsAtOnce);
        yield* await Promise.all(
          some.map(async ({ cloudFileId, storageKey }) => ({ ...(await this.describe(storageKey)), cloudFileId })),
        );
      }
    }
  }

  async describe(storageKey: string): Promise<SourceEntry> {
    let first: SourceEntry | null = null;
    for (const variant of await this.#variants(storageKey)) {
      const entry = await this.#storage.describe(variant);
      if (entry.unreadable === null) return { ...entry, storageKey };
      first ??= entry;
    }
    return { storageKey, sizeBytes: 0, modifiedAt: new Date(0), unreadable: first?.unreadable ?? 'it has no name' };
  }

  inspect(entry: SourceEntry): Promise<InspectedFile> {
    return this.#firstThere(entry.storageKey, (variant) => this.#storage.inspect({ ...entry, storageKey: variant }));
  }

  open(storageKey: string, signal: AbortSignal): Promise<OpenFile> {
    return this.#firstThere(storageKey, (variant) => this.#storage.open(variant, signal));
  }

  read(storageKey: string): Promise<Readable> {
    return this.#firstThere(storageKey, (variant) => this.#storage.read(variant));
  }

  async #firstThere<T>(storageKey: string, take: (variant: string) => Promise<T>): Promise<T> {
    for (const variant of await this.#variants(storageKey)) {
      try {
        return await take(variant);
      } catch (error) {
        if (!meansMissing(error)) throw error;
      }
    }
    throw new ExtractionError('FILE_MISSING', `${storageKey} is in the catalogue, and under no spelling in ${this.#storage.uri}`);
  }

  async #variants(storageKey: string): Promise<string[]> {
    return keyVariants(storageKey, await this.drives());
  }
}

function meansMissing(error: unknown): boolean {
  if (error instanceof ExtractionError) return error.errorClass === 'FILE_MISSING';
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
