import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '../../adapters/package-root.js';

/**
 * Takes a folder of files through a whole run into the database, as `npm start` does; what the run needs on disk goes to `localFolder`.
 * @throws {Error} when the run does not come to its end; a checkpoint that holds it is no end
 */
export async function runArchive(databaseUrl: string, localFolder: string, archive: string): Promise<void> {
  const child = spawn(process.execPath, [join(packageRoot, 'dist', 'cli', 'main.js'), 'start', archive, '--once'], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      FLEET_LOCAL_DIR: localFolder,
      FLEET_ARTIFACT_DIR: join(localFolder, 'artifacts'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the run over ${archive} ended with ${String(code)}:\n${said}`);
}
