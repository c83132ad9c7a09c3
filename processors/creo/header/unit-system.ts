import { lengthUnit, massUnit } from '../units.js';
import type { LengthUnit, MassUnit } from '../units.js';
import { textField } from './fields.js';
import { isPsbObject } from './psb-tree.js';
import type { PsbObject } from './psb-tree.js';

/** The model's principal units, as far as the file states them. */
export interface UnitSystem {
  /** As Creo shows it, e.g. `millimeter Newton Second (mmNs)`. */
  readonly label: string | null;
  readonly length: LengthUnit | null;
  readonly mass: MassUnit | null;
}

/**
 * `definition` is the tree of section `UnitSystemDef`, `basicText` the payload of section `BasicText`, `legacyLabel` what a release without them says; each
 * may be missing.
 */
export function readUnitSystem(
  definition: PsbObject | null,
  basicText: Uint8Array | null,
  legacyLabel: string | null = null,
): UnitSystem {
  const label = basicText === null ? legacyLabel : textField(basicText, 'principal_sys_units');
  const units = definition?.fields.get('Definition');
  const length = isPsbObject(units) ? lengthOf(units) : null;
  const mass = isPsbObject(units) ? massOf(units) : null;
  return { label, length: length ?? lengthOfLabel(label), mass: mass ?? massOfLabel(label) };
}

function lengthOf(units: PsbObject): LengthUnit | null {
  const unit = units.fields.get('Unit_Length');
  if (!isPsbObject(unit)) return null;
  const name = unit.fields.get('Name');
  return typeof name === 'string' ? lengthUnit(name) : null;
}

function massOf(units: PsbObject): MassUnit | null {
  const unit = units.fields.get('Unit_Mass');
  if (!isPsbObject(unit)) return null;
  const name = unit.fields.get('Name');
  return typeof name === 'string' ? massUnit(name) : null;
}

function lengthOfLabel(label: string | null): LengthUnit | null {
  const first = label?.split(/[ ,(]/)[0];
  return first === undefined ? null : lengthUnit(first);
}

/** Systems of force (mmNs, IPS) derive their mass unit; only systems whose second word is a mass state one. */
function massOfLabel(label: string | null): MassUnit | null {
  const second = label?.split(/[ ,(]+/)[1];
  return second === undefined ? null : massUnit(second);
}
