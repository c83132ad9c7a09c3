import { basename, dirname, resolve } from 'node:path';
import { ExtractionError } from '../../queues/contract/errors.js';
import type { Neighbourhood } from '../extraction/extract-document.js';
import { pathInside } from './folder.js';
import { KeptListings } from './kept-listings.js';
import { neighbourFolder, neighbourKey } from './neighbour-key.js';
import { namesIn, realPathOf } from './system-path.js';

/** What lies around the files of local folders. */
export class Neighbourhoods {
  readonly #listings = new KeptListings(namesIn);

  /** Of a single file: its folder and what lies below. */
  of(path: string): Neighbourhood {
    return this.within(dirname(path), basename(path));
  }

  /** Of a file of a source. */
  within(root: string, storageKey: string): Neighbourhood {
    return {
      names: async (folder = '') => {
        const key = neighbourFolder(storageKey, folder);
        if (key === null || (folder !== '' && (await isLinked(root, key)))) return [];
        return this.#listings.names(pathInside(root, key));
      },
      path: async (name) => {
        const key = neighbourKey(storageKey, name);
        const folder = neighbourFolder(storageKey, dirname(name));
        if (key === null || folder === null || (dirname(name) !== '.' && (await isLinked(root, folder)))) {
          throw new ExtractionError('FILE_MISSING', `a path out of the source: ${name}`);
        }
        return pathInside(root, key);
      },
    };
  }
}

/** Whether a folder is one only by a link, which may lead out of the source; the inventory follows none either. */
async function isLinked(root: string, key: string): Promise<boolean> {
  try {
    const [realRoot, real] = await Promise.all([realPathOf(root), realPathOf(pathInside(root, key))]);
    return real !== resolve(realRoot, key);
  } catch {
    return true;
  }
}
