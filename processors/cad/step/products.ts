import type { StepEntities } from './entities.js';
import { meaningful, type StepValue } from './values.js';

/** A product of a STEP file as ISO 10303-41 identifies it. */
export interface StepProduct {
  /** Number of its instance. */
  readonly key: number;
  readonly id: string | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly revision: string | null;
  /** Whether no other product of the file is made of it. */
  readonly isRoot: boolean;
}

const formations = ['PRODUCT_DEFINITION_FORMATION', 'PRODUCT_DEFINITION_FORMATION_WITH_SPECIFIED_SOURCE'] as const;
const definitions = ['PRODUCT_DEFINITION', 'PRODUCT_DEFINITION_WITH_ASSOCIATED_DOCUMENTS'] as const;

/** The products that have a definition, in the order of the file. */
export function readProducts(entities: StepEntities): StepProduct[] {
  const children = new Set<number>();
  for (const { values } of entities.all('NEXT_ASSEMBLY_USAGE_OCCURRENCE')) {
    const child = productOf(entities, values[4]);
    if (child !== null) children.add(child);
  }
  // What a product is made from, its raw material, is no part of it.
  for (const { values } of entities.all('MAKE_FROM_USAGE_OPTION')) {
    const made = productOf(entities, values[4]);
    if (made !== null) children.add(made);
  }
  const revisions = new Map<number, string | null>();
  for (const keyword of formations) {
    for (const { values } of entities.all(keyword)) {
      const product = entities.follow(values[2], 'PRODUCT');
      if (product !== null) revisions.set(product.id, meaningful(values[0]));
    }
  }
  return entities.all('PRODUCT').map(({ id: key, values: [id, name, description] }) => ({
    key,
    id: meaningful(id),
    name: meaningful(name),
    description: meaningful(description),
    revision: revisions.get(key) ?? null,
    isRoot: !children.has(key),
  }));
}

/** The product behind a product definition, or behind the shape of one. */
export function productOf(entities: StepEntities, value: StepValue | undefined): number | null {
  const shape = entities.follow(value, 'PRODUCT_DEFINITION_SHAPE');
  const definition = entities.follow(shape === null ? value : shape.values[2], ...definitions);
  const formation = definition === null ? null : entities.follow(definition.values[2], ...formations);
  return formation === null ? null : (entities.follow(formation.values[2], 'PRODUCT')?.id ?? null);
}
