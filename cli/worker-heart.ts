import type { Logger } from 'pino';
import type { WorkerRegistry } from '../adapters/postgres/worker-registry.js';
import type { Intake } from '../queues/runtime/intake.js';

export interface HeartPorts {
  readonly registry: WorkerRegistry;
  readonly intake: Intake;
  /** Where downloads, the journal and artifacts go: the disks that must not fill. */
  readonly folders: readonly string[];
  /** Used share of a folder's disk in percent; null where nobody can tell. May never answer, as of a share whose server is gone. */
  readonly diskUsed: (folder: string) => Promise<number | null>;
  readonly inFlight: () => number;
  /** Aborts jobs whose locks have run out; the longest time without renewal, in ms. */
  readonly checkLocks: () => number;
  readonly onError: (error: unknown) => void;
  readonly onDrain: () => void;
  readonly log: Logger;
}

const beatAtMostEveryMs = 5_000;
/** Others take a worker that has been silent for as long as a lock lasts for dead: it may miss two beats. */
const beatsPerLock = 3;
const workerLostAfterS = 300;
const lockChecksPerLock = 4;

/** Above the first a worker warns, from the second on it takes no work until it is below again. */
export const diskLimits = { warnPercent: 80, fullPercent: 90 } as const;

/** What a worker does beside its work: tells that it lives, watches its locks and its disk, and hears that it is to drain. */
export class WorkerHeart {
  readonly #ports: HeartPorts;
  readonly #timers: NodeJS.Timeout[];
  /** By folder, as far as known. */
  readonly #diskUsed = new Map<string, number | null>();
  /** Folders whose disk has not answered yet: another question would hold another thread. */
  readonly #asked = new Set<string>();
  #lockGapMs = 0;
  #warned = false;
  #stopping = false;
  #beating: Promise<void> | null = null;

  constructor(ports: HeartPorts, lockDurationMs: number) {
    this.#ports = ports;
    this.#timers = [
      setInterval(() => this.#live(), Math.min(beatAtMostEveryMs, lockDurationMs / beatsPerLock)),
      setInterval(() => (this.#lockGapMs = ports.checkLocks()), lockDurationMs / lockChecksPerLock),
    ];
    this.#watchDisks();
  }

  /** From now on the heartbeat says that this worker drains. */
  draining(): void {
    this.#stopping = true;
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    // A beat that is under way must not say afterwards that the worker goes on.
    await this.#beating;
    await this.#write('stopped').catch(() => undefined);
  }

  /** One beat at a time: a database that is away would else be met by all that it has missed when it is back. */
  #live(): void {
    this.#watchDisks();
    this.#beating ??= this.#beat().finally(() => (this.#beating = null));
  }

  async #beat(): Promise<void> {
    try {
      const { drainRequested } = await this.#write(this.#stopping ? 'draining' : 'running');
      if (drainRequested && !this.#stopping) this.#ports.onDrain();
      await this.#ports.registry.markLost(workerLostAfterS);
    } catch (error) {
      this.#ports.log.warn({ error: String(error) }, 'heartbeat not written');
      this.#ports.onError(error);
    }
  }

  #write(state: 'running' | 'draining' | 'stopped'): Promise<{ drainRequested: boolean }> {
    const rssMb = Math.round(process.memoryUsage.rss() / 2 ** 20);
    const { registry, inFlight, intake } = this.#ports;
    return registry.beat({
      inFlight: inFlight(),
      rssMb,
      diskUsedPercent: this.#fullest(),
      lockGapMs: this.#lockGapMs,
      state,
      heldBy: intake.reasons,
    });
  }

  #watchDisks(): void {
    for (const folder of this.#ports.folders) if (!this.#asked.has(folder)) void this.#watchDisk(folder);
  }

  /** The circuit of the disk. */
  async #watchDisk(folder: string): Promise<void> {
    this.#asked.add(folder);
    this.#diskUsed.set(folder, await this.#ports.diskUsed(folder));
    this.#asked.delete(folder);
    const fullest = this.#fullest();
    if (fullest === null) return;
    const { intake, log } = this.#ports;
    if (fullest >= diskLimits.fullPercent) intake.hold('disk');
    else intake.release('disk');
    const isHigh = fullest >= diskLimits.warnPercent;
    if (isHigh && !this.#warned) log.warn({ diskUsedPercent: fullest }, 'the disk fills up');
    this.#warned = isHigh;
  }

  /** Used share of the fullest disk; null where none is known. */
  #fullest(): number | null {
    const known = [...this.#diskUsed.values()].filter((percent) => percent !== null);
    return known.length === 0 ? null : Math.max(...known);
  }
}
