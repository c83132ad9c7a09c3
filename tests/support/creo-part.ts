import { creoFile } from '../unit/creo/creo-file.js';

/** A Creo file that says little more than its kind and name; `seed` makes its content another one's. */
export function smallPart(name: string, seed: number, magic: 'PART' | 'DRAWING' = 'PART'): Uint8Array {
  const commonName = `${name}.${magic === 'PART' ? 'prt' : 'drw'}`;
  return creoFile({ magic, commonName, sections: [{ name: 'Seed', payload: Buffer.from(`seed ${seed}`) }] });
}
