import type { Logger } from 'pino';
import type { WorkerRegistry } from '../adapters/postgres/worker-registry.js';
import { diskUsedPercent } from '../adapters/source/disk.js';
import type { Intake } from '../queues/runtime/intake.js';

export interface HeartPorts {
  readonly registry: WorkerRegistry;
  readonly intake: Intake;
  /** Where downloads, the journal and artifacts go: the disks that must not fill. */
  readonly folders: readonly string[];
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
  #lockGapMs = 0;
  #warned = false;
  #stopping = false;

  constructor(ports: HeartPorts, lockDurationMs: number) {
    this.#ports = ports;
    this.#timers = [
      setInterval(() => void this.#beat(), Math.min(beatAtMostEveryMs, lockDurationMs / beatsPerLock)),
      setInterval(() => (this.#lockGapMs = ports.checkLocks()), lockDurationMs / lockChecksPerLock),
    ];
    void this.#watchDisk();
  }

  /** From now on the heartbeat says that this worker drains. */
  draining(): void {
    this.#stopping = true;
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#write('stopped', await this.#watchDisk()).catch(() => undefined);
  }

  async #beat(): Promise<void> {
    const disk = await this.#watchDisk();
    try {
      const { drainRequested } = await this.#write(this.#stopping ? 'draining' : 'running', disk);
      if (drainRequested && !this.#stopping) this.#ports.onDrain();
      await this.#ports.registry.markLost(workerLostAfterS);
    } catch (error) {
      this.#ports.log.warn({ error: String(error) }, 'heartbeat not written');
      this.#ports.onError(error);
    }
  }

  #write(state: 'running' | 'draining' | 'stopped', disk: number | null): Promise<{ drainRequested: boolean }> {
    const rssMb = Math.round(process.memoryUsage.rss() / 2 ** 20);
    const { registry, inFlight, intake } = this.#ports;
    return registry.beat({
      inFlight: inFlight(),
      rssMb,
      diskUsedPercent: disk,
      lockGapMs: this.#lockGapMs,
      state,
      heldBy: intake.reasons,
    });
  }

  /** The circuit of the disk. Returns the used share of the fullest folder. */
  async #watchDisk(): Promise<number | null> {
    const { intake, folders, log } = this.#ports;
    const used = (await Promise.all(folders.map(diskUsedPercent))).filter((percent) => percent !== null);
    if (used.length === 0) return null;
    const fullest = Math.max(...used);
    if (fullest >= diskLimits.fullPercent) intake.hold('disk');
    else intake.release('disk');
    const isHigh = fullest >= diskLimits.warnPercent;
    if (isHigh && !this.#warned) log.warn({ diskUsedPercent: fullest }, 'the disk fills up');
    this.#warned = isHigh;
    return fullest;
  }
}
