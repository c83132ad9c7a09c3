import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { compiledEntry } from '../../adapters/package-root.js';

const askEveryMs = 500;
const pages = ['progress', 'throughput', 'failures', 'skipped', 'checkpoints', 'quality'];

/** `fleet dashboard` in a process of its own, asked all the time as a browser would ask it. */
export class DashboardProbe {
  readonly #child: ChildProcess;
  readonly #url: string;
  readonly #timer: NodeJS.Timeout;
  #asked = 0;
  #answersMs: number[] = [];

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.#url = url;
    this.#timer = setInterval(() => void this.#ask(), askEveryMs);
  }

  static async start(databaseUrl: string, redisUrl: string): Promise<DashboardProbe> {
    const child = fork(compiledEntry('cli', 'main.js'), ['dashboard', '--port', '0'], {
      env: { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    if (child.stdout === null) throw new Error('no output of the dashboard');
    for await (const line of createInterface(child.stdout)) {
      const url = /^dashboard: (\S+)/.exec(line)?.[1];
      if (url !== undefined) return new DashboardProbe(child, url);
    }
    throw new Error('the dashboard did not start');
  }

  /** Milliseconds of the answers since the last call. */
  take(): number[] {
    const answers = this.#answersMs;
    this.#answersMs = [];
    return answers;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    this.#child.kill();
    await exited;
  }

  async #ask(): Promise<void> {
    const page = pages[this.#asked++ % pages.length] ?? '';
    const askedAt = performance.now();
    const answer = await fetch(new URL(`api/runs/latest/${page}`, this.#url));
    await answer.arrayBuffer();
    // 404 until the first run is there.
    if (answer.ok) this.#answersMs.push(performance.now() - askedAt);
  }
}
