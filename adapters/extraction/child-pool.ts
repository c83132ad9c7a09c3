import type { Format } from '../../queues/contract/formats.js';
import type { Processor } from '../../queues/contract/processor.js';
import { compiledEntry } from '../package-root.js';
import { ExtractionChild, type EngineAnswer } from './extraction-child.js';
import type { CompanionPath } from './protocol.js';

export interface EngineRun {
  readonly processorName: string;
  readonly processor: Processor;
  readonly engine: string;
  readonly path: string;
  readonly name: string;
  readonly format: Format;
  readonly sizeBytes: number;
  readonly companions?: readonly CompanionPath[];
  /** Where what it derives is kept; without it, where the pool keeps all. */
  readonly artifactFolder?: string;
  readonly signal?: AbortSignal;
}

export interface ChildPoolOptions {
  readonly artifactFolder?: string | null;
  readonly creoUrl?: string | null;
  readonly childEntry?: string;
}

/** Idle children kept for other engines, per running one. More would hold memory, fewer would fork for every change of kind. */
const idlePerSlot = 3;

/**
 * Child processes that run engines, at most `size` at once. A child is bound to one engine, or to those that share one, holds one document at a time,
 * is killed past its limits and replaced after `recycleAfter` documents or above `recycleAboveMb`. BullMQ's sandbox has no hard kill, hence our own.
 */
export class ChildPool {
  #size: number;
  #usage = { wallMs: 0, cpuMs: 0 };
  readonly #childEntry: string;
  readonly #artifactFolder: string | null;
  readonly #creoUrl: string | null;
  readonly #children = new Set<ExtractionChild>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #closed = false;
  #nextId = 1;

  /**
   * @param artifactFolder where pictures and arrays are kept; null keeps none
   * @param creoUrl host:port of the Creo service
   * @param childEntry what a child runs; tests put a misbehaving one here
   */
  constructor(
    size: number,
    {
      artifactFolder = null,
      creoUrl = null,
      childEntry = compiledEntry('adapters', 'extraction', 'child.js'),
    }: ChildPoolOptions = {},
  ) {
    this.#size = size;
    this.#artifactFolder = artifactFolder;
    this.#creoUrl = creoUrl;
    this.#childEntry = childEntry;
  }

  get size(): number {
    return this.#size;
  }

  get running(): number {
    return this.#running;
  }

  /** For how long children have had documents, and the processor time that took, since the pool was made. */
  get usage(): { readonly wallMs: number; readonly cpuMs: number } {
    return { ...this.#usage };
  }

  /** From now on at most so many at once; what runs is not touched. */
  resize(size: number): void {
    this.#size = size;
    for (const start of this.#waiting.splice(0)) start();
  }

  /** @throws {EngineFailure} see ExtractionChild.run */
  async run(run: EngineRun): Promise<EngineAnswer> {
    await this.#slot();
    try {
      // Given up while it waited; its place goes on to the next.
      run.signal?.throwIfAborted();
      return await this.#runInChild(run);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Kills what runs and refuses what waits. */
  close(): void {
    this.#closed = true;
    for (const child of this.#children) child.abort();
    for (const start of this.#waiting.splice(0)) start();
  }

  async #runInChild(run: EngineRun): Promise<EngineAnswer> {
    const engine = run.processor.engines[run.engine];
    if (!engine) throw new Error(`processor ${run.processorName} has no engine ${run.engine}`);
    const child = this.#childFor(engine.sharedChild ?? `${run.processorName}/${run.engine}`);
    const abort = (): void => child.abort();
    run.signal?.addEventListener('abort', abort, { once: true });
    const request = {
      id: this.#nextId++,
      processor: run.processorName,
      engine: run.engine,
      path: run.path,
      name: run.name,
      format: run.format,
      memoryMb: engine.memoryMb,
      artifactFolder: run.artifactFolder ?? this.#artifactFolder,
      companions: run.companions ?? [],
      creoUrl: this.#creoUrl,
    };
    try {
      const answer = await child.run(request, engine.timeoutMs(run.sizeBytes));
      this.#usage.wallMs += answer.wallMs;
      this.#usage.cpuMs += answer.cpuMs;
      return answer;
    } finally {
      run.signal?.removeEventListener('abort', abort);
      child.lastUsed = this.#nextId;
      if (child.served >= engine.recycleAfter || child.restMb > (engine.recycleAboveMb ?? Infinity)) this.#retire(child);
    }
  }

  #childFor(engineKey: string): ExtractionChild {
    for (const child of this.#children) if (child.alive && !child.busy && child.engineKey === engineKey) return child;
    this.#makeRoom();
    const child = new ExtractionChild(this.#childEntry, engineKey, (dead) => this.#children.delete(dead));
    this.#children.add(child);
    return child;
  }

  /** Retires the idle child that has waited longest when there are too many. */
  #makeRoom(): void {
    const idle = [...this.#children].filter((child) => !child.busy).sort((a, b) => a.lastUsed - b.lastUsed);
    const oldest = idle[0];
    if (oldest && idle.length >= this.#size * idlePerSlot) this.#retire(oldest);
  }

  #retire(child: ExtractionChild): void {
    this.#children.delete(child);
    child.retire();
  }

  async #slot(): Promise<void> {
    while (!this.#closed && this.#running >= this.#size) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#closed) throw new Error('the extraction pool is closed');
    this.#running += 1;
  }
}
