import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, whether this file runs from source or compiled from `dist`. */
export const packageRoot = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

function findPackageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('package.json not found above this file');
  return findPackageRoot(parent);
}

/** Child processes always run compiled JavaScript: forks pay no compiler, and Windows needs no loader. */
export function compiledEntry(...path: string[]): string {
  return join(packageRoot, 'dist', ...path);
}
