import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolderSync } from '../make-folder.js';

const parent = join(tmpdir(), 'extraction-fleet-downloads');
/** Folders of this process; its number may have been another one's before. */
const ours = new Set<string>();

/**
 * Where one process keeps what it has downloaded, each file under a name of its own making: a storage key never becomes a
 * path. What processes left that are gone is swept when the next one starts.
 */
export class DownloadFolder {
  readonly path: string;

  constructor() {
    makeFolderSync(parent);
    sweep();
    this.path = mkdtempSync(join(parent, `${process.pid}-`));
    ours.add(this.path);
  }

  /** A path where nothing is yet. */
  newPath(): string {
    return join(this.path, randomUUID());
  }

  /** Never rejects: on Windows a child that dies may hold a file a moment longer, and the sweep takes the rest. */
  async remove(path: string): Promise<void> {
    await rm(path, { force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined);
  }

  close(): void {
    ours.delete(this.path);
    removeFolder(this.path);
  }
}

function sweep(): void {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    const isHeld = ours.has(path) || (Number.parseInt(name, 10) !== process.pid && isAlive(Number.parseInt(name, 10)));
    if (!isHeld) removeFolder(path);
  }
}

function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Another process sweeps too, or still holds a file; the next start finds it.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: alive, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
