import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of the corpus files of a kind, or none, said loudly, where the corpus is not on this machine. */
export function corpusFiles(folder: string, pattern: RegExp): string[] {
  const root = process.env['EXTRACTION_CORPUS'] ?? join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'corpus');
  const path = join(root, folder);
  if (!existsSync(path)) {
    console.warn(`NOT TESTED: no corpus at ${path} (set EXTRACTION_CORPUS); tests run on generated fixtures only`);
    return [];
  }
  return readdirSync(path)
    .filter((name) => pattern.test(name))
    .map((name) => join(path, name));
}
