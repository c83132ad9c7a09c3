import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';

/** Writes JSON that its owner alone may read, whole or not at all. */
export function writePrivateJson(path: string, value: unknown): void {
  const partPath = `${path}.${randomBytes(4).toString('hex')}.part`;
  writeFileSync(partPath, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  try {
    renameSync(partPath, path);
  } catch (error) {
    rmSync(partPath, { force: true });
    throw error;
  }
}

/** Undefined when there is no such file or it does not hold what is expected: both are left by a crash, not by us. */
export function readPrivateJson<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
