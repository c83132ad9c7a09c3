import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of package.json: pages are served from there, because the compiler copies no pages into `dist`. */
export function packageRoot(from: string = import.meta.dirname): string {
  if (existsSync(path.join(from, 'package.json'))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error('package.json was not found above this module');
  return packageRoot(parent);
}
