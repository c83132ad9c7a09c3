import { z } from 'zod';
import { DimensionType } from '../../queues/contract/facts.js';
import { parseUnit, queryUnits } from '../criteria/units.js';
import { facetNames, parseFilter } from '../criteria/filter.js';
import { maxUnits, parseTextQuery } from '../criteria/text-query.js';

/**
 * What may be asked: one schema per endpoint, used for validation and for the OpenAPI document alike.
 * Values arrive as text. An empty or repeated parameter is an error, never a zero or a silent choice.
 */

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/iu;

function numberParameter(description: string, range: { min?: number; max?: number } = {}) {
  return z
    .string()
    .trim()
    .regex(decimal, 'must be a number with a decimal point, e.g. 12.5')
    .transform(Number)
    .refine((value) => Number.isFinite(value) && value >= (range.min ?? -1e12) && value <= (range.max ?? 1e12), {
      message: `must lie between ${range.min ?? -1e12} and ${range.max ?? 1e12}`,
    })
    .optional()
    .meta({ type: 'number', description, ...boundsOf(range) });
}

function boundsOf(range: { min?: number; max?: number }) {
  return {
    ...(range.min === undefined ? {} : { minimum: range.min }),
    ...(range.max === undefined ? {} : { maximum: range.max }),
  };
}

function textParameter(description: string, maxLength = 200) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `must not be longer than ${maxLength} characters`)
    .refine((text) => !text.includes('\0'), 'must not hold a NUL character')
    .optional()
    .meta({ type: 'string', description, minLength: 1, maxLength });
}

function flagParameter(description: string) {
  return z
    .enum(['true', 'false'], 'must be true or false')
    .transform((text) => text === 'true')
    .optional()
    .meta({ type: 'boolean', description });
}

function integerParameter(description: string, range: { min: number; max: number; default: number }) {
  return z
    .string()
    .trim()
    .regex(/^\d{1,9}$/u, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= range.min && value <= range.max, `must lie between ${range.min} and ${range.max}`)
    .default(range.default)
    .meta({ type: 'integer', description, minimum: range.min, maximum: range.max, default: range.default });
}

const unitParameter = (description: string) =>
  z
    .string()
    .transform((spelling, context) => {
      const unit = parseUnit(spelling);
      if (unit !== null) return unit;
      context.addIssue({ code: 'custom', message: `must be one of ${queryUnits.join(', ')}` });
      return z.NEVER;
    })
    .optional()
    .meta({ type: 'string', description, enum: [...queryUnits] });

const page = {
  limit: integerParameter('Results per page.', { min: 1, max: 1000, default: 100 }),
  offset: integerParameter('Results to leave out at the start.', { min: 0, max: 10_000_000, default: 0 }),
};

/** Fails, naming the parameters to choose from, when none of them is given. */
function needsOneOf<Names extends string>(...names: Names[]) {
  return (query: Partial<Record<Names, unknown>>, context: z.core.$RefinementCtx) => {
    if (names.some((name) => query[name] !== undefined)) return;
    context.addIssue({ code: 'custom', message: `no criterion given: at least one of ${names.join(', ')} is needed` });
  };
}

/** Fails when both ends are given in the wrong order. */
function ordered<Low extends string, High extends string>(low: Low, high: High) {
  return (query: Partial<Record<Low | High, number | undefined>>, context: z.core.$RefinementCtx) => {
    const from = query[low];
    const to = query[high];
    if (from === undefined || to === undefined || from <= to) return;
    context.addIssue({ code: 'custom', path: [low], message: `must not be greater than ${high}` });
  };
}

export const DimensionQuery = z
  .strictObject({
    value: numberParameter('The nominal value.'),
    tolerance: numberParameter('Accepts value ± tolerance, in the unit of value.', { min: 0 }),
    min: numberParameter('Smallest value.'),
    max: numberParameter('Largest value.'),
    unit: unitParameter(
      'The unit of the numbers asked for. Lengths are compared by value: 1 inch finds 25.4 mm. Without it a number means what is printed, whatever its unit, or millimetres.',
    ),
    label: textParameter('The label as printed, whole, without regard to case; `*` stands for any characters.'),
    type: DimensionType.optional().meta({ description: 'The kind of dimension.' }),
    ...page,
  })
  .superRefine(needsOneOf('value', 'min', 'max', 'label', 'type'))
  .superRefine(ordered('min', 'max'))
  .superRefine((query, context) => {
    if (query.tolerance !== undefined && query.value === undefined) {
      context.addIssue({ code: 'custom', path: ['tolerance'], message: 'needs a value' });
    }
  });
export type DimensionQuery = z.infer<typeof DimensionQuery>;

