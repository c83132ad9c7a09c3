import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeeperAddress } from './control-protocol.js';
import { askKeeper } from './keeper-connection.js';
import { readPrivateJson, writePrivateJson } from './private-file.js';
import type { StackFolder } from './stack-folder.js';

const claimName = /^keeper-[0-9a-f]+\.claim$/;
const backOffMs = { least: 20, most: 150 };
const waitForStoppingMs = 60_000;

export interface Claim {
  release(): void;
}

/**
 * Makes the caller the folder's only keeper, or tells that there is one.
 * Every candidate first listens, then writes its claim, then looks at all others; whoever finds itself alone has it, and
 * of two who see each other both step back for a random time. A claim whose address does not answer is of a dead process
 * and removed. So there is no lock to go stale, and no moment in which two can both find themselves alone.
 * @param self where the caller already listens
 * @returns undefined when another keeper is starting or ready
 */
export async function claimFolder(folder: StackFolder, self: KeeperAddress): Promise<Claim | undefined> {
  const name = `keeper-${randomBytes(8).toString('hex')}.claim`;
  const path = join(folder.root, name);
  const deadline = performance.now() + waitForStoppingMs;
  for (;;) {
    writePrivateJson(path, self);
    const others = await statesOfOthers(folder, name);
    if (others.length === 0) return { release: () => rmSync(path, { force: true }) };
    rmSync(path, { force: true });
    if (others.includes('starting') || others.includes('ready')) return undefined;
    if (performance.now() > deadline)
      throw new Error(`another keeper of ${folder.root} is ${others.join(', ')} and does not end`);
    await sleep(backOffMs.least + Math.random() * (backOffMs.most - backOffMs.least));
  }
}

async function statesOfOthers(folder: StackFolder, own: string): Promise<string[]> {
  const states: string[] = [];
  for (const name of readdirSync(folder.root)) {
    if (name === own || !claimName.test(name)) continue;
    const path = join(folder.root, name);
    const address = readPrivateJson(path, KeeperAddress);
    // Written by rename, so an unreadable claim was removed just now or is not one.
    const status = address === undefined ? undefined : await askKeeper(address);
    if (status === undefined) rmSync(path, { force: true });
    else states.push(status.state);
  }
  return states;
}
