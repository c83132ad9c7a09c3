import { creoFile } from '../unit/creo/creo-file.js';

/** A Creo part that says little more than its name; `seed` makes its content another one's. */
export function smallPart(name: string, seed: number): Uint8Array {
  return creoFile({ commonName: `${name}.prt`, sections: [{ name: 'Seed', payload: Buffer.from(`seed ${seed}`) }] });
}
