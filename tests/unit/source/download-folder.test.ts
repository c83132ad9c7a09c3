import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { DownloadFolder } from '../../../adapters/source/download-folder.js';

it('sweeps what ended processes left, and nothing of those that live', () => {
  const first = new DownloadFolder();
  const ended = spawnSync(process.execPath, ['--version']);
  const left = join(dirname(first.path), `${ended.pid}-left`);
  const alive = join(dirname(first.path), `${process.ppid}-alive`);
  for (const folder of [left, alive]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'download'), 'x');
  }
  writeFileSync(first.newPath(), 'x');
  const second = new DownloadFolder();
  try {
    expect([left, alive, first.path].map((path) => existsSync(path))).toEqual([false, true, true]);
  } finally {
    first.close();
    second.close();
    rmSync(alive, { recursive: true });
  }
  expect([first.path, second.path].map((path) => existsSync(path))).toEqual([false, false]);
});
