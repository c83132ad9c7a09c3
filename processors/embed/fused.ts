import { modelKinds, type Embedding, type ModelKind } from './kinds.js';
import { hash32, unitVector } from './vector.js';

/** What goes into the fused vector, and how much. */
const parts: readonly { readonly kind: ModelKind; readonly weight: number }[] = [
  { kind: 'brep', weight: 1 },
  { kind: 'geometry', weight: 1 },
  { kind: 'clip_text', weight: 0.5 },
  { kind: 'clip_image', weight: 0.7 },
];

/**
 * One vector of all that is there. Each number of each part goes to a place and sign that its kind and index name, so that equal models
 * have equal vectors. The method names the parts: a model without views is not compared with one that has them.
 */
export function fuse(embeddings: readonly Embedding<ModelKind>[]): Embedding<'fused'> {
  const { dimensions, method, version } = modelKinds.fused;
  const target = new Float64Array(dimensions);
  const used: string[] = [];
  for (const { kind, weight } of parts) {
    const part = embeddings.find((embedding) => embedding.kind === kind);
    if (part?.status !== 'ready') continue;
    used.push(part.method === modelKinds[kind].method ? kind : `${kind}=${part.method}`);
    part.vector.forEach((value, index) => {
      const hash = hash32(`${kind}:${index}`);
      const at = (hash & 0x7fffffff) % dimensions;
      target[at] = (target[at] ?? 0) + value * weight * (hash & 0x80000000 ? -1 : 1);
    });
  }
  const vector = unitVector(target);
  if (vector === null)
    return { kind: 'fused', method, version, status: 'missing', reason: 'no other vector of this model is there' };
  return { kind: 'fused', method: `${method}:${used.join('+')}`, version, status: 'ready', vector };
}
