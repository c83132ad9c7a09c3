import type { SimilarWhy } from '../contract/similar.js';
import { signalDefinitions, type QueryVector } from './signals.js';

/** The exact cosines of all candidates by one of the query's vectors. */
export interface SignalCosines {
  readonly query: QueryVector;
  readonly cosines: ReadonlyMap<number, number>;
}

export interface RankedFile {
  readonly fileId: number;
  readonly score: number;
  readonly why: readonly SimilarWhy[];
}

/**
 * A signal that the candidate lacks neither speaks for it nor against it, but likeness seen from fewer sides is less sure: the mean is
 * taken over the signals that both have, times this power of their share of the weights.
 */
const coverageExponent = 0.3;

/** Orders candidates by the weighted mean of their likenesses; equal scores by id. */
export function rankFiles(signals: readonly SignalCosines[]): RankedFile[] {
  const allWeights = signals.reduce((sum, { query }) => sum + query.weight, 0);
  const ranks = signals.map(({ cosines }) => placesOf(cosines));
  const files = new Set(signals.flatMap(({ cosines }) => [...cosines.keys()]));
  const ranked = [...files].map((fileId): RankedFile => {
    const shared = signals.flatMap((signal, index) => {
      const cosine = signal.cosines.get(fileId);
      return cosine === undefined ? [] : [{ query: signal.query, cosine, rank: ranks[index]?.get(fileId) ?? 0 }];
    });
    const weights = shared.reduce((sum, { query }) => sum + query.weight, 0);
    const trust = (weights / allWeights) ** coverageExponent;
    const why = shared.map(({ query, cosine, rank }): SimilarWhy => {
      const contribution = round((query.weight / weights) * likeness(query, cosine) * trust);
      return { signal: query.signal, similarity: cosine, rank, contribution, method: `${query.method}/${query.version}` };
    });
    why.sort((a, b) => b.contribution - a.contribution);
    return { fileId, score: round(why.reduce((sum, { contribution }) => sum + contribution, 0)), why };
  });
  return ranked.sort((a, b) => b.score - a.score || a.fileId - b.fileId);
}

/** 0 at the cosine of unlike things, 1 for equal ones. */
function likeness({ signal }: QueryVector, cosine: number): number {
  const { floor } = signalDefinitions[signal];
  return Math.max(0, (cosine - floor) / (1 - floor));
}

/** Equal cosines share a place. */
function placesOf(cosines: ReadonlyMap<number, number>): Map<number, number> {
  const sorted = [...cosines.entries()].sort(([, a], [, b]) => b - a);
  const places = new Map<number, number>();
  let place = 0;
  sorted.forEach(([fileId, cosine], index) => {
    if (cosine !== sorted[index - 1]?.[1]) place = index + 1;
    places.set(fileId, place);
  });
  return places;
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;
