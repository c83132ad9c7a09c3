import { z } from 'zod';

/** The kinds that a trained network may compute, and what each network takes. */
export const NetworkKind = z.enum(['brep', 'geometry', 'deepsdf', 'clip_image']);
export type NetworkKind = z.infer<typeof NetworkKind>;

/**
 * `models.json` in EMBED_MODEL_DIR: kind -> network. Inputs by kind, all float32 unless told:
 * - `geometry`, `deepsdf`: points [1, N, 3], centred, in the unit sphere;
 * - `clip_image`: pixels [1, 3, S, S], RGB, 0..1, less `mean`, by `std`;
 * - `brep`: nodes [1, F, 12] (one of seven surface types, share of the area, share of the edges, normal) and edges [1, E, 2] int64.
 * The first output, flattened, is the vector.
 */
export const Manifest = z.partialRecord(
  NetworkKind,
  z.strictObject({
    file: z.string().regex(/^[\w.-]+\.onnx$/u, 'must be the name of an .onnx file beside models.json'),
    name: z.string().regex(/^[\w.-]{1,60}$/u),
    version: z.string().min(1).max(60),
    /** Pixels of a side, for pictures. */
    size: z.number().int().min(8).max(1024).default(224),
    /** Of CLIP, unless told. */
    mean: z.tuple([z.number(), z.number(), z.number()]).default([0.48145466, 0.4578275, 0.40821073]),
    std: z.tuple([z.number(), z.number(), z.number()]).default([0.26862954, 0.26130258, 0.27577711]),
  }),
);
export type NetworkEntry = NonNullable<z.infer<typeof Manifest>[NetworkKind]>;
