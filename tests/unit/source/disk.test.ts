import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskUsedPercent } from '../../../adapters/source/disk.js';

describe('the used share of a disk', () => {
  it.skipIf(process.platform === 'win32')('is what df tells', async () => {
    const output = execFileSync('df', ['-P', tmpdir()], { encoding: 'utf8' });
    const told = Number(/(\d+)%/.exec(output)?.[1]);
    expect(Math.abs(((await diskUsedPercent(tmpdir())) ?? Number.NaN) - told)).toBeLessThan(3);
  });

  it('is unknown of a folder that is not there', async () => {
    expect(await diskUsedPercent(join(tmpdir(), 'no', 'such', 'folder'))).toBeNull();
  });
});
