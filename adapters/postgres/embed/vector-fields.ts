import type { Embedding } from '../../../processors/embed/kinds.js';

/** An embedding as the columns it ends in. */
export interface VectorFields {
  readonly kind: string;
  readonly method: string;
  readonly version: string;
  readonly status: 'ready' | 'missing';
  readonly reason: string | null;
  readonly vector: string | null;
}

export function vectorFields(embedding: Embedding<string>): VectorFields {
  const { kind, method, version } = embedding;
  return embedding.status === 'ready'
    ? { kind, method, version, status: 'ready', reason: null, vector: vectorText(embedding.vector) }
    : { kind, method, version, status: 'missing', reason: embedding.reason, vector: null };
}

/** pgvector's text form. */
export function vectorText(vector: readonly number[]): string {
  return `[${vector.join(',')}]`;
}
