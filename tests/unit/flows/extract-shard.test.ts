import { describe, expect, it } from 'vitest';
import { extractShard, type ShardPorts } from '../../../flows/extract-shard.js';
import { NotBegun, type Claimed, type ClaimedFile, type ExtractionStore, type FileResult } from '../../../flows/ports.js';
import { ReadingPlaces } from '../../../flows/reading-places.js';
import { ResultWriter } from '../../../flows/result-writer.js';
import { emptyExtraction, type Facts } from '../../../queues/contract/facts.js';
import { noTracing } from '../../../queues/runtime/tracing.js';
import type { JobHandle } from '../../../queues/runtime/worker-loop.js';

const journal = { keep: () => Promise.resolve(), drop: () => Promise.resolve(), async *pages() {} };

function claimOf(fileId: number): ClaimedFile {
  return {
    jobId: fileId,
    fileId,
    claimToken: 1,
    engine: null,
    retryCount: 0,
    maxRetries: 3,
    sourceUri: '/archive',
    storageKey: `${fileId}.dxf`,
    format: 'dxf',
    sizeBytes: 1,
  };
}

function factsOf({ storageKey }: ClaimedFile): Facts {
  return {
    ...emptyExtraction('dxf', '1'),
    file: storageKey,
    format: 'dxf',
    content_hash: null,
    status: 'completed',
    error_class: null,
    error: null,
    timings: { wall_ms: 1, cpu_ms: 1, peak_rss_mb: null },
  };
}

/** The files of one shard in memory, with what happens to each. */
class Bench implements ExtractionStore {
  readonly saved: number[] = [];
  readonly released: { fileId: number; begun: boolean }[] = [];
  readonly lock = new AbortController();
  readonly stopping = new AbortController();
  readonly #heldFor: Map<number, number>;
  handedBack = false;

  /** @param heldFor files of another worker, and how often they are asked for before it falls silent */
  constructor(heldFor: readonly (readonly [number, number])[] = []) {
    this.#heldFor = new Map(heldFor);
  }

  claim(_runId: number, _types: readonly string[], fileIds: readonly number[]): Promise<Claimed> {
    const held = fileIds.filter((id) => (this.#heldFor.get(id) ?? 0) > 0);
    for (const id of held) this.#heldFor.set(id, (this.#heldFor.get(id) ?? 0) - 1);
    return Promise.resolve({ files: fileIds.filter((id) => !held.includes(id)).map(claimOf), held });
  }

  save(results: readonly FileResult[]): Promise<ReadonlySet<number>> {
    this.saved.push(...results.map(({ claim }) => claim.fileId));
    return Promise.resolve(new Set(results.map(({ claim }) => claim.jobId)));
  }

  release(claims: readonly ClaimedFile[], begun: boolean): Promise<void> {
    this.released.push(...claims.map(({ fileId }) => ({ fileId, begun })));
    return Promise.resolve();
  }

  run(fileIds: number[], extract: ShardPorts['extract'], places = new ReadingPlaces(() => 2)): Promise<{ processed: number }> {
    const job: JobHandle<'dxf'> = {
      id: 'job',
      queueKey: 'bull:dxf',
      attempt: 1,
      parent: null,
      signal: this.lock.signal,
      save: () => Promise.resolve(),
      waitForChildren: () => Promise.resolve(false),
      handBack: () => {
        this.handedBack = true;
        return Promise.resolve();
      },
    };
    return extractShard('dxf', { runId: 1, epoch: 1, fileIds }, job, {
      runs: { epoch: () => Promise.resolve(1) },
      store: this,
      writer: new ResultWriter(this, () => false, journal),
      queues: null as unknown as ShardPorts['queues'],
      extract,
      tracing: noTracing,
      workerId: 'worker',
      places,
      stopping: this.stopping.signal,
    });
  }
}

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a shard', () => {
  it('waits for files that another worker has begun, and takes those whose holder falls silent', async () => {
    const bench = new Bench([[2, 1]]);
    expect(await bench.run([1, 2, 3], (claim) => Promise.resolve(factsOf(claim)))).toEqual({ processed: 3 });
    expect(bench.saved).toEqual([1, 3, 2]);
  });

  it('that is lost writes what it has begun and begins nothing more', async () => {
    const bench = new Bench();
    const begun: number[] = [];
    const ended = bench.run([1, 2, 3, 4, 5], async (claim) => {
      begun.push(claim.fileId);
      if (begun.length === 2) bench.lock.abort(new Error('the lock is lost'));
      await soon();
      return factsOf(claim);
    });
    await expect(ended).rejects.toThrow('the lock is lost');
    expect(begun).toEqual([1, 2]);
    expect(bench.saved).toEqual([1, 2]);
    expect(bench.handedBack).toBe(false);
  });

  it('of a worker that stops is handed back, with what was claimed and not begun', async () => {
    const bench = new Bench();
    const begun: number[] = [];
    const ended = bench.run([1, 2, 3], async (claim) => {
      begun.push(claim.fileId);
      bench.stopping.abort();
      await soon();
      return factsOf(claim);
    });
    await expect(ended).rejects.toThrow();
    expect(begun).toEqual([1]);
    expect(bench.saved).toEqual([1]);
    expect(bench.released).toEqual([{ fileId: 2, begun: false }]);
    expect(bench.handedBack).toBe(true);
  });

  it('whose source is away gives its files back as not begun, and fails', async () => {
    const bench = new Bench();
    await expect(bench.run([1], () => Promise.reject(new NotBegun('the share is not mounted')))).rejects.toThrow('not mounted');
    expect(bench.released).toEqual([{ fileId: 1, begun: false }]);
  });

  it('gives its places back to the process, whatever becomes of it', async () => {
    const places = new ReadingPlaces(() => 2);
    const failing = new Bench().run([1, 2, 3], () => Promise.reject(new Error('broken')), places);
    await expect(failing).rejects.toThrow('broken');
    const done = new Bench([[8, 1]]).run([7, 8, 9], (claim) => Promise.resolve(factsOf(claim)), places);
    expect(await done).toEqual({ processed: 3 });
    expect(await places.take(2, new AbortController().signal)).toBe(2);
  });
});
