import type { Sql } from '../../adapters/postgres/connect.js';
import type { Result, ResultPage } from '../contract/results.js';
import { inSnapshot, type Snapshot } from '../queries/snapshot.js';

/** Items drawn per check. */
export const sampleSize = 20;

/** An item must be among this many results. */
export const firstResults = 10;

/** `limit` as the API would get it. */
export const firstPage = { limit: String(firstResults) };

export interface Verdict {
  readonly isFound: boolean;
  /** Time spent on judging the answer, which is not the search's. */
  readonly judgingMs: number;
}

export interface KnownItem {
  /** What is asked for and where it stands, for the list of misses. */
  readonly description: string;
  readonly ask: (sql: Sql) => Promise<Verdict>;
}

interface Question<Detail> {
  readonly description: string;
  readonly search: (snapshot: Snapshot) => Promise<ResultPage<Detail>>;
  /** Is this result the item itself? */
  readonly isItem: (result: Result<Detail>) => boolean;
  /** Which of the results carry exactly what was asked for? */
  readonly exactOnes: (results: readonly Result<Detail>[], sql: Sql) => Promise<number> | number;
}

export function knownItem<Detail>({ description, search, isItem, exactOnes }: Question<Detail>): KnownItem {
  return {
    description,
    ask: async (sql) => {
      const { total, results } = await inSnapshot(sql, search);
      const answered = performance.now();
      const isFound = results.some(isItem) || (total > firstResults && (await exactOnes(results, sql)) === firstResults);
      return { isFound, judgingMs: performance.now() - answered };
    },
  };
}

/** Details of a result's files. */
export function detailsOf<Detail>(result: Result<Detail>): Detail[] {
  return result.files.flatMap((file) => file.match_details);
}

/** A result is the item when its facts come from the item's file: the file itself or a copy of it. */
export function comesFrom<Detail extends { facts_from_file_id: number }>(fileId: number): (result: Result<Detail>) => boolean {
  return (result) => detailsOf(result).some((detail) => detail.facts_from_file_id === fileId);
}

/** Counts results of which some detail is exact. */
export function countExact<Detail>(isExact: (detail: Detail) => boolean): (results: readonly Result<Detail>[]) => number {
  return (results) => results.filter((result) => detailsOf(result).some(isExact)).length;
}

/** Can this text be asked for as it stands? The API trims and limits what it is asked. */
export function isAskable(text: string | null): text is string {
  return text !== null && text !== '' && text.length <= 200 && text === text.trim();
}

export const sameText = (one: string | null, other: string | null): boolean => one?.toLowerCase() === other?.toLowerCase();

export function sameNumber(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return false;
  return Math.abs(one - other) <= Math.max(1e-9, Math.abs(other) * 2e-6);
}
