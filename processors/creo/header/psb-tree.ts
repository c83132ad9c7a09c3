import { splitArrays } from './psb-arrays.js';
import type { PsbArrays } from './psb-arrays.js';

/** A value of an ND section: the object trees in which Creo keeps descriptors, units, dependencies and parameters. */
export type PsbValue = number | string | null | PsbObject | readonly PsbValue[];

export interface PsbObject {
  /** The schema name of the object, e.g. `nd_parameter_k01::Parameter_K01`. */
  readonly type: string;
  readonly fields: ReadonlyMap<string, PsbValue>;
}

export function isPsbObject(value: PsbValue | undefined): value is PsbObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Decodes an ND section. It holds four arrays: `type_har`, a string of type letters that spells the tree in pre-order; `int_har`, the integers
 * and string numbers that the letters take in turn; `double_xar`, the scalars; `string_xar`, the strings. Letters: M object, O field,
 * C end of object, I string, F integer, H scalar, N null, P array, Q element, R end of array, S list of pairs, T pair, U end of pairs.
 * Returns null where the bytes do not follow this grammar.
 */
export function decodePsbTree(payload: Uint8Array): PsbObject | null {
  const arrays = splitArrays(payload);
  if (arrays === null) return null;
  const reader = new TreeReader(arrays);
  return reader.root();
}

/** Decoders of trees nest as deep as the trees; a real one is nine deep. */
const MAX_DEPTH = 200;

class TreeReader {
  readonly #arrays: PsbArrays;
  #type = 0;
  #integer = 0;
  #double = 0;

  constructor(arrays: PsbArrays) {
    this.#arrays = arrays;
  }

  root(): PsbObject | null {
    try {
      const value = this.#value(0);
      return isPsbObject(value) ? value : null;
    } catch (error) {
      if (error instanceof GrammarError) return null;
      throw error;
    }
  }

  #value(depth: number): PsbValue {
    if (depth > MAX_DEPTH) throw new GrammarError('too deep');
    const letter = this.#letter();
    if (letter === 'M') return this.#object(depth);
    if (letter === 'F') return this.#nextInteger();
    if (letter === 'I') return this.#string(this.#nextInteger());
    if (letter === 'H') return this.#nextDouble();
    if (letter === 'N') return null;
    if (letter === 'P') return this.#array(depth);
    if (letter === 'S') return this.#pairs(depth);
    throw new GrammarError(`letter ${letter}`);
  }

  #object(depth: number): PsbObject {
    const type = this.#string(this.#nextInteger()) ?? '';
    const fields = new Map<string, PsbValue>();
    for (;;) {
      const letter = this.#letter();
      if (letter === 'C') return { type, fields };
      if (letter !== 'O') throw new GrammarError(`letter ${letter} in an object`);
      const name = this.#string(this.#nextInteger());
      fields.set(name ?? '', this.#value(depth + 1));
    }
  }

  #array(depth: number): PsbValue[] {
    this.#nextInteger();
    const elements: PsbValue[] = [];
    for (;;) {
      const letter = this.#letter();
      if (letter === 'R') return elements;
      if (letter !== 'Q') throw new GrammarError(`letter ${letter} in an array`);
      elements.push(this.#value(depth + 1));
    }
  }

  #pairs(depth: number): PsbValue[] {
    this.#nextInteger();
    const values: PsbValue[] = [];
    for (;;) {
      const letter = this.#letter();
      if (letter === 'U') return values;
      if (letter !== 'T') throw new GrammarError(`letter ${letter} in a list of pairs`);
      values.push(this.#string(this.#nextInteger()), this.#value(depth + 1));
    }
  }

  #letter(): string {
    const letter = this.#arrays.types[this.#type];
    if (letter === undefined) throw new GrammarError('end of types');
    this.#type += 1;
    return letter;
  }

  #nextInteger(): number {
    const value = this.#arrays.integers[this.#integer];
    if (value === undefined) throw new GrammarError('end of integers');
    this.#integer += 1;
    return value;
  }

  #nextDouble(): number | null {
    const value = this.#arrays.doubles[this.#double];
    this.#double += 1;
    return value ?? null;
  }

  #string(index: number): string | null {
    return index < 0 ? null : (this.#arrays.strings[index] ?? null);
  }
}

class GrammarError extends Error {}
