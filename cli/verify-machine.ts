import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../adapters/make-folder.js';
import { healthOf } from '../adapters/creo/connection.js';
import { checkOf, type Check } from '../adapters/postgres/verify-check.js';
import { diskUsedPercent } from '../adapters/source/disk.js';
import type { Config } from './config.js';
import { artifactFolder, ConfigError } from './config.js';
import { tokensOf } from './servers.js';
import { diskLimits } from './worker-heart.js';

const answerWithinMs = 5_000;

/** What this machine itself must have for the work: room, a place for previews that it may write, a Creo service that answers where one is named, a token where it is reached from outside. */
export async function verifyMachine(config: Config): Promise<Check[]> {
  return [
    await checkDisk('disk', config.FLEET_LOCAL_DIR),
    await checkDisk('disk of temporary files', tmpdir()),
    await checkArtifacts(artifactFolder(config), config.FLEET_ARTIFACT_DIR !== undefined),
    ...(config.CREO_GRPC_URL === undefined ? [] : [await checkCreo(config.CREO_GRPC_URL)]),
    checkTokens(config),
  ];
}

/** A folder that is not there yet tells nothing. */
async function checkDisk(check: string, folder: string): Promise<Check> {
  const used = await diskUsedPercent(folder);
  if (used === null) return checkOf(check, [], 'not told by this platform');
  const misses = used < diskLimits.fullPercent ? [] : [`${folder} is ${used} % full: a worker takes no work`];
  return checkOf(check, misses, used < diskLimits.warnPercent ? `${used} % used` : `${used} % used, it fills up`);
}

async function checkArtifacts(folder: string, isShared: boolean): Promise<Check> {
  const trial = join(folder, `.verify-${process.pid}`);
  try {
    await makeFolder(folder);
    await writeFile(trial, '');
    await rm(trial);
    return checkOf('artifacts', [], isShared ? folder : `${folder}, which no other machine sees (FLEET_ARTIFACT_DIR)`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return checkOf('artifacts', [`${folder} cannot be written, so that no preview or view is kept: ${reason}`]);
  }
}

async function checkCreo(url: string): Promise<Check> {
  const trouble = await healthOf(url, answerWithinMs);
  return checkOf('creo service', trouble === null ? [] : [`${url} does not serve: ${trouble}`], url);
}

function checkTokens(config: Config): Check {
  try {
    const { read, admin } = tokensOf(config);
    const told = [read && 'read', admin && 'admin'].filter((token) => token !== undefined).join(' and ');
    return checkOf('tokens', [], told === '' ? `none needed on ${config.FLEET_HOST}` : told);
  } catch (error) {
    if (error instanceof ConfigError) return checkOf('tokens', [error.message]);
    throw error;
  }
}
