import { z } from 'zod';
import { DimensionType } from '../../queues/contract/facts.js';
import { facetNames } from '../criteria/filter.js';

/** The answers of the search API. The same schemas type the queries, document the API and judge the answers in the tests. */

const id = z.number().int().positive();
const text = z.string().nullable();
const number = z.number().nullable();

/** Facts are extracted once per content: a copy shows those of the file that was extracted. */
const factsFrom = {
  facts_from_file_id: id.meta({
    description: 'The file whose extraction holds the fact: this one or one with the same content.',
  }),
};

export const DocumentGroup = z
  .object({ id, name: z.string(), project_code: text, item_number: text })
  .meta({ id: 'DocumentGroup', description: 'Files that belong to one item.' });
export type DocumentGroup = z.infer<typeof DocumentGroup>;

export const DimensionDetail = z
  .object({
    value: number,
    unit: text,
    value_mm: number.meta({ description: 'The value in millimetres; null when the unit is unknown or no length.' }),
    dimension_type: DimensionType,
    tolerance_plus: number,
    tolerance_minus: number,
    tolerance_type: text,
    fit: text,
    quantity: z.number().int(),
    label: z.string().meta({ description: 'As printed.' }),
    layer: text,
    page: z.number().int().nullable(),
    x: number,
    y: number,
    ...factsFrom,
  })
  .meta({ id: 'DimensionDetail' });
export type DimensionDetail = z.infer<typeof DimensionDetail>;

export const ParameterDetail = z
  .object({
    name: z.string(),
    value: text,
    value_numeric: number,
    value_type: z.string(),
    units: text,
    category: z.string(),
    is_designated: z.boolean(),
    ...factsFrom,
  })
  .meta({ id: 'ParameterDetail' });
export type ParameterDetail = z.infer<typeof ParameterDetail>;

export const MaterialDetail = z
  .object({
    material_name: z.string(),
    material_spec: text,
    finish: text,
    thickness: number,
    thickness_unit: text,
    thickness_mm: number,
    match: z
      .enum(['exact', 'substring', 'similar'])
      .nullable()
      .meta({ description: 'How the name matches; null when no name was asked for.' }),
    similarity: number.meta({ description: 'Trigram similarity to the name asked for, 0..1.' }),
    ...factsFrom,
  })
  .meta({ id: 'MaterialDetail' });
export type MaterialDetail = z.infer<typeof MaterialDetail>;

export const ProjectDetail = z
  .object({
    /** Of the file: members of a group that projects share may be of different ones. */
    project_code: text,
    role: text,
    is_primary: z.boolean(),
    linking_method: z.string(),
    linking_confidence: z.number(),
    needs_review: z.boolean(),
  })
  .meta({ id: 'ProjectDetail' });
export type ProjectDetail = z.infer<typeof ProjectDetail>;

export const TextScope = z.enum(['text', 'materials', 'parameters', 'dimensions', 'bom']);
export type TextScope = z.infer<typeof TextScope>;

export const TextDetail = z
  .object({
    scope: TextScope,
    snippet: z.string().meta({ description: 'Plain text, not HTML. Matched words stand between ⟦ and ⟧.' }),
    page: z.number().int().nullable(),
    layer: text,
    ...factsFrom,
  })
  .meta({ id: 'TextDetail' });
export type TextDetail = z.infer<typeof TextDetail>;

export const Signal = z.enum(['number', 'fulltext', 'trigram', 'vector']);
export type Signal = z.infer<typeof Signal>;

export const SignalDetail = z
  .object({
    signal: Signal,
    field: z.string().meta({
      description:
        'Where it matched: drawing_number, part_number, filename, group_name, bom_part_number, a text scope, or description (all words that describe it).',
    }),
    snippet: z
      .string()
      .meta({ description: 'What matched, as plain text; for full text the matched words stand between ⟦ and ⟧.' }),
    similarity: number,
    page: z.number().int().nullable(),
    ...factsFrom,
  })
  .meta({ id: 'SignalDetail' });
export type SignalDetail = z.infer<typeof SignalDetail>;

export const Why = z
  .object({ signal: Signal, rank: z.number().int().positive(), snippet: text, page: z.number().int().nullable() })
  .meta({ id: 'Why', description: 'One reason for a hit: the signal, the place it gave this hit, and what matched.' });
export type Why = z.infer<typeof Why>;

export const ProjectStatistics = z
  .object({
    project_code: z.string(),
    groups: z.number().int(),
    files: z.number().int(),
    needs_review: z.number().int(),
    files_by_type: z.record(z.string(), z.number().int()),
  })
  .meta({ id: 'ProjectStatistics' });
export type ProjectStatistics = z.infer<typeof ProjectStatistics>;

/** How many results have each value; the most frequent first, twenty at most. */
export const Facets = z
  .record(z.enum(facetNames), z.array(z.object({ value: z.string(), count: z.number().int() })))
  .meta({ id: 'Facets', description: 'How many of all results have each value; the 20 most frequent ones of each facet.' });
export type Facets = z.infer<typeof Facets>;

export interface ResultFile<Detail> {
  readonly id: number;
  readonly type: string;
  readonly path: string;
  readonly filename: string;
  readonly match_details: readonly Detail[];
}

export interface Result<Detail> {
  readonly document_group: DocumentGroup | null;
  readonly files: readonly ResultFile<Detail>[];
}

/** A result of the one box: a score from rank fusion and the reasons for it. */
export interface FusedResult extends Result<SignalDetail> {
  readonly score: number;
  readonly why: readonly Why[];
}

/** A page of the one box, with what all its results can be narrowed by. */
export interface FusedPage extends ResultPage<SignalDetail, FusedResult> {
  readonly facets: Facets;
}

/** One page of results and how many there are in all. */
export interface ResultPage<Detail, Item = Result<Detail>> {
  readonly total: number;
  readonly results: readonly Item[];
}

export const FusedResult = resultOf(SignalDetail).extend({
  score: z.number().meta({ description: 'Sum over the signals of weight / (60 + rank); the weights follow from semanticRatio.' }),
  why: z.array(Why),
});

/** The schema of one result whose files carry such details. */
export function resultOf<Detail extends z.ZodType>(detail: Detail) {
  return z.object({
    document_group: z.union([DocumentGroup, z.null()]),
    files: z.array(
      z.object({
        id,
        type: z.string(),
        path: z.string(),
        filename: z.string(),
        preview: text.meta({ description: 'Where a small picture of it is.' }),
        match_details: z.array(detail),
      }),
    ),
  });
}

/** The envelope of every list. */
export function listOf<Item extends z.ZodType>(type: string, item: Item) {
  return z.object({
    query: z.looseObject({ type: z.literal(type) }).meta({ description: 'The query as it was understood.' }),
    pagination: z.object({
      limit: z.number().int(),
      offset: z.number().int(),
      total: z.number().int().meta({ description: 'Results in all (document groups and files without one), not files.' }),
    }),
    result_count: z.number().int().meta({ description: 'Results on this page.' }),
    results: z.array(item),
  });
}
