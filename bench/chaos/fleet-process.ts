import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { compiledEntry } from '../../adapters/package-root.js';

export interface ProcessOptions {
  readonly name: string;
  readonly queues: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What the command line begins with, e.g. to run in a network namespace. */
  readonly enter: readonly string[];
}

/** A `fleet worker` process that faults happen to. */
export class FleetProcess {
  readonly name: string;
  readonly #options: ProcessOptions;
  #child: ChildProcess | null = null;

  constructor(options: ProcessOptions) {
    this.name = options.name;
    this.#options = options;
  }

  get isAlive(): boolean {
    return this.#child !== null;
  }

  /** Starts it; resolves when it takes work. */
  async start(): Promise<void> {
    const { enter, queues, environment } = this.#options;
    const worker = [compiledEntry('cli', 'main.js'), 'worker', '--queues', queues, '--children', '1', '--role', this.name];
    const [program, ...parameters] = [...enter, process.execPath, ...worker];
    const child = spawn(program ?? process.execPath, parameters, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    child.once('exit', () => {
      if (this.#child === child) this.#child = null;
    });
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error(`worker ${this.name} ended at its start`);
      }),
    ]);
  }

  /** `ip netns exec` replaces itself by the program, so that the signal reaches the worker itself. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  /** Asks it to finish, as an operator would. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const exited = once(child, 'exit');
    child.disconnect();
    await exited;
  }

  /** Process ids of its extraction children; Linux only. */
  childIds(): number[] {
    const pid = this.#child?.pid;
    if (pid === undefined) return [];
    return readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry) && parentOf(entry) === pid)
      .map(Number);
  }
}

function parentOf(pid: string): number | null {
  try {
    // pid (name) state ppid: a name may hold blanks and parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}
