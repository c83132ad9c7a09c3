import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Neighbourhood } from '../extraction/extract-document.js';

/** Folders of which the names are kept; the files of a shard lie in few. */
const keptFolders = 64;
/** An export that is written while a folder is worked on is seen after this. */
const keptForMs = 10_000;

interface Listing {
  readonly names: Promise<readonly string[]>;
  readonly at: number;
}

/** Names of folders, read once for the many files of a shard that lie in them. */
export class Neighbourhoods {
  readonly #listings = new Map<string, Listing>();

  /** What lies beside a file of a local folder. A folder that cannot be read has no names. */
  of(path: string): Neighbourhood {
    const folder = dirname(path);
    return {
      names: () => this.#names(folder),
      path: (name) => Promise.resolve(join(folder, basename(name))),
    };
  }

  #names(folder: string): Promise<readonly string[]> {
    const known = this.#listings.get(folder);
    if (known && performance.now() - known.at < keptForMs) return known.names;
    const names = readdir(folder).catch(() => []);
    this.#listings.delete(folder);
    this.#listings.set(folder, { names, at: performance.now() });
    const [oldest] = this.#listings.keys();
    if (this.#listings.size > keptFolders && oldest !== undefined) this.#listings.delete(oldest);
    return names;
  }
}
