import type { ParameterFact } from '../../../queues/contract/facts.js';
import { categoryOf } from '../../creo/parameter-category.js';
import { readAdministration, type Administration } from './administration.js';
import { checkAssembly } from './assembly-tree.js';
import { readContents, type StepContents } from './contents.js';
import { StepEntities } from './entities.js';
import { readMaterials, type StepMaterial } from './materials.js';
import { readPmi, type Pmi } from './pmi/pmi.js';
import { readPresentation, type Presentation } from './presentation.js';
import { readProducts, type StepProduct } from './products.js';
import { readProperties, type StepProperty } from './properties.js';
import { meaningful, referencesIn, type StepValue } from './values.js';

/** What a STEP file says beside its geometry. */
export interface StepFacts {
  /** The one product that is part of no other; null where there are several. */
  readonly root: StepProduct | null;
  readonly contents: StepContents;
  readonly administration: Administration;
  readonly pmi: Pmi;
  readonly presentation: Presentation;
  /** Names of the files that this one refers to, each once. */
  readonly references: readonly string[];
  /** mm^3 and mm^2 that the file claims of its root, for a check of what was read. */
  readonly claimed: { readonly volume: number | null; readonly area: number | null };
  /** By the name that the kernel gives a product; null for a name that several have. */
  product(name: string | null): DescribedProduct | null;
  /** The root with all that is said of it. */
  readonly whole: DescribedProduct | null;
}

export interface DescribedProduct extends StepProduct {
  readonly material: StepMaterial | null;
  readonly parameters: readonly ParameterFact[];
}

/** Properties of the exchange itself, and those with a place of their own. */
const notParameters =
  /validation property$|^material property$|^supplemental geometry$|^(?:default )?tolerances?$|^semantic text$/i;

/** @throws {ExtractionError} FILE_CORRUPT, FILE_TOO_LARGE for an assembly that cannot be, see `assembly-tree.ts` */
export function readStepFacts(bytes: Uint8Array): StepFacts {
  const entities = new StepEntities(bytes);
  checkAssembly(entities);
  const products = readProducts(entities);
  const properties = readProperties(entities);
  const materials = readMaterials(entities, products, properties);
  const byName = grouped(products, ({ id, name }) => name ?? id);
  const byProduct = grouped(properties, ({ product }) => product);
  const described = (product: StepProduct): DescribedProduct => {
    const own = (byProduct.get(product.key) ?? []).filter(({ property }) => !notParameters.test(property));
    return { ...product, material: materials.get(product.key) ?? null, parameters: own.flatMap(parameterOf) };
  };
  const roots = products.filter(({ isRoot }) => isRoot);
  const root = roots.length === 1 ? (roots[0] ?? null) : null;
  return {
    root,
    contents: readContents(entities),
    administration: readAdministration(entities),
    pmi: readPmi(entities),
    presentation: readPresentation(entities),
    references: readReferences(entities),
    claimed: { volume: claimed(properties, root, 3), area: claimed(properties, root, 2) },
    product: (name) => {
      const [product, another] = byName.get(name) ?? [];
      return product === undefined || another !== undefined ? null : described(product);
    },
    whole: root === null ? null : described(root),
  };
}

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function parameterOf({ property, name, value, unit }: StepProperty): ParameterFact[] {
  const label = meaningful(name) ?? meaningful(property);
  if (label === null || (typeof value === 'string' && meaningful(value) === null)) return [];
  const isBoolean = value === 'T' || value === 'F';
  const text = isBoolean ? String(value === 'T') : String(value);
  return [
    {
      name: label,
      value: text,
      value_numeric: typeof value === 'number' ? value : null,
      value_type: typeof value === 'number' ? 'real' : isBoolean ? 'boolean' : 'string',
      category: categoryOf(label),
      units: unit?.name ?? null,
      is_designated: false,
    },
  ];
}

const metresToMillimetres = 1000;

function claimed(properties: readonly StepProperty[], root: StepProduct | null, power: 2 | 3): number | null {
  const found = properties.filter(
    ({ product, property, unit }) =>
      product === root?.key && /^geometric.validation.property$/i.test(property) && unit?.length === power,
  );
  const [only] = found;
  if (only === undefined || found.length > 1 || typeof only.value !== 'number' || only.unit === null) return null;
  return only.value * only.unit.si * metresToMillimetres ** power;
}

/**
 * `DOCUMENT_FILE(id, name, ...)`: exporters put the file's name into either. `APPLIED_EXTERNAL_IDENTIFICATION_ASSIGNMENT(file name, role, source, (document))`
 * says it where there is one (CAx-IF, "External References"), and is what the kernel follows.
 */
function readReferences(entities: StepEntities): string[] {
  const assigned = new Map<number, string>();
  for (const { values } of entities.all('APPLIED_EXTERNAL_IDENTIFICATION_ASSIGNMENT')) {
    const name = fileNameIn(values[0]);
    if (name === null) continue;
    for (const document of referencesIn(values[3])) assigned.set(document, name);
  }
  const names = entities.all('DOCUMENT_FILE').map(({ id, values }) => {
    return assigned.get(id) ?? fileNameIn(values[0]) ?? fileNameIn(values[1]);
  });
  return [...new Set(names.filter((name) => name !== null))];
}

function fileNameIn(value: StepValue | undefined): string | null {
  const text = meaningful(value);
  return text !== null && /\.\w{2,5}$/.test(text) ? text : null;
}
