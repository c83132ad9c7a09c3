import { z } from 'zod';
import { DocumentGroup } from './results.js';

/** Likeness as it may be asked for and as it is answered. Fields of a form arrive as text, those of JSON as what they are. */

export const SimilarSignal = z.enum([
  'brep',
  'geometry',
  'deepsdf',
  'clip_image',
  'view',
  'fused',
  'profile',
  'sizes',
  'text',
  'image',
]);
export type SimilarSignal = z.infer<typeof SimilarSignal>;

const id = (description: string) =>
  z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().meta({ description });
const size = (description: string) => z.coerce.number().min(0).max(1e9).optional().meta({ description });

const Weights = z.partialRecord(SimilarSignal, z.number().min(0).max(10));

/** A form cannot hold an object: there the weights are its JSON. */
function readWeights(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

export const SimilarQuery = z
  .strictObject({
    file_id: id('A file of the archive to find the like of.'),
    model_id: id('A model of the archive to find the like of.'),
    text: z
      .string()
      .trim()
      .min(1, 'must not be empty')
      .max(2000)
      .refine((text) => !text.includes('\0'), 'must not hold a NUL character')
      .optional()
      .meta({ description: 'Words that describe the part.' }),
    weights: z
      .preprocess(readWeights, Weights)
      .optional()
      .meta({ description: 'What each signal counts, 0 to leave it out. Signals that are not named keep their own weight.' }),
    type: z.enum(['all', 'models', 'drawings']).default('all').meta({ description: 'What to look for.' }),
    material: z.string().trim().min(1).max(200).optional().meta({ description: 'A part of the name of the material.' }),
    size_min: size('Least length of the longest side of the bounding box, mm. Only models have one.'),
    size_max: size('Greatest length of the longest side of the bounding box, mm.'),
    mirrored: z
      .enum(['any', 'exclude', 'only'])
      .default('any')
      .meta({ description: 'Mirror images of the model asked for: as good as others, left out, or nothing else.' }),
    limit: z.coerce.number().int().min(1).max(200).default(20),
    offset: z.coerce.number().int().min(0).max(1000).default(0),
  })
  .superRefine((query, context) => {
    const { size_min: from, size_max: to } = query;
    if (from !== undefined && to !== undefined && from > to)
      context.addIssue({ code: 'custom', path: ['size_min'], message: 'must not be greater than size_max' });
    if (query.file_id !== undefined && query.model_id !== undefined)
      context.addIssue({ code: 'custom', path: ['model_id'], message: 'cannot be given beside file_id' });
  });
export type SimilarQuery = z.infer<typeof SimilarQuery>;

export const SimilarUpload = z
  .object({ file: z.string().meta({ format: 'binary', description: 'A DXF, PDF, STEP, IGES or BREP file, or a picture.' }) })
  .meta({ id: 'SimilarUpload', description: 'The fields of SimilarQuery may stand beside the file.' });

const SimilarWhy = z.object({
  signal: SimilarSignal,
  similarity: z.number().meta({ description: 'Cosine to the query, exact.' }),
  rank: z.number().int().meta({ description: 'Place by this signal alone among all that were compared.' }),
  contribution: z.number().meta({ description: 'What the signal adds to the score.' }),
  method: z.string().meta({ description: 'What computed both vectors.' }),
});
export type SimilarWhy = z.infer<typeof SimilarWhy>;

export const SimilarFile = z.object({
  id: z.number().int(),
  type: z.string(),
  path: z.string(),
  filename: z.string(),
  model_id: z.number().int().nullable(),
  preview: z.string().nullable().meta({ description: 'Where a small picture of it is.' }),
  score: z.number(),
  hand: z.enum(['same', 'mirrored', 'either']).nullable().meta({
    description: 'Whether it is a mirror image of the model asked for; either for symmetric parts; null when it cannot be told.',
  }),
  size_ratio: z.number().nullable().meta({ description: 'Its longest side by that of the model asked for.' }),
  copies: z
    .array(z.object({ id: z.number().int(), path: z.string() }))
    .meta({ description: 'Other files with the same content.' }),
  match_details: z.array(SimilarWhy),
});
export type SimilarFile = z.infer<typeof SimilarFile>;

export const SimilarResult = z.object({
  document_group: z.union([DocumentGroup, z.null()]),
  score: z.number().meta({ description: 'Of its best file, 0..1.' }),
  why: z.array(SimilarWhy),
  files: z.array(SimilarFile),
});
export type SimilarResult = z.infer<typeof SimilarResult>;

export const SimilarAnswer = z
  .object({
    query: z.looseObject({ type: z.literal('similar') }),
    signals: z
      .array(
        z.object({
          signal: SimilarSignal,
          method: z.string(),
          version: z.string(),
          weight: z.number(),
          candidates: z.number().int(),
        }),
      )
      .meta({ description: 'The vectors that the query has, and how many neighbours each brought.' }),
    missing: z
      .array(z.object({ signal: SimilarSignal, reason: z.string() }))
      .meta({ description: 'The vectors that the query does not have, and why.' }),
    pagination: z.object({
      limit: z.number().int(),
      offset: z.number().int(),
      total: z.number().int().meta({ description: 'Results among the neighbours that were compared: likeness has no end.' }),
    }),
    result_count: z.number().int(),
    results: z.array(SimilarResult),
  })
  .meta({ id: 'SimilarAnswer' });
export type SimilarAnswer = z.infer<typeof SimilarAnswer>;
