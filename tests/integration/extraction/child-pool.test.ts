import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ChildPool } from '../../../adapters/extraction/child-pool.js';
import { EngineFailure, type EngineAnswer } from '../../../adapters/extraction/extraction-child.js';
import type { Processor } from '../../../queues/contract/processor.js';

const entry = join(import.meta.dirname, '..', '..', 'support', 'misbehaving-child.mjs');
/** A spinning child must pass its limit soon; no other may reach its own, however slow the machine. */
const timeoutMs = (engine: string): number => (engine === 'spin' || engine === 'load' ? 5_000 : 60_000);

/** Every behaviour of the misbehaving child as an engine of one processor. */
const processor: Processor = {
  version: '1',
  engines: Object.fromEntries(
    ['answer', 'again', 'grow', 'load', 'refuse', 'spin', 'abort', 'exit', 'allocate'].map((name) => [
      name,
      {
        timeoutMs: () => timeoutMs(name),
        memoryMb: 400,
        recycleAfter: 3,
        recycleAboveMb: 100,
        ...(name === 'answer' || name === 'again' ? { sharedChild: 'one' } : {}),
        load: () => Promise.reject(new Error('loaded by the child alone')),
      },
    ]),
  ),
  chain: (run) => run('answer'),
};

let pool = new ChildPool(2, { childEntry: entry });

afterEach(() => {
  pool.close();
  pool = new ChildPool(2, { childEntry: entry });
});

function run(engine: string, signal?: AbortSignal): Promise<EngineAnswer> {
  return pool.run({
    processorName: 'test',
    processor,
    engine,
    path: 'a.dxf',
    name: 'a.dxf',
    format: 'dxf',
    sizeBytes: 1,
    ...(signal ? { signal } : {}),
  });
}

const failureOf = (answer: Promise<EngineAnswer>): Promise<EngineFailure> =>
  answer.then(
    () => Promise.reject(new Error('it answered')),
    (error: unknown) => (error instanceof EngineFailure ? error : Promise.reject(new Error(String(error)))),
  );

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a child that', () => {
  it('spins is killed at its time limit, and the report names the stage', async () => {
    const failure = await failureOf(run('spin'));
    expect(failure.errorClass).toBe('TIMEOUT');
    expect(failure.message).toContain('about to spin');
  });

  it('loads its engine for longer than the time limit still answers, for loading is no time of the document', async () => {
    expect((await run('load')).extraction).toBe('{}');
  });

  it('allocates without end is killed at its ceiling, though it never yields', async () => {
    const failure = await failureOf(run('allocate'));
    expect(failure.errorClass).toBe('MEMORY');
    expect(failure.message).toMatch(/above the ceiling of 400 MB/);
  });

  it.each(['abort', 'exit'])('dies by %s is a crash of that file alone', async (engine) => {
    const failure = await failureOf(run(engine));
    expect(failure.errorClass).toBe('CRASH');
    expect((await run('answer')).extraction).toBe('{}');
  });

  it('refuses a file keeps its class', async () => {
    expect((await failureOf(run('refuse'))).errorClass).toBe('FILE_CORRUPT');
  });

  it('is given up is killed at once', async () => {
    const controller = new AbortController();
    const given = failureOf(run('spin', controller.signal));
    await pause(200);
    controller.abort();
    expect((await given).message).toContain('given up');
  });
});

describe('the pool', () => {
  it('replaces a child after its number of documents', async () => {
    const pids: string[] = [];
    for (let document = 0; document < 4; document++) pids.push((await run('answer')).contentHash);
    expect(new Set(pids.slice(0, 3)).size).toBe(1);
    expect(pids[3]).not.toBe(pids[0]);
  });

  it('gives engines that share children the same, and others their own', async () => {
    const [first, second, other] = [await run('answer'), await run('again'), await run('grow')];
    expect(second.contentHash).toBe(first.contentHash);
    expect(other.contentHash).not.toBe(first.contentHash);
  });

  it('replaces a child that holds more than it may when a document is done', async () => {
    const pids = [await run('grow'), await run('grow')].map(({ contentHash }) => contentHash);
    expect(pids[1]).not.toBe(pids[0]);
  });

  it('runs no more at once than it has places', async () => {
    const many = Array.from({ length: 8 }, () => run('answer'));
    await pause(10);
    expect(pool.running).toBeLessThanOrEqual(2);
    expect(await Promise.all(many)).toHaveLength(8);
  });

  it('refuses all that wait when it is closed', async () => {
    const all = Array.from({ length: 6 }, () => run('spin'));
    await pause(500);
    pool.close();
    const ends = await Promise.allSettled(all);
    expect(ends.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'rejected'));
  });

  it('reads nothing that was given up while it waited', async () => {
    const given = new AbortController();
    const answers = Array.from({ length: 3 }, () => run('answer'));
    const waiting = run('spin', given.signal);
    given.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
    expect(await Promise.all(answers)).toHaveLength(3);
  });

  it('leaves no child behind when it is closed', async () => {
    const pid = Number((await run('answer')).contentHash);
    pool.close();
    for (let waited = 0; isAlive(pid) && waited < 50; waited++) await pause(100);
    expect(isAlive(pid)).toBe(false);
  });
});