export const ParameterQuery = z
  .strictObject({
    name: textParameter('The name, whole, without regard to case; `*` stands for any characters.'),
    value: textParameter('The value as text (`*` for any characters) or the same number written otherwise.'),
    numeric_min: numberParameter('Smallest numeric value, in the unit of the parameter.'),
    numeric_max: numberParameter('Largest numeric value, in the unit of the parameter.'),
    category: textParameter('The category, without regard to case.'),
    designated: flagParameter('Only parameters that the model designates for the outside, or only the others.'),
    ...page,
  })
  .superRefine(needsOneOf('name', 'value', 'numeric_min', 'numeric_max', 'category', 'designated'))
  .superRefine(ordered('numeric_min', 'numeric_max'));
export type ParameterQuery = z.infer<typeof ParameterQuery>;

export const MaterialQuery = z
  .strictObject({
    material: textParameter('A part of the name, or a name that is alike by trigrams; with `*` the whole name.'),
    threshold: numberParameter('Least trigram similarity of a name that is alike; 0.3 unless told.', { min: 0.05, max: 1 }),
    spec: textParameter('A part of the specification; with `*` the whole.'),
    finish: textParameter('A part of the finish; with `*` the whole.'),
    thickness_min: numberParameter('Least thickness.', { min: 0 }),
    thickness_max: numberParameter('Greatest thickness.', { min: 0 }),
    unit: unitParameter('The unit of the thickness; millimetres unless told. Compared by value.'),
    ...page,
  })
  .superRefine(needsOneOf('material', 'spec', 'finish', 'thickness_min', 'thickness_max'))
  .superRefine(ordered('thickness_min', 'thickness_max'))
  .superRefine((query, context) => {
    if (query.unit === 'deg') context.addIssue({ code: 'custom', path: ['unit'], message: 'must be a unit of length' });
  });
export type MaterialQuery = z.infer<typeof MaterialQuery>;

export const ProjectQuery = z
  .strictObject({
    code: textParameter('The project code, whole, without regard to case; `*` stands for any characters.'),
    stats: flagParameter('Adds figures per project code; alone, it asks for all projects.'),
    ...page,
  })
  .superRefine((query, context) => {
    if (query.code !== undefined || query.stats === true) return;
    context.addIssue({ code: 'custom', message: 'no criterion given: at least one of code, stats=true is needed' });
  });
export type ProjectQuery = z.infer<typeof ProjectQuery>;

/** Text that names at least one word, and not more of them than one query may look up. */
function typedText(description: string) {
  return z
    .string('is needed')
    .trim()
    .min(1, 'must not be empty')
    .max(500, 'must not be longer than 500 characters')
    .refine((text) => !text.includes('\0'), 'must not hold a NUL character')
    .superRefine((text, context) => {
      const { units } = parseTextQuery(text);
      if (units.length === 0) context.addIssue({ code: 'custom', message: 'must hold at least one letter or digit' });
      if (units.length > maxUnits)
        context.addIssue({ code: 'custom', message: `must not hold more than ${maxUnits} words and phrases` });
    })
    .meta({ description, minLength: 1, maxLength: 500 });
}

export const FulltextQuery = z.strictObject({
  q: typedText(
    'Words, all of which must occur in a document, each also as the beginning of a longer one; `|` for OR; quotes for a phrase.',
  ),
  scope: z
    .enum(['all', 'text', 'materials', 'parameters', 'dimensions', 'bom'])
    .default('all')
    .meta({ description: 'Where to look.' }),
  ...page,
});
export type FulltextQuery = z.infer<typeof FulltextQuery>;

const filterParameter = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(2000, 'must not be longer than 2000 characters')
  .refine((text) => !text.includes('\0'), 'must not hold a NUL character')
  .transform((text, context) => {
    try {
      return parseFilter(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof SyntaxError ? error.message : 'is no filter' });
      return z.NEVER;
    }
  })
  .optional()
  .meta({
    type: 'string',
    description: `Conditions on ${facetNames.join(', ')}: project = 12345 AND format IN [pdf, dxf] AND material = "AISI 304".`,
    maxLength: 2000,
  });

export const EverythingQuery = z.strictObject({
  q: typedText('A part or drawing number, or words as in full text.'),
  filter: filterParameter,
  semanticRatio: numberParameter(
    'What likeness by vectors counts against numbers and words: 0 leaves it out, 1 looks by it alone, 0.5 unless told.',
    { min: 0, max: 1 },
  ),
  ...page,
});
export type EverythingQuery = z.infer<typeof EverythingQuery>;

export const IdPath = z.strictObject({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/u, 'must be a positive whole number')
    .transform(Number)
    .meta({ type: 'integer', description: 'The id.', minimum: 1 }),
});
