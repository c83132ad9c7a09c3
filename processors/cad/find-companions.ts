import { foldedPath, placesOf } from './reference-places.js';

/** Names of a folder, given as a path from the document's own (`''`); none where there is no such folder. */
export type ListFolder = (folder: string) => Promise<readonly string[]>;

/** Looks for files that a document refers to, by names alone. */
export class Companions {
  readonly #list: ListFolder;
  readonly #folders = new Map<string, Promise<ReadonlyMap<string, string>>>();

  constructor(list: ListFolder) {
    this.#list = list;
  }

  /** The path from the document's folder, as it is spelled there; null where nothing is found. */
  async find(reference: string): Promise<string | null> {
    for (const place of placesOf(reference)) {
      const path = await this.#at(place);
      if (path !== null) return path;
    }
    return null;
  }

  async #at(place: string): Promise<string | null> {
    let path = '';
    for (const segment of place.split('/')) {
      const name = segment === '..' ? segment : (await this.#names(path)).get(foldedPath(segment));
      if (name === undefined) return null;
      path = path === '' ? name : `${path}/${name}`;
    }
    return path;
  }

  #names(folder: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const names = this.#list(folder).then((listed) => new Map([...listed].sort().map((name) => [foldedPath(name), name])));
    this.#folders.set(folder, names);
    return names;
  }
}
