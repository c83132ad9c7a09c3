import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { windowsPath, type WindowsInstallation } from './installation.js';

export interface Said {
  readonly kind: string;
  readonly platform?: string;
  readonly workerId?: string;
  readonly code?: number | null;
}

/** A fleet command under Windows' Node. */
export interface WindowsProcess {
  readonly started: Said;
  /** Asks it to finish, as a supervisor does. Resolves with its exit code. */
  stop(): Promise<number | null | undefined>;
  kill(): Promise<void>;
}

/** Starts `fleet ...parameters` under Windows' Node and waits until it says that it has started. Its output goes to `logFile`. */
export async function startOnWindows(
  { folder, node, environment }: WindowsInstallation,
  parameters: readonly string[],
  variables: NodeJS.ProcessEnv,
  logFile: string,
): Promise<WindowsProcess> {
  const control = createServer().listen(0, '127.0.0.1');
  await once(control, 'listening');
  const { port } = control.address() as AddressInfo;
  // Wine's Node cannot write to a pipe of ours; it can to a file.
  const log = openSync(logFile, 'a');
  const host = windowsPath(join(import.meta.dirname, 'host.mjs'));
  const entry = windowsPath(join(folder, 'dist', 'cli', 'main.js'));
  const wine = spawn('wine', [node, host, String(port), windowsPath(logFile), entry, ...parameters], {
    cwd: folder,
    env: { ...environment, ...variables },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const gone = once(wine, 'exit');
  const [socket] = (await once(control, 'connection')) as [Socket];
  const heard = sayings(socket);
  const end = async (word: 'stop' | 'kill'): Promise<Said> => {
    socket.write(`${word}\n`);
    const exited = await heard('exited');
    control.close();
    await gone;
    return exited;
  };
  const started = await heard('started');
  if (started.kind === 'exited') throw new Error(`the process ended at its start; see ${logFile}`);
  return {
    started,
    stop: async () => (await end('stop')).code,
    kill: async () => {
      await end('kill');
    },
  };
}

/** The next message of a kind, or that the process has ended. */
function sayings(socket: Socket): (kind: string) => Promise<Said> {
  const heard: Said[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: socket }).on('line', (line) => {
    heard.push(JSON.parse(line) as Said);
    for (const look of waiting) look();
  });
  return (kind) =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = heard.find((said) => said.kind === kind || said.kind === 'exited');
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
}
