/** Folders of which the names are kept; the files of a shard lie in few. */
const keptFolders = 64;
/** An export that is written while a folder is worked on is seen after this. */
const keptForMs = 10_000;

interface Listing {
  readonly names: Promise<readonly string[]>;
  readonly at: number;
}

/** Names of folders, read once for the many files of a shard that lie in them. A folder that cannot be read has no names. */
export class KeptListings {
  readonly #list: (folder: string) => Promise<readonly string[]>;
  readonly #listings = new Map<string, Listing>();

  constructor(list: (folder: string) => Promise<readonly string[]>) {
    this.#list = list;
  }

  names(folder: string): Promise<readonly string[]> {
    const known = this.#listings.get(folder);
    if (known && performance.now() - known.at < keptForMs) return known.names;
    const names = this.#list(folder).catch(() => []);
    this.#listings.delete(folder);
    this.#listings.set(folder, { names, at: performance.now() });
    const [oldest] = this.#listings.keys();
    if (this.#listings.size > keptFolders && oldest !== undefined) this.#listings.delete(oldest);
    return names;
  }
}
