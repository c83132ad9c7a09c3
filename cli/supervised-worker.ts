import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolderSync } from '../adapters/make-folder.js';
import { compiledEntry } from '../adapters/package-root.js';
import type { Config } from './config.js';
import type { Services } from './services.js';

const restartPauseMs = 1_000;
const killAfterMs = 30_000;

/**
 * A worker in a process of its own that is started again when it dies. What it had claimed is taken up by the next one
 * once its locks have run out.
 */
export class SupervisedWorker {
  readonly #config: Config;
  readonly #services: Services;
  #child: ChildProcess | null = null;
  #stopping = false;
  #exited = Promise.resolve();

  constructor(config: Config, services: Services) {
    this.#config = config;
    this.#services = services;
  }

  get logFile(): string {
    return join(this.#config.FLEET_LOCAL_DIR, 'logs', 'worker.log');
  }

  start(): void {
    makeFolderSync(join(this.#config.FLEET_LOCAL_DIR, 'logs'));
    const log = openSync(this.logFile, 'a');
    const child = fork(compiledEntry('cli', 'main.js'), ['worker', '--queues', 'all', '--concurrency', '4'], {
      env: { ...process.env, DATABASE_URL: this.#services.databaseUrl, REDIS_URL: this.#services.redisUrl },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.#child = child;
    this.#exited = new Promise((resolve) => {
      // Not `close`: that event never comes once we have disconnected the channel ourselves.
      child.once('exit', () => {
        this.#child = null;
        resolve();
        if (!this.#stopping) setTimeout(() => this.#restart(), restartPauseMs);
      });
    });
  }

  /** Asks the worker to finish; kills it when it does not. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child) return;
    // Disconnecting asks on every platform; a SIGTERM would kill outright on Windows.
    if (child.connected) child.disconnect();
    const killer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    await this.#exited;
    clearTimeout(killer);
  }

  #restart(): void {
    if (!this.#stopping) this.start();
  }
}
