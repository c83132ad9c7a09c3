import type { Sql } from '../adapters/postgres/connect.js';
import { readProgress, type QueueProgress } from '../adapters/postgres/progress.js';
import { PostgresRunStore, type StoredCheckpoint } from '../adapters/postgres/run-store.js';
import { duration } from './duration.js';
import { Rate } from './rate.js';

const pollEveryMs = 500;
const plainLineEveryMs = 5_000;

export type RunEnd = 'completed' | 'held' | 'cancelled' | 'interrupted';

interface FollowOptions {
  readonly signal: AbortSignal;
  /** Print nothing; only wait. */
  readonly silent: boolean;
}

/** Follows a run to its end, telling each phase's progress: a line that renews itself on a terminal, plain lines elsewhere. */
export async function followRun(sql: Sql, runId: number, { signal, silent }: FollowOptions): Promise<RunEnd> {
  const runs = new PostgresRunStore(sql);
  const printer = new ProgressPrinter(silent);
  const othersAtRest = new OthersAtRest();
  while (!signal.aborted) {
    const [run, checkpoints, progress] = await Promise.all([runs.get(runId), runs.checkpoints(runId), readProgress(sql, runId)]);
    printer.show(checkpoints, progress);
    const isOver =
      run.status === 'held' ? othersAtRest.since(checkpoints) : run.status === 'completed' || run.status === 'cancelled';
    if (isOver) {
      printer.end();
      return run.status as RunEnd;
    }
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
  }
  printer.end();
  return 'interrupted';
}

/** A coordinator that waits for other coordinators and does nothing itself. */
const waitingPhase = 'extract';
const restMs = 2_000;

/** One phase holds the run; the others may still be at work, and their files must not be left half done. */
class OthersAtRest {
  #restingSince: number | null = null;

  /** True when no other phase has been at work for a while. */
  since(checkpoints: readonly StoredCheckpoint[]): boolean {
    const atWork = checkpoints.some(({ phase, open }) => open && phase !== waitingPhase);
    this.#restingSince = atWork ? null : (this.#restingSince ?? Date.now());
    return this.#restingSince !== null && Date.now() - this.#restingSince >= restMs;
  }
}

class ProgressPrinter {
  readonly #live = process.stdout.isTTY;
  readonly #silent: boolean;
  readonly #told = new Set<string>();
  readonly #rates = new Map<string, Rate>();
  #lastPlainAt = 0;
  #lastLine = '';

  constructor(silent: boolean) {
    this.#silent = silent;
  }

  show(checkpoints: readonly StoredCheckpoint[], progress: readonly QueueProgress[]): void {
    if (this.#silent) return;
    for (const checkpoint of checkpoints) this.#tellOnce(checkpoint);
    const line = progress
      .filter(({ done, total }) => done < total)
      .map((queue) => this.#describe(queue))
      .join('   ');
    if (line === '' || line === this.#lastLine) return;
    if (this.#live) this.#renew(line);
    else if (Date.now() - this.#lastPlainAt >= plainLineEveryMs) {
      console.log(`  ${line}`);
      this.#lastPlainAt = Date.now();
    }
    this.#lastLine = line;
  }

  end(): void {
    if (this.#live && !this.#silent) this.#renew('');
  }

  #tellOnce({ phase, passed, misses, open, startedAt, createdAt }: StoredCheckpoint): void {
    const state = open ? 'started' : passed ? 'passed' : 'held';
    const key = `${phase} ${state}`;
    if (this.#told.has(key) || open) return;
    this.#told.add(key);
    const seconds = ((createdAt.getTime() - startedAt.getTime()) / 1000).toFixed(1);
    if (this.#live) this.#renew('');
    console.log(passed ? `  ${phase.padEnd(8)} passed after ${seconds} s` : `  ${phase.padEnd(8)} HELD: ${misses.join('; ')}`);
  }

  #describe({ queue, done, total, failed }: QueueProgress): string {
    const rate = this.#rates.get(queue) ?? new Rate();
    this.#rates.set(queue, rate);
    rate.add(Date.now(), done);
    const eta = rate.etaSeconds(total - done);
    const parts = [`${queue} ${done}/${total}`, failed > 0 ? `${failed} failed` : '', `${rate.perSecond().toFixed(1)}/s`];
    return [...parts, eta === null ? '' : `ETA ${duration(eta)}`].filter(Boolean).join(' ');
  }

  #renew(line: string): void {
    process.stdout.write(`\r\u001b[2K${line ? `  ${line}`.slice(0, (process.stdout.columns || 120) - 1) : ''}`);
  }
}
