import type { MaterialFact, ParameterFact } from '../../../queues/contract/facts.js';
import type { ExportedMass } from './mass-properties.js';
import { isList, isRecord, keyOf, numberOf, pick, textOf } from './shape.js';
import type { JsonRecord } from './shape.js';

/** Placeholders that Creo or a start part puts where no material is assigned. */
const placeholders = new Set([
  'ptcsystemmtrlprops',
  'ptcmastermaterial',
  'unassigned',
  'none',
  'na',
  'tbd',
  'notassigned',
  'undefined',
]);
const thicknessKeys = new Set(['smtthickness', 'thickness', 'materialthickness', 'sheetmetalthickness', 'thk', 'gaugethickness']);

/** Each material once, from `material(s)`, the metadata, the mass properties and parameters of category material. */
export function readMaterials(root: JsonRecord, parameters: readonly ParameterFact[], mass: ExportedMass | null): MaterialFact[] {
  const metadata = pick(root, ['metadata']);
  const massRecord = pick(root, ['mass_properties', 'massprops', 'mass_props', 'mp']);
  const stated = [
    ...entries(pick(root, ['materials'])),
    ...entries(pick(root, ['material'])),
    ...(isRecord(metadata) ? entries(pick(metadata, ['material', 'material_name'])) : []),
    ...(isRecord(massRecord) ? entries(pick(massRecord, ['material', 'material_name'])) : []),
    ...parameters.filter(({ category }) => category === 'material').flatMap(({ value }) => entries(value)),
  ];
  const found = new Map<string, MaterialFact>();
  const finish = parameters.find(({ category, value }) => category === 'finish' && value !== null)?.value ?? null;
  const thickness = parameters.find(({ name, value_numeric }) => thicknessKeys.has(keyOf(name)) && (value_numeric ?? 0) > 0);
  for (const entry of stated) {
    const key = keyOf(entry.name);
    if (key === '' || placeholders.has(key) || found.has(key)) continue;
    found.set(key, {
      material_name: entry.name,
      material_spec: entry.spec,
      finish,
      thickness: thickness?.value_numeric ?? null,
      thickness_unit: thickness?.units ?? null,
      properties: {
        ...entry.properties,
        ...(mass?.density == null ? {} : { density: mass.density.raw, density_unit: mass.density.unit }),
      },
    });
  }
  return [...found.values()];
}

interface Stated {
  readonly name: string;
  readonly spec: string | null;
  readonly properties: Record<string, unknown>;
}

function entries(value: unknown): Stated[] {
  if (isList(value)) return value.flatMap((entry) => entries(entry));
  if (isRecord(value)) {
    const name = textOf(pick(value, ['name', 'material_name', 'material', 'value']));
    if (name === null) return [];
    const properties = Object.entries(value).filter(([, property]) => numberOf(property) !== null);
    return [
      {
        name,
        spec: textOf(pick(value, ['spec', 'specification', 'standard', 'grade'])),
        properties: Object.fromEntries(properties),
      },
    ];
  }
  const name = typeof value === 'string' ? textOf(value) : null;
  return name === null ? [] : [{ name, spec: null, properties: {} }];
}
