import { fieldAt, integerField, scalarField } from './fields.js';
import { readPsbDouble } from './psb-double.js';

/** Mass properties that Creo computed and stored, in the model's own units. */
export interface StoredMassProperties {
  readonly volume: number | null;
  readonly area: number | null;
  readonly density: number | null;
  readonly mass: number | null;
  readonly centreOfGravity: readonly [number, number, number] | null;
  /** The model's revision count at which they were computed; an older one than the model's may be stale. */
  readonly atRevision: number | null;
}

/** Mass and volume times density must agree this well, or the numbers do not belong together and none is returned. */
const AGREEMENT = 1e-6;

/** `basicText` and `largeText` are the payloads of the sections of these names. Null where nothing was ever computed. */
export function readMassProperties(basicText: Uint8Array, largeText: Uint8Array | null): StoredMassProperties | null {
  const start = fieldAt(basicText, 'mass_prop');
  if (start < 0) return null;
  const end = fieldAt(basicText, 'mp_checksum', start);
  const to = end < 0 ? basicText.length : end;
  const volume = positive(scalarField(basicText, 'volume', start, to));
  const area = positive(scalarField(basicText, 'surfarea', start, to));
  const density = positive(scalarField(basicText, 'aver_density', start, to) ?? scalarField(basicText, 'density', start, to));
  const mass = positive(calculatedMass(basicText));
  if (volume === null && area === null) return null;
  if (volume !== null && density !== null && mass !== null && Math.abs(mass / (volume * density) - 1) > AGREEMENT) return null;
  return {
    volume,
    area,
    density,
    mass,
    centreOfGravity: largeText === null ? null : centreOfGravity(largeText),
    atRevision: integerField(basicText, 'vrevnum', start, to),
  };
}

function calculatedMass(basicText: Uint8Array): number | null {
  const start = fieldAt(basicText, 'p_calc_obj_mp');
  if (start < 0) return null;
  const mass = fieldAt(basicText, 'mass', start);
  const volume = fieldAt(basicText, 'volume', start);
  if (mass < 0 || volume < mass) return null;
  return scalarField(basicText, 'value', mass, volume);
}

function centreOfGravity(largeText: Uint8Array): readonly [number, number, number] | null {
  const x = symbolValue(largeText, 'PRO_MP_COGX');
  const y = symbolValue(largeText, 'PRO_MP_COGY');
  const z = symbolValue(largeText, 'PRO_MP_COGZ');
  return x === null || y === null || z === null ? null : [x, y, z];
}

/**
 * A real symbol of the relation table: name, class, attributes, then `e3 32` (a value of type real), an optional reference `f7 nn`,
 * the scalar, and the reference `f7` of what follows.
 */
function symbolValue(largeText: Uint8Array, name: string): number | null {
  const view = Buffer.from(largeText.buffer, largeText.byteOffset, largeText.byteLength);
  const found = view.indexOf(`${name}\0`, 0, 'latin1');
  if (found < 0) return null;
  const after = found + name.length + 1;
  const type = view.subarray(after, after + 12).indexOf(Buffer.from([0xe3, 0x32]));
  if (type < 0) return null;
  const at = after + type + 2 + (view[after + type + 2] === 0xf7 ? 2 : 0);
  const scalar = readPsbDouble(largeText, at);
  return scalar !== null && view[at + scalar.size] === 0xf7 ? scalar.value : null;
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}
