import { categoryOf } from '../../creo/parameter-category.js';
import type { StepEntities } from './entities.js';
import { productOf, type StepProduct } from './products.js';
import type { StepProperty } from './properties.js';
import { meaningful, referencesIn } from './values.js';

export interface StepMaterial {
  readonly name: string | null;
  /** A standard or a description. */
  readonly spec: string | null;
  /** kg/m^3; null where the file states none, or none in units of density. */
  readonly density: number | null;
}

/** Materials by the number of the product that is made of them. */
export function readMaterials(
  entities: StepEntities,
  products: readonly StepProduct[],
  properties: readonly StepProperty[],
): ReadonlyMap<number, StepMaterial> {
  const found = new Map<number, StepMaterial>();
  const add = (product: number, { name = null, spec = null, density = null }: Partial<StepMaterial>): void => {
    const known = found.get(product);
    found.set(product, { name: known?.name ?? name, spec: known?.spec ?? spec, density: known?.density ?? density });
  };
  for (const property of properties) {
    const stated = materialOf(property);
    if (stated !== null) add(property.product, stated);
  }
  for (const { values } of entities.all('MATERIAL_DESIGNATION')) {
    for (const ref of referencesIn(values[1])) {
      const product = productOf(entities, { ref });
      const name = meaningful(values[0]);
      if (product !== null && name !== null) add(product, { name });
    }
  }
  // A raw material that is a product of its own: its name, its standard as identifier, and the density that is stated of it.
  for (const { values } of entities.all('MAKE_FROM_USAGE_OPTION')) {
    const [made, raw] = [productOf(entities, values[3]), productOf(entities, values[4])];
    const material = products.find(({ key }) => key === raw);
    if (made === null || raw === null || material === undefined) continue;
    add(made, {
      name: material.name ?? material.id,
      spec: material.name === null ? null : material.id,
      density: found.get(raw)?.density ?? null,
    });
  }
  return found;
}

/** CAx-IF, "Material Identification and Density"; or an attribute of the exporter that names a material. */
function materialOf({ property, description, name, value, unit }: StepProperty): Partial<StepMaterial> | null {
  if (/^material property$/i.test(property)) {
    if (/^density/i.test(description)) {
      const isDensity = unit?.mass === 1 && unit.length === -3 && typeof value === 'number' && value > 0;
      return isDensity ? { density: value * unit.si } : null;
    }
    if (typeof value !== 'string') return null;
    const material = meaningful(name);
    const spec = meaningful(value);
    return material === null && spec === null ? null : { name: material ?? spec, spec: spec === material ? null : spec };
  }
  const isNamed = [name, property].some((label) => categoryOf(label) === 'material');
  return isNamed && typeof value === 'string' && meaningful(value) !== null ? { name: meaningful(value) } : null;
}
