import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Neighbourhood } from '../extraction/extract-document.js';
import { KeptListings } from './kept-listings.js';

/** What lies beside the files of local folders. */
export class Neighbourhoods {
  readonly #listings = new KeptListings((folder) => readdir(folder));

  of(path: string): Neighbourhood {
    const folder = dirname(path);
    return {
      names: () => this.#listings.names(folder),
      path: (name) => Promise.resolve(join(folder, basename(name))),
    };
  }
}
