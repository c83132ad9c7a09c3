import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { compiledEntry } from '../../adapters/package-root.js';

/** The servers that a worker works with, and where it keeps its own files. */
export interface WorkerPlace {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly localDir: string;
}

/** A worker process that is started again when it ends by itself, which is counted. */
export class WatchedWorker {
  readonly #run: WorkerPlace;
  #child: ChildProcess;
  #stopping = false;
  deaths = 0;

  constructor(run: WorkerPlace) {
    this.#run = run;
    this.#child = this.#start();
  }

  async started(): Promise<void> {
    await once(this.#child, 'message');
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }

  #start(): ChildProcess {
    const { databaseUrl, redisUrl, localDir } = this.#run;
    const child = fork(compiledEntry('cli', 'main.js'), ['worker', '--queues', 'phase,pdf,dxf,creo,cad'], {
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        REDIS_URL: redisUrl,
        FLEET_LOCAL_DIR: localDir,
        FLEET_LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('exit', () => {
      if (this.#stopping) return;
      this.deaths += 1;
      this.#child = this.#start();
    });
    return child;
  }
}
