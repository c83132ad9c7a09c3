import { embedBrep } from './brep.js';
import type { Encoder, Encoders } from './encoders.js';
import { embedPicture, pictureKind } from './embed-picture.js';
import type { Picture } from './encoders.js';
import { fuse } from './fused.js';
import type { Genome, Point } from './genome.js';
import { embedGeometry } from './geometry.js';
import { poolViews } from './image.js';
import { embedded, modelKinds, type Embedding, type KindDefinition, type ModelKind } from './kinds.js';
import { embedText } from './text.js';
import { unitVector } from './vector.js';

export interface ModelInput {
  readonly genome: Genome | null;
  readonly points: readonly Point[] | null;
  /** Name, title, material and what else describes the model. */
  readonly text: string;
  /** Rendered views; null where one could not be opened. */
  readonly views: readonly { readonly id: number; readonly picture: Picture | null }[];
}

export interface EmbeddedModel {
  /** One of each kind, in the order of `modelKinds`. */
  readonly embeddings: readonly Embedding<ModelKind>[];
  readonly views: readonly { readonly id: number; readonly vector: readonly number[] | null }[];
  readonly viewKind: KindDefinition;
}

/** All vectors of one model. What cannot be computed is missing with its reason; one kind's failure costs none of the others. */
export async function embedModel(input: ModelInput, encoders: Encoders): Promise<EmbeddedModel> {
  const { genome, points } = input;
  const views = [];
  for (const { id, picture } of input.views) {
    views.push({ id, vector: picture === null ? null : await embedPicture(picture, encoders) });
  }
  const parts: Embedding<ModelKind>[] = [
    await computed('brep', genome, 'no boundary graph was extracted', embedBrep, encoders.brep),
    await computed('geometry', points, 'no point cloud was extracted', embedGeometry, encoders.geometry),
    embedded('clip_text', modelKinds.clip_text, embedText(input.text), 'nothing describes the model in words'),
    imageOf(views, encoders),
  ];
  const latent = await computed('deepsdf', points, 'no point cloud was extracted', noNetwork, encoders.deepsdf);
  return { embeddings: [...parts, fuse(parts), latent], views, viewKind: pictureKind(encoders) };
}

/** There is no classical stand-in for a trained latent space, so without the network the kind is missing. */
const noNetwork = null;

async function computed<Input>(
  kind: ModelKind,
  input: Input | null,
  absent: string,
  builtIn: ((input: Input) => readonly number[] | null) | null,
  encoder: Encoder<Input> | undefined,
): Promise<Embedding<ModelKind>> {
  const { dimensions, ...own } = modelKinds[kind];
  const definition =
    encoder === undefined ? { dimensions, ...own } : { dimensions, method: encoder.method, version: encoder.version };
  if (encoder === undefined && builtIn === null) {
    return embedded(kind, definition, null, 'needs a trained network in EMBED_MODEL_DIR');
  }
  if (input === null) return embedded(kind, definition, null, absent);
  try {
    const vector = encoder === undefined ? (builtIn?.(input) ?? null) : unitVector(await encoder.encode(input));
    return embedded(kind, definition, vector, 'nothing in it could be counted');
  } catch (error) {
    return embedded(kind, definition, null, `the network failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function imageOf(views: readonly { readonly vector: readonly number[] | null }[], encoders: Encoders): Embedding<ModelKind> {
  const { method, version } = encoders.clip_image ?? modelKinds.clip_image;
  const vectors = views.flatMap(({ vector }) => (vector === null ? [] : [vector]));
  const reason = views.length === 0 ? 'no view was rendered' : 'the views are empty or could not be opened';
  return embedded('clip_image', { dimensions: modelKinds.clip_image.dimensions, method, version }, poolViews(vectors), reason);
}
