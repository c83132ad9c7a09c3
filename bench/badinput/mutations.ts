import { Random } from '../../sample/random.js';
import { damages } from './damage.js';
import { inputKinds, type Fixture, type Fixtures, type InputKind } from './fixture.js';
import { brepTraps, igesTraps, stepTraps } from './traps/cad.js';
import { creoHeaderTraps, creoJsonTraps } from './traps/creo.js';
import { dxfTraps } from './traps/dxf.js';
import { otherTraps } from './traps/other.js';
import { pdfTraps } from './traps/pdf.js';
import type { Trap } from './traps/trap.js';

/** A spoiled file and where it lies in the archive: `kind/way-number/name`. */
export interface Mutation {
  readonly kind: InputKind;
  readonly storageKey: string;
  readonly bytes: Buffer;
}

const named = (traps: Readonly<Record<string, Trap>>, extension: string): [string, Trap][] =>
  Object.entries(traps).map(([name, trap]) => [`${name}.${extension}`, trap]);

const traps: Readonly<Record<InputKind, readonly [name: string, trap: Trap][]>> = {
  pdf: named(pdfTraps, 'pdf'),
  'dxf-ascii': named(dxfTraps(false), 'dxf'),
  'dxf-binary': named(dxfTraps(true), 'dxf'),
  step: named(stepTraps, 'stp'),
  iges: named(igesTraps, 'igs'),
  brep: named(brepTraps, 'brep'),
  'creo-json': named(creoJsonTraps, 'prt.json'),
  'creo-prt': named(creoHeaderTraps('PART'), 'prt.1'),
  'creo-asm': named(creoHeaderTraps('ASSEMBLY'), 'asm.1'),
  'creo-drw': named(creoHeaderTraps('DRAWING'), 'drw.1'),
  other: Object.entries(otherTraps),
};

/**
 * `perKind` spoiled files of every kind: its traps first, then damage of each way in turn to its sound files in turn. The same seed gives
 * the same files. Each lies in a folder of its own, or versions and neighbours of Creo models would stand for one another.
 */
export function* mutations(fixtures: Fixtures, perKind: number, seed: number): Generator<Mutation> {
  const all = Object.values(fixtures).flat();
  for (const kind of inputKinds) {
    const sound = fixtures[kind];
    let made = 0;
    for (const [name, trap] of traps[kind].slice(0, perKind)) {
      made += 1;
      yield { kind, storageKey: `${kind}/trap-${made}/${name}`, bytes: trap() };
    }
    for (; made < perKind; made++) yield { kind, ...damaged(kind, made, sound, all, seed) };
  }
}

function damaged(
  kind: InputKind,
  number: number,
  sound: readonly Fixture[],
  all: readonly Fixture[],
  seed: number,
): Omit<Mutation, 'kind'> {
  const random = Random.of(seed, kind, number);
  const ways = Object.entries(damages);
  const [way, damage] = ways[number % ways.length] ?? random.pick(ways);
  const { name, bytes } = damage(random.pick(sound), random, all);
  return { storageKey: `${kind}/${way}-${number}/${name}`, bytes };
}
