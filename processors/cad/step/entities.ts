import { statements } from './statements.js';
import { isReference, parseEntities, type StepTyped, type StepValue } from './values.js';

type Values = readonly StepValue[];

/** Entities that say something about products, their tolerances and their presentation: the rest of a file is its geometry, which is the kernel's. */
const wanted = new RegExp(
  `^(?:${[
    'PRODUCT',
    'PRODUCT_DEFINITION(?:_WITH_ASSOCIATED_DOCUMENTS)?',
    'PRODUCT_DEFINITION_FORMATION(?:_WITH_SPECIFIED_SOURCE)?',
    'PRODUCT_DEFINITION_SHAPE',
    'NEXT_ASSEMBLY_USAGE_OCCURRENCE',
    'MAKE_FROM_USAGE_OPTION',
    'MATERIAL_DESIGNATION',
    'DOCUMENT_FILE',
    'APPLIED_EXTERNAL_IDENTIFICATION_ASSIGNMENT',
    'GENERAL_PROPERTY(?:_ASSOCIATION)?',
    'PROPERTY_DEFINITION(?:_REPRESENTATION)?',
    'REPRESENTATION',
    '(?:[A-Z]+_)?REPRESENTATION_ITEM',
    '(?:[A-Z_]+_)?MEASURE_WITH_UNIT',
    'DERIVED_UNIT(?:_ELEMENT)?',
    '(?:DIRECTED_)?(?:DIMENSIONAL|ANGULAR)_(?:SIZE|LOCATION)(?:_WITH_[A-Z_]+)?',
    'DIMENSIONAL_CHARACTERISTIC_REPRESENTATION',
    'SHAPE_DIMENSION_REPRESENTATION',
    'PLUS_MINUS_TOLERANCE',
    'TOLERANCE_VALUE',
    'LIMITS_AND_FITS',
    '[A-Z_]+_TOLERANCE',
    'TOLERANCE_ZONE(?:_FORM)?',
    '(?:TYPE|VALUE_FORMAT_TYPE)_QUALIFIER',
    'DATUM(?:_SYSTEM|_REFERENCE|_REFERENCE_COMPARTMENT|_REFERENCE_ELEMENT|_TARGET)?',
    'PLACED_DATUM_TARGET_FEATURE',
    'REFERENCED_MODIFIED_DATUM',
    'COMMON_DATUM_LIST',
    'SHAPE_ASPECT_RELATIONSHIP',
    'CHARACTERIZED_ITEM_WITHIN_REPRESENTATION',
    'DRAUGHTING_MODEL_ITEM_ASSOCIATION(?:_WITH_PLACEHOLDER)?',
    'CAMERA_MODEL_D3(?:_[A-Z_]+)?',
    'TEXT_LITERAL(?:_WITH_[A-Z_]+)?',
    'PRESENTATION_LAYER_ASSIGNMENT',
    'INVISIBILITY',
    'COLOUR_RGB',
    '(?:CC_DESIGN|APPLIED)_(?:PERSON_AND_ORGANIZATION|DATE_AND_TIME)_ASSIGNMENT',
    'PERSON(?:_AND_ORGANIZATION(?:_ROLE)?)?',
    'ORGANIZATION',
    'DATE_AND_TIME',
    'DATE_TIME_ROLE',
    'CALENDAR_DATE',
    'APPROVAL(?:_STATUS)?',
    'SECURITY_CLASSIFICATION(?:_LEVEL)?',
    'DRAUGHTING_PRE_DEFINED_COLOUR',
  ].join('|')})$`,
);
const wantedComplex =
  /\b(?:NAMED_UNIT|MEASURE_REPRESENTATION_ITEM|MEASURE_WITH_UNIT|GEOMETRIC_TOLERANCE|(?:DIMENSIONAL|ANGULAR)_(?:SIZE|LOCATION)|DATUM|CAMERA_MODEL_D3)\s*\(/;

/** Long, and often nearly all of a file. */
const spline = /^\(\s*B(?:OUNDED|_SPLINE)_/;

/** The entities of a STEP file that are not geometry, and how often each keyword occurs. */
export class StepEntities {
  /** Of instances with one keyword. */
  readonly counts: ReadonlyMap<string, number>;
  readonly #entities = new Map<number, readonly StepTyped[]>();
  readonly #byKeyword = new Map<string, number[]>();

  constructor(bytes: Uint8Array) {
    const counts = new Map<string, number>();
    const unwanted = new Set<string>();
    const isWanted = (keyword: string): boolean => {
      const count = counts.get(keyword) ?? 0;
      counts.set(keyword, count + 1);
      if (count === 0 && !wanted.test(keyword)) unwanted.add(keyword);
      return !unwanted.has(keyword);
    };
    const isWantedComplex = (text: string): boolean => !spline.test(text) && wantedComplex.test(text);
    for (const { id, text } of statements(bytes, isWanted, isWantedComplex)) {
      const entities = parseEntities(text);
      if (entities === null) continue;
      this.#entities.set(id, entities);
      for (const { keyword } of entities) {
        const ids = this.#byKeyword.get(keyword);
        if (ids === undefined) this.#byKeyword.set(keyword, [id]);
        else ids.push(id);
      }
    }
    this.counts = counts;
  }

  /** Every instance of a keyword in the order of the file. */
  all(keyword: string): { readonly id: number; readonly values: Values }[] {
    return (this.#byKeyword.get(keyword) ?? []).flatMap((id) => {
      const values = this.values(id, keyword);
      return values === null ? [] : [{ id, values }];
    });
  }

  entities(id: number): readonly StepTyped[] {
    return this.#entities.get(id) ?? [];
  }

  /** The attributes of an instance; null when it is not of that keyword. */
  values(id: number, keyword: string): Values | null {
    return this.entities(id).find((entity) => entity.keyword === keyword)?.values ?? null;
  }

  /** The first of the keywords that the referred instance is of. */
  follow(value: StepValue | undefined, ...keywords: readonly string[]): { readonly id: number; readonly values: Values } | null {
    if (!isReference(value)) return null;
    for (const keyword of keywords) {
      const values = this.values(value.ref, keyword);
      if (values !== null) return { id: value.ref, values };
    }
    return null;
  }
}
