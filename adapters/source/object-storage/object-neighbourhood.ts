import { ExtractionError } from '../../../queues/contract/errors.js';
import type { Neighbourhood } from '../../extraction/extract-document.js';
import { KeptListings } from '../kept-listings.js';
import { neighbourFolder, neighbourKey } from '../neighbour-key.js';

/** What lies around an object: the objects and folders whose keys go on from a slash and have no further one. */
export class ObjectNeighbourhoods {
  readonly #listings: KeptListings;

  constructor(list: (folder: string) => Promise<readonly string[]>) {
    this.#listings = new KeptListings(list);
  }

  /** @param take brings an object to this machine and tells its path */
  of(storageKey: string, take: (storageKey: string) => Promise<string>): Neighbourhood {
    return {
      names: async (folder = '') => {
        const key = neighbourFolder(storageKey, folder);
        return key === null ? [] : this.#listings.names(key);
      },
      path: async (name) => {
        const key = neighbourKey(storageKey, name);
        if (key === null) throw new ExtractionError('FILE_MISSING', `a path out of the source: ${name}`);
        return take(key);
      },
    };
  }
}
