import type { Logger } from 'pino';
import type { ChildPool } from '../adapters/extraction/child-pool.js';
import { freeMemoryMb, machineLimits, machineLoad } from './machine.js';
import { nextChildren } from './tuning.js';

const lookEveryMs = 30_000;

/** Fits the number of extraction children to what they make of the machine, and says what it chose and why. */
export class Tuner {
  readonly #timer: NodeJS.Timeout;

  constructor(pool: ChildPool, onChange: (children: number) => void, log: Logger) {
    const limits = machineLimits();
    let before = pool.usage;
    this.#timer = setInterval(() => {
      const now = pool.usage;
      const wallMs = now.wallMs - before.wallMs;
      const cpuShare = wallMs === 0 ? null : (now.cpuMs - before.cpuMs) / wallMs;
      before = now;
      const reading = { children: pool.size, freeMb: freeMemoryMb(limits), cpuShare, load: machineLoad() };
      const choice = nextChildren(limits, reading);
      if (choice === null) return;
      pool.resize(choice.children);
      onChange(choice.children);
      log.info({ children: choice.children, before: reading.children }, `extraction children: ${choice.why}`);
    }, lookEveryMs);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
