/** The vectors of a model, one of each kind, with what computes them here. A model in `EMBED_MODEL_DIR` takes a kind's place under its own name. */
export const modelKinds = {
  brep: { dimensions: 512, method: 'wl-adjacency-graph', version: '1' },
  geometry: { dimensions: 1024, method: 'd1-d2-a3-d3-moments', version: '1' },
  clip_text: { dimensions: 512, method: 'hashed-ngrams', version: '1' },
  clip_image: { dimensions: 512, method: 'hog-polar-views', version: '1' },
  fused: { dimensions: 512, method: 'signed-projection', version: '1' },
  deepsdf: { dimensions: 256, method: 'none', version: '0' },
} as const satisfies Record<string, KindDefinition>;

/** The vectors that drawings and models share, so that one finds the other. */
export const fileKinds = {
  text: { dimensions: 512, method: 'hashed-ngrams', version: '1' },
  sizes: { dimensions: 256, method: 'log-sizes', version: '1' },
  profile: { dimensions: 256, method: 'sheet-profile', version: '1' },
  image: { dimensions: 512, method: 'hog-polar', version: '1' },
} as const satisfies Record<string, KindDefinition>;

export interface KindDefinition {
  readonly dimensions: number;
  readonly method: string;
  readonly version: string;
}

export type ModelKind = keyof typeof modelKinds;
export type FileKind = keyof typeof fileKinds;

/** The seventh kind of a model: one vector for each rendered view. */
export const viewKind = { dimensions: 512, method: 'hog-polar', version: '1' } as const satisfies KindDefinition;

/** A vector or the reason why there is none; never something made up in its place. */
export type Embedding<Kind extends string> = {
  readonly kind: Kind;
  /** Vectors are compared only with those of the same method and version. */
  readonly method: string;
  readonly version: string;
} & ({ readonly status: 'ready'; readonly vector: readonly number[] } | { readonly status: 'missing'; readonly reason: string });

export function embedded<Kind extends string>(
  kind: Kind,
  { method, version }: KindDefinition,
  vector: readonly number[] | null,
  reason: string,
): Embedding<Kind> {
  return vector === null
    ? { kind, method, version, status: 'missing', reason }
    : { kind, method, version, status: 'ready', vector };
}
