import type { ParameterFact } from '../../../queues/contract/facts.js';
import { categoryOf } from '../parameter-category.js';
import { booleanOf, isList, isRecord, numberOf, pick, textOf } from './shape.js';
import type { JsonRecord, Notes } from './shape.js';

const places = ['parameters', 'params', 'model_parameters', 'designated_parameters', 'user_parameters'];
const nameKeys = ['name', 'param_name', 'parameter_name', 'key'];
const valueKeys = ['value', 'param_value', 'parameter_value'];
const unitKeys = ['units', 'unit', 'param_units', 'unit_name'];
const designatedKeys = ['designated', 'is_designated', 'designate'];
const typeKeys = ['type', 'value_type', 'param_type', 'data_type'];

/**
 * The model's parameters from every place where the dialects keep them. The same name twice is one parameter: its first value
 * stands, it is designated if any place says so, and differing values are noted.
 */
export function readParameters(root: JsonRecord, notes: Notes): ParameterFact[] {
  const found = new Map<string, ParameterFact>();
  for (const place of places) {
    const source = pick(root, [place]);
    if (source === null) continue;
    for (const parameter of parametersIn(source, place === 'designated_parameters', place, notes)) {
      const key = parameter.name.toLowerCase();
      const known = found.get(key);
      if (known === undefined) {
        found.set(key, parameter);
        continue;
      }
      if (known.value !== parameter.value) notes.add(`parameter ${known.name} has different values; the first is kept`);
      found.set(key, {
        ...known,
        units: known.units ?? parameter.units,
        is_designated: known.is_designated || parameter.is_designated,
      });
    }
  }
  return [...found.values()];
}

function parametersIn(source: unknown, designated: boolean, place: string, notes: Notes): ParameterFact[] {
  if (isList(source)) return source.flatMap((entry) => listed(entry, designated, place, notes));
  if (!isRecord(source)) {
    notes.add(`${place} is neither a list nor an object`);
    return [];
  }
  const nested = pick(source, ['parameters']);
  if (isList(nested) || (isRecord(nested) && !valueKeys.some((key) => key in nested))) {
    return parametersIn(nested, designated, place, notes);
  }
  return Object.entries(source).flatMap(([name, entry]) => keyed(name, entry, designated, place, notes));
}

function listed(entry: unknown, designated: boolean, place: string, notes: Notes): ParameterFact[] {
  if (!isRecord(entry)) {
    notes.add(`an entry of ${place} is not an object`);
    return [];
  }
  const name = textOf(pick(entry, nameKeys));
  if (name === null) {
    notes.add(`an entry of ${place} has no name`);
    return [];
  }
  return [described(name, entry, designated, notes)];
}

function keyed(name: string, entry: unknown, designated: boolean, place: string, notes: Notes): ParameterFact[] {
  if (name.trim() === '') {
    notes.add(`an entry of ${place} has no name`);
    return [];
  }
  if (isRecord(entry)) return [described(name.trim(), entry, designated, notes)];
  if (isList(entry)) {
    notes.add(`parameter ${name} is a list`);
    return [];
  }
  return [fact(name.trim(), entry, null, null, designated)];
}

function described(name: string, entry: JsonRecord, designated: boolean, notes: Notes): ParameterFact {
  const stated = pick(entry, valueKeys);
  const value = isRecord(stated) ? pick(stated, valueKeys) : stated;
  if (isRecord(value) || isList(value)) notes.add(`the value of parameter ${name} is not a single value`);
  return fact(
    name,
    value,
    textOf(pick(entry, unitKeys)),
    statedType(pick(entry, typeKeys)),
    booleanOf(pick(entry, designatedKeys)) ?? designated,
  );
}

function fact(
  name: string,
  value: unknown,
  units: string | null,
  type: ParameterFact['value_type'] | null,
  designated: boolean,
): ParameterFact {
  const valueType = type ?? typeOf(value);
  return {
    name,
    value: textOf(value),
    value_numeric: valueType === 'boolean' ? null : numberOf(value),
    value_type: valueType,
    category: categoryOf(name),
    units,
    is_designated: designated,
  };
}

function typeOf(value: unknown): ParameterFact['value_type'] {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'real';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}

/** Words of the exporters, or Creo's own numbers (`ProParamvalueType`: 50 double, 51 string, 52 integer, 53 boolean, 54 note). */
function statedType(value: unknown): ParameterFact['value_type'] | null {
  const word = textOf(value)?.toLowerCase() ?? '';
  if (/^(double|real|float|number|50|.*_double)$/.test(word)) return 'real';
  if (/^(int|integer|52|.*_integer)$/.test(word)) return 'integer';
  if (/^(bool|boolean|yes_?no|53|.*_boolean)$/.test(word)) return 'boolean';
  if (/^(note|note_?id|54|.*_note(_id)?)$/.test(word)) return 'note';
  return /^(string|str|text|51|.*_string)$/.test(word) ? 'string' : null;
}
