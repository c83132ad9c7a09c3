import type { StepEntities } from './entities.js';
import { productOf } from './products.js';
import { numberOf, readUnit, type StepUnit } from './units.js';
import { isEnum, isTyped, referencesIn, type StepValue } from './values.js';

/** One value of a property of a product. */
export interface StepProperty {
  /** Number of the product's instance. */
  readonly product: number;
  /** `material property`, `geometric validation property`, or what an exporter calls its attributes. */
  readonly property: string;
  readonly description: string;
  /** Name of the value itself. */
  readonly name: string;
  readonly value: string | number;
  readonly unit: StepUnit | null;
}

/**
 * Properties of products by ISO 10303-41 and 43 (CAx-IF, "User Defined Attributes", "Material Identification and Density", "Geometric Validation
 * Properties"). Those of faces and other aspects of a shape are not read.
 */
export function readProperties(entities: StepEntities): StepProperty[] {
  return entities.all('PROPERTY_DEFINITION_REPRESENTATION').flatMap(({ values: [definition, representation] }) => {
    const property = entities.follow(definition, 'PROPERTY_DEFINITION');
    const items = entities.follow(representation, 'REPRESENTATION');
    const product = productOf(entities, property?.values[2]);
    if (property === null || items === null || product === null) return [];
    const head = { product, property: text(property.values[0]), description: text(property.values[1]) };
    return referencesIn(items.values[1]).flatMap((item) => {
      const read = readItem(entities, item);
      return read === null ? [] : [{ ...head, ...read }];
    });
  });
}

type Item = Pick<StepProperty, 'name' | 'value' | 'unit'>;

/** A text, a number with or without a unit, a truth value; of one keyword, or of several of which each gives its share. */
function readItem(entities: StepEntities, id: number): Item | null {
  const parts = entities.entities(id);
  const [first] = parts;
  if (first === undefined) return null;
  if (first.keyword === 'DESCRIPTIVE_REPRESENTATION_ITEM') {
    return { name: text(first.values[0]), value: text(first.values[1]), unit: null };
  }
  const isComplex = parts.length > 1;
  const name = text((isComplex ? entities.values(id, 'REPRESENTATION_ITEM') : first.values)?.[0]);
  const [amount, unit] = isComplex
    ? (parts.find(({ keyword, values }) => keyword.endsWith('MEASURE_WITH_UNIT') && values.length > 1)?.values ?? [])
    : first.values.slice(1);
  const value = plain(amount);
  return value === null ? null : { name, value, unit: readUnit(entities, unit) };
}

function plain(value: StepValue | undefined): string | number | null {
  const inner = isTyped(value) ? value.values[0] : value;
  if (isEnum(inner)) return inner.name;
  return typeof inner === 'string' ? inner.trim() : numberOf(inner);
}

function text(value: StepValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}
