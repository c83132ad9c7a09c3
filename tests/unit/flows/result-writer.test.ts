import { describe, expect, it } from 'vitest';
import type { ExtractionStore, FileResult, ResultJournal } from '../../../flows/ports.js';
import { ResultWriter } from '../../../flows/result-writer.js';
import { emptyExtraction } from '../../../queues/contract/facts.js';

/** A journal in memory. */
function journalOf(...left: readonly FileResult[]): ResultJournal & { readonly kept: Map<number, FileResult> } {
  const kept = new Map(left.map((one) => [one.claim.jobId, one]));
  return {
    kept,
    keep: (results) => {
      for (const one of results) kept.set(one.claim.jobId, one);
      return Promise.resolve();
    },
    drop: (results) => {
      for (const one of results) kept.delete(one.claim.jobId);
      return Promise.resolve();
    },
    pages: async function* (size) {
      const all = [...kept.values()];
      for (let at = 0; at < all.length; at += size) yield await Promise.resolve(all.slice(at, at + size));
    },
  };
}

const jobIdsOf = (results: readonly FileResult[]): number[] => results.map(({ claim }) => claim.jobId);

/** What the store does at each save, in turn; then it takes all. */
function scriptedStore(...script: (Error | null)[]): ExtractionStore {
  return {
    save: (results) => {
      const error = script.shift() ?? null;
      return error === null ? Promise.resolve(new Set(jobIdsOf(results))) : Promise.reject(error);
    },
    claim: () => Promise.resolve({ files: [], held: [] }),
    release: () => Promise.resolve(),
  };
}

/** A store that takes all results but one. */
function refusingStore(refused: number): ExtractionStore & { readonly taken: number[] } {
  const taken: number[] = [];
  return {
    ...scriptedStore(),
    taken,
    save: (results) => {
      const ids = jobIdsOf(results);
      if (ids.includes(refused)) return Promise.reject(new Error('integer out of range'));
      taken.push(...ids);
      return Promise.resolve(new Set(ids));
    },
  };
}

class Away extends Error {}
const isAway = (error: unknown): boolean => error instanceof Away;

function result(jobId: number): FileResult {
  const claim = {
    jobId,
    fileId: jobId,
    claimToken: 1,
    engine: null,
    retryCount: 0,
    maxRetries: 3,
    sourceUri: 'archive',
    storageKey: `${jobId}.dxf`,
    format: 'dxf',
    sizeBytes: 1,
  } as const;
  const timings = { wall_ms: 1, cpu_ms: 1, peak_rss_mb: null };
  const head = { file: claim.storageKey, format: 'dxf', content_hash: null, status: 'completed', error_class: null } as const;
  return { claim, facts: { ...emptyExtraction('dxf', '1'), ...head, error: null, timings }, outcome: 'completed' };
}

/** A store whose transactions end when they are told to. */
function slowStore() {
  const batches: number[][] = [];
  const ends: (() => void)[] = [];
  const save: ExtractionStore['save'] = (results) => {
    const ids = jobIdsOf(results);
    batches.push(ids);
    return new Promise((resolve) => ends.push(() => resolve(new Set(ids))));
  };
  const store: ExtractionStore = {
    save,
    claim: () => Promise.resolve({ files: [], held: [] }),
    release: () => Promise.resolve(),
  };
  const endNext = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { batches, writer: new ResultWriter(store, () => false, journalOf()), endNext };
}

describe('ResultWriter', () => {
  it('puts what piles up behind a slow transaction into one batch', async () => {
    const { batches, writer, endNext } = slowStore();
    const writes = Array.from({ length: 90 }, (_, index) => writer.write(result(index + 1)));
    expect(batches.map((batch) => batch.length)).toEqual([25]);
    await endNext();
    expect(batches.map((batch) => batch.length)).toEqual([25, 65]);
    await endNext();
    expect(await Promise.all(writes)).toEqual(writes.map(() => true));
  });

  it('flushes all that was given to it before, and ends', async () => {
    const { batches, writer, endNext } = slowStore();
    void Array.from({ length: 27 }, (_, index) => writer.write(result(index + 1)));
    let flushed = false;
    const flush = writer.flush().then(() => (flushed = true));
    await endNext();
    expect(batches).toHaveLength(2);
    expect(flushed).toBe(false);
    await endNext();
    await flush;
    expect(batches.flat()).toHaveLength(27);
  });

  it('takes what an earlier process left but for what the database refuses, which it names and forgets', async () => {
    const journal = journalOf(result(1), result(2), result(3));
    const store = refusingStore(2);
    const { taken, refusals } = await new ResultWriter(store, isAway, journal).offerJournal();
    expect(taken).toBe(2);
    expect(store.taken).toEqual([1, 3]);
    expect(refusals.map(({ storageKey }) => storageKey)).toEqual(['2.dxf']);
    expect([...journal.kept.keys()]).toEqual([]);
  });

  it('leaves in the journal what it could not offer because the database is away', async () => {
    const journal = journalOf(result(1), result(2));
    await expect(new ResultWriter(scriptedStore(new Away()), isAway, journal).offerJournal()).rejects.toThrow(Away);
    expect([...journal.kept.keys()]).toEqual([1, 2]);
  });

  it('keeps nothing that the database refuses when it is back', async () => {
    const journal = journalOf();
    const store = scriptedStore(new Away(), new Error('integer out of range'));
    await expect(new ResultWriter(store, isAway, journal).write(result(1))).rejects.toThrow('integer out of range');
    expect([...journal.kept.keys()]).toEqual([]);
  });
});
