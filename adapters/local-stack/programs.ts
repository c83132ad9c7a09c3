import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Full path of the first of these programs that PATH holds. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const name of names) {
    for (const folder of folders) {
      const found = endings.map((ending) => join(folder, name + ending)).find(isExecutable);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * A command line that ends its program with SIGTERM when the calling process ends, however that ends. Linux with
 * util-linux only; elsewhere the command comes back unchanged.
 */
export function dyingWithParent(program: string, parameters: readonly string[]): [string, string[]] {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined;
  // BusyBox has a setpriv without this option.
  if (setpriv === undefined || spawnSync(setpriv, ['--pdeathsig', 'TERM', 'true']).status !== 0)
    return [program, [...parameters]];
  return [setpriv, ['--pdeathsig', 'TERM', program, ...parameters]];
}
