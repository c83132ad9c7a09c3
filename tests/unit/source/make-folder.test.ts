import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, makeFolderSync } from '../../../adapters/make-folder.js';

const root = mkdtempSync(join(tmpdir(), 'fleet-make-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each([
  ['makeFolder', makeFolder],
  [
    'makeFolderSync',
    (path: string, mode?: number) => {
      makeFolderSync(path, mode);
    },
  ],
] as const)('%s', (name, make) => {
  it('makes what is missing above it, and leaves what is there', async () => {
    const path = join(root, name, 'a', 'b');
    await make(path, 0o700);
    await make(path);
    expect(statSync(path).isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700);
    await make('/');
  });

  it('says why a file cannot be a folder, nor hold one', async () => {
    const file = join(root, `${name}.txt`);
    writeFileSync(file, '');
    await expect((async () => make(file))()).rejects.toThrow('EEXIST');
    await expect((async () => make(join(file, 'a', 'b')))()).rejects.toThrow(/ENOTDIR|ENOENT|EEXIST/);
  });

  it.runIf(existsSync('/proc/self'))('gives up at once below a folder that takes none', async () => {
    await expect((async () => make('/proc/no-such-folder/a'))()).rejects.toThrow('ENOENT');
  });

  it('made by many at once is one', async () => {
    const path = join(root, `${name}-many`, 'a', 'b', 'c');
    await Promise.all(Array.from({ length: 20 }, async () => make(path)));
    expect(statSync(path).isDirectory()).toBe(true);
  });
});
