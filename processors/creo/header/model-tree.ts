import type { ParameterFact } from '../../../queues/contract/facts.js';
import { categoryOf } from '../parameter-category.js';
import { isPsbObject } from './psb-tree.js';
import type { PsbObject, PsbValue } from './psb-tree.js';

/** A model that another model names. Not a link: the archive may hold several files of that name, or none. */
export interface ModelReference {
  readonly name: string;
  /** `prt`, `asm`, `drw`, or null where the file does not say. */
  readonly type: string | null;
  /** Placed components, 0 for a dependency of another kind; null where the file does not say. */
  readonly count: number | null;
  /** `dependency`: from the model's own list. `text`: a file name seen somewhere in the bytes. */
  readonly source: 'dependency' | 'text';
}

export interface ModelDescriptor {
  readonly name: string;
  readonly type: string | null;
  readonly revisionCount: number | null;
}

export function modelDescriptor(model: PsbObject): ModelDescriptor | null {
  return descriptorOf(model.fields.get('Descriptor'));
}

/** One entry per model name and type, in the order of the file; its components are counted. */
export function modelReferences(model: PsbObject): ModelReference[] {
  const holder = model.fields.get('Dependencies_P') ?? model.fields.get('Dependencies');
  if (!isPsbObject(holder)) return [];
  const references = new Map<string, ModelReference>();
  for (const entry of [...holder.fields.values()].flatMap((value) => elements(value))) {
    if (!isPsbObject(entry)) continue;
    const target = descriptorOf(entry.fields.get('ToModelDescriptor'));
    if (target === null) continue;
    const key = `${target.name}\0${target.type ?? ''}`.toLowerCase();
    const count = numberOf(entry.fields.get('CompCount')) ?? 0;
    const known = references.get(key);
    references.set(key, {
      name: known?.name ?? target.name,
      type: target.type,
      count: count + (known?.count ?? 0),
      source: 'dependency',
    });
  }
  return [...references.values()];
}

export interface ModelParameters {
  readonly parameters: readonly ParameterFact[];
  readonly warnings: readonly string[];
}

const valueTypes: Readonly<Record<string, ParameterFact['value_type']>> = {
  String: 'string',
  Real: 'real',
  Double: 'real',
  Integer: 'integer',
  Int: 'integer',
  Boolean: 'boolean',
  Bool: 'boolean',
  Note: 'note',
};

/** The model's own parameters with their values. A value in a form that is not understood is null and named in the warnings. */
export function modelParameters(model: PsbObject): ModelParameters {
  const set = model.fields.get('Parameters');
  if (!isPsbObject(set)) return { parameters: [], warnings: [] };
  const designated = namesIn(model.fields.get('DesignatedItems') ?? null);
  const parameters: ParameterFact[] = [];
  const warnings: string[] = [];
  for (const entry of elements(set.fields.get('Parameters') ?? null)) {
    if (!isPsbObject(entry)) continue;
    const name = parameterName(entry);
    if (name === null) continue;
    const stored = storedValue(entry);
    if (stored === null || stored.value === null)
      warnings.push(`the value of parameter ${name} is stored in a form that is not understood`);
    const value = stored === null || stored.value === '' ? null : stored.value;
    parameters.push({
      name,
      value: value === null ? null : stored?.type === 'boolean' ? booleanText(value) : String(value),
      value_numeric: typeof value === 'number' && stored?.type !== 'boolean' ? value : null,
      value_type: stored?.type ?? 'string',
      category: categoryOf(name),
      units: unitName(entry),
      is_designated: designated.has(name.toLowerCase()),
    });
  }
  return { parameters, warnings };
}

function descriptorOf(value: PsbValue | undefined): ModelDescriptor | null {
  if (!isPsbObject(value)) return null;
  const name = value.fields.get('Name');
  const type = value.fields.get('Type');
  if (typeof name !== 'string' || name === '') return null;
  return {
    name,
    type: typeof type === 'string' && type !== '' ? type : null,
    revisionCount: numberOf(value.fields.get('RevNum')),
  };
}

function parameterName(entry: PsbObject): string | null {
  const definition = entry.fields.get('Definition');
  if (!isPsbObject(definition)) return null;
  const name = definition.fields.get('ProEName') ?? definition.fields.get('DBName');
  return typeof name === 'string' && name !== '' ? name : null;
}

/** `Value` wraps a `Value` whose fields are `discr` and one more, named after the type. */
function storedValue(entry: PsbObject): { type: ParameterFact['value_type']; value: string | number | null } | null {
  const outer = entry.fields.get('Value');
  const inner = isPsbObject(outer) ? outer.fields.get('Value') : null;
  if (!isPsbObject(inner)) return null;
  for (const [field, value] of inner.fields) {
    const type = valueTypes[field];
    if (type === undefined) continue;
    return { type, value: typeof value === 'string' || typeof value === 'number' ? value : null };
  }
  return null;
}

function unitName(entry: PsbObject): string | null {
  const outer = entry.fields.get('Value');
  const unit = isPsbObject(outer) ? outer.fields.get('unit') : null;
  if (typeof unit === 'string') return unit === '' ? null : unit;
  const name = isPsbObject(unit) ? unit.fields.get('Name') : null;
  return typeof name === 'string' && name !== '' ? name : null;
}

function booleanText(value: string | number): string {
  return value === 0 || value === '0' ? 'false' : 'true';
}

function elements(value: PsbValue): readonly PsbValue[] {
  return Array.isArray(value) ? (value as readonly PsbValue[]) : [];
}

function numberOf(value: PsbValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function namesIn(value: PsbValue): Set<string> {
  if (typeof value === 'string') return new Set([value.toLowerCase()]);
  const children = isPsbObject(value) ? [...value.fields.values()] : elements(value);
  return new Set(children.flatMap((child) => [...namesIn(child)]));
}
