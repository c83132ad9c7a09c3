import type { Neighbourhood } from '../../extraction/extract-document.js';
import { KeptListings } from '../kept-listings.js';

/** What lies beside an object: the objects whose keys go on from its last slash and have no further one. */
export class ObjectNeighbourhoods {
  readonly #listings: KeptListings;

  constructor(list: (folder: string) => Promise<readonly string[]>) {
    this.#listings = new KeptListings(list);
  }

  /** @param take brings an object to this machine and tells its path */
  of(storageKey: string, take: (storageKey: string) => Promise<string>): Neighbourhood {
    const folder = storageKey.slice(0, storageKey.lastIndexOf('/') + 1);
    return {
      names: () => this.#listings.names(folder),
      path: (name) => take(folder + name),
    };
  }
}
