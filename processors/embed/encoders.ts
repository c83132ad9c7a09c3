import type { Genome, Point } from './genome.js';

/** A trained network that computes one kind of vector in place of what is built in. */
export interface Encoder<Input> {
  /** Stored with every vector of it, e.g. `onnx:pointnet2`. */
  readonly method: string;
  readonly version: string;
  /** @throws when the network cannot take the input or answers with another number of dimensions */
  encode(input: Input): Promise<readonly number[]>;
}

/** Eight bits per channel, row by row, red green blue. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** The networks that are there, by the kind they compute. A kind without one is computed here, or is missing. */
export interface Encoders {
  readonly brep?: Encoder<Genome>;
  readonly geometry?: Encoder<readonly Point[]>;
  readonly deepsdf?: Encoder<readonly Point[]>;
  /** Views of models, previews of drawings and uploaded pictures: whatever is compared must come from one network. */
  readonly clip_image?: Encoder<Picture>;
}

/** Names everything that computes vectors now; rows of another recipe are computed anew. */
export function recipeOf(encoders: Encoders, definitions: Readonly<Record<string, { method: string; version: string }>>): string {
  const built = Object.entries(definitions).map(([kind, { method, version }]) => `${kind}=${method}/${version}`);
  const trained = Object.entries(encoders).map(([kind, encoder]) => {
    const { method, version } = encoder as Encoder<never>;
    return `${kind}=${method}/${version}`;
  });
  return [...built, ...trained].join(' ');
}
