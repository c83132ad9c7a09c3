import { accessSync, constants } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolderSync } from '../make-folder.js';
import { packageRoot } from '../package-root.js';

/** Where the local stack keeps what. */
export interface StackFolder {
  readonly root: string;
  /** Names the live keeper; readable by the owner alone, for it holds the token. */
  readonly stackFile: string;
  /** Ports and password, the same from start to start, so that clients of a killed keeper find its successor. */
  readonly settingsFile: string;
  readonly keeperLog: string;
  readonly postgres: string;
  readonly redis: string;
  /** redis-server unpacked from Debian packages when nobody may install it. */
  readonly redisProgram: string;
}

/**
 * @param root undefined takes FLEET_LOCAL_DIR, else .local/ beside package.json
 */
export function stackFolder(root?: string): StackFolder {
  const fromEnvironment = process.env['FLEET_LOCAL_DIR'];
  const chosen =
    root ?? (fromEnvironment === undefined || fromEnvironment === '' ? join(packageRoot, '.local') : fromEnvironment);
  const absolute = resolve(chosen);
  return {
    root: absolute,
    stackFile: join(absolute, 'stack.json'),
    settingsFile: join(absolute, 'settings.json'),
    keeperLog: join(absolute, 'keeper.log'),
    postgres: join(absolute, 'postgres'),
    redis: join(absolute, 'redis'),
    redisProgram: join(absolute, 'redis-program'),
  };
}

export function makeStackFolder(folder: StackFolder): void {
  try {
    makeFolderSync(folder.root, 0o700);
    accessSync(folder.root, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${folder.root} cannot hold the local stack: ${reason}; name a folder in FLEET_LOCAL_DIR that may be written`,
      {
        cause: error,
      },
    );
  }
}
