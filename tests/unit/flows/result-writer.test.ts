import { describe, expect, it } from 'vitest';
import type { ExtractionStore, FileResult, ResultJournal } from '../../../flows/ports.js';
import { ResultWriter } from '../../../flows/result-writer.js';
import { emptyExtraction } from '../../../queues/contract/facts.js';

const journal: ResultJournal = {
  keep: () => Promise.resolve(),
  drop: () => Promise.resolve(),
  pages: async function* () {
    await Promise.resolve();
    yield* [];
  },
};

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
    const ids = results.map(({ claim }) => claim.jobId);
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
  return { batches, writer: new ResultWriter(store, () => false, journal), endNext };
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
});
