import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { compiledEntry } from '../../adapters/package-root.js';

export interface FleetOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface FleetProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<FleetOutcome>;
}

/** Starts the compiled `fleet` command as a process of its own. */
export function startFleet(args: readonly string[], environment: NodeJS.ProcessEnv): FleetProcess {
  const child = spawn(process.execPath, [compiledEntry('cli', 'main.js'), ...args], {
    env: { ...process.env, FLEET_LOCK_DURATION_MS: '2000', FLEET_STALLED_INTERVAL_MS: '1000', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString('utf8');
  const ended = once(child, 'close').then(() => ({ status: child.exitCode, stdout: text(out), stderr: text(err) }));
  return { child, ended };
}

/** Runs a `fleet` command to its end. */
export function fleet(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<FleetOutcome> {
  return startFleet(args, environment).ended;
}
