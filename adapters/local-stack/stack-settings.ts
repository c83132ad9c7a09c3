import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { freePort } from './free-port.js';
import { readPrivateJson, writePrivateJson } from './private-file.js';
import type { StackFolder } from './stack-folder.js';

const StackSettings = z.object({
  databasePort: z.number().int(),
  redisPort: z.number().int(),
  password: z.string().regex(/^[0-9a-f]{32}$/),
});
export type StackSettings = z.infer<typeof StackSettings>;

/**
 * Ports and password of the folder, made at its first start and kept: clients that outlive a killed keeper reconnect to
 * its successor by the addresses they have.
 */
export async function loadSettings(folder: StackFolder): Promise<StackSettings> {
  const kept = readPrivateJson(folder.settingsFile, StackSettings);
  if (kept !== undefined) return kept;
  const databasePort = await freePort();
  let redisPort = await freePort();
  while (redisPort === databasePort) redisPort = await freePort();
  const made = { databasePort, redisPort, password: randomBytes(16).toString('hex') };
  writePrivateJson(folder.settingsFile, made);
  return made;
}

export function saveSettings(folder: StackFolder, settings: StackSettings): void {
  writePrivateJson(folder.settingsFile, settings);
}
