import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeeperControl } from './keeper-control.js';
import { claimFolder, type Claim } from './keeper-claim.js';
import { KeeperServices, urlsOf } from './keeper-services.js';
import { writePrivateJson } from './private-file.js';
import { loadSettings, type StackSettings } from './stack-settings.js';
import { makeStackFolder, stackFolder, type StackFolder } from './stack-folder.js';

/** How long the keeper outlives its last client, so that one command after another does not pay for a start each. */
const graceMs = 1_500;

/** How long a keeper that could not start stays to say so: it may fail before anyone has read its address. */
const failureMs = 1_000;

/**
 * The process that owns a folder's local stack. Its life:
 *  1. listen on the control port; claim the folder (or leave it to the keeper that has it);
 *  2. write stack.json, so that clients attach and wait;
 *  3. start Redis and the database; tell the clients their addresses;
 *  4. when the last client is gone, and no other has come for a while, remove stack.json, stop both and end.
 * Argument: the folder.
 */
async function main(): Promise<void> {
  const folder = stackFolder(process.argv[2]);
  makeStackFolder(folder);
  const token = randomBytes(24).toString('hex');
  const control = new KeeperControl(token);
  const address = { pid: process.pid, port: await control.listen(), token, startedAt: new Date().toISOString() };
  const claim = await claimFolder(folder, address);
  if (claim === undefined) process.exit(0);

  const told = new Promise<string>((resolve) => {
    control.onStop = () => resolve('asked to stop');
    // SIGBREAK is what a closing console sends on Windows.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGBREAK', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });

  const settings = await loadSettings(folder);
  control.expect(urlsOf(settings));
  control.enter('starting');
  writePrivateJson(folder.stackFile, address);
  log(`keeper of ${folder.root} started`);
  await keep(folder, settings, control, told);
  end(folder, claim);
}

async function keep(folder: StackFolder, settings: StackSettings, control: KeeperControl, told: Promise<string>): Promise<void> {
  let services: KeeperServices;
  try {
    services = await KeeperServices.start(folder, settings, log, (note) => control.enter('starting', note));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log(`start failed: ${reason}`);
    control.fail(reason);
    process.exitCode = 1;
    await sleep(failureMs);
    return;
  }
  control.ready(services.urls);
  log('ready');
  log(`ending: ${await Promise.race([told, services.lost, untilUnused(control)])}`);
  rmSync(folder.stackFile, { force: true });
  control.enter('stopping');
  await services.stop();
}

/** Asked only once all is ready: whoever attaches during a long start must not meet a keeper that ends right after. */
function untilUnused(control: KeeperControl): Promise<string> {
  return new Promise((resolve) => {
    let grace: NodeJS.Timeout | undefined;
    const look = (clients: number): void => {
      clearTimeout(grace);
      if (clients === 0) grace = setTimeout(() => resolve('the last client is gone'), graceMs);
    };
    control.onClients = look;
    look(control.clients);
  });
}

/** Ends the process, which closes the control connections: whoever waits for that finds the folder free. */
function end(folder: StackFolder, claim: Claim): never {
  rmSync(folder.stackFile, { force: true });
  claim.release();
  log('ended');
  process.exit();
}

function log(text: string): void {
  process.stdout.write(`${new Date().toISOString()} ${process.pid} ${text}\n`);
}

await main();
