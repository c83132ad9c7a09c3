import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { compiledEntry } from '../../adapters/package-root.js';
import type { ProcessReport, WorkerParameters } from './worker-report.js';

/** A worker process as its parent sees it. */
export class MeasuredProcess {
  readonly #child: ChildProcess;
  #latest: ProcessReport = { files: 0, rssMb: 0, cpuS: 0 };
  #peakMb = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (report: ProcessReport) => {
      this.#latest = report;
      this.#peakMb = Math.max(this.#peakMb, report.rssMb);
    });
  }

  /** Resolves when it works. */
  static async start(parameters: WorkerParameters): Promise<MeasuredProcess> {
    const child = fork(compiledEntry('bench', 'scale', 'worker.js'), [JSON.stringify(parameters)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const measured = new MeasuredProcess(child);
    await once(child, 'message');
    return measured;
  }

  get files(): number {
    return this.#latest.files;
  }

  get cpuS(): number {
    return this.#latest.cpuS;
  }

  /** The highest resident memory since the last call, in MB. */
  takePeakMb(): number {
    const peak = this.#peakMb;
    this.#peakMb = this.#latest.rssMb;
    return peak;
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async stop(): Promise<void> {
    if (!this.alive) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}
