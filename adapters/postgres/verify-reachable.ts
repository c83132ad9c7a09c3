import { connectionReason } from '../connection-reason.js';
import type { SqlOrTransaction } from './connect.js';
import { checkOf, type Check } from './verify-check.js';

/** Whether Postgres answers at all; of one that does not, nothing else can be asked. */
export async function checkReachable(sql: SqlOrTransaction): Promise<Check> {
  try {
    const [row] = await sql<{ version: string }[]>`SELECT split_part(current_setting('server_version'), ' ', 1) AS version`;
    return checkOf('postgres reachable', [], row?.version);
  } catch (error) {
    return checkOf('postgres reachable', [connectionReason(error)]);
  }
}

/** Further apart than this, heartbeats and durations that two machines write no longer compare. */
const skewAtMostS = 5;

/** This machine's clock against that of Postgres; the middle of the question counts, so that a long way is no skew. */
export async function checkClock(sql: SqlOrTransaction): Promise<Check> {
  const asked = Date.now();
  const [row] = await sql<{ ms: number }[]>`SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms`;
  const answered = Date.now();
  const skewS = ((asked + answered) / 2 - Number(row?.ms)) / 1000;
  const told = `${Math.abs(skewS).toFixed(1)} s ${skewS < 0 ? 'behind' : 'ahead of'} Postgres`;
  const misses = Math.abs(skewS) <= skewAtMostS ? [] : [`this machine's clock is ${told}: set it by a time server`];
  return checkOf('clock', misses, told);
}

/** Workers that live but are of another version of this program: an upgrade that has stopped half way. */
export async function checkWorkerVersions(sql: SqlOrTransaction, version: string): Promise<Check> {
  const [table] = await sql<{ there: boolean }[]>`SELECT to_regclass('worker_registry') IS NOT NULL AS there`;
  const others = table?.there
    ? await sql<{ worker: string; version: string }[]>`
        SELECT worker_id AS worker, version FROM worker_registry
        WHERE state IN ('running', 'draining') AND heartbeat > now() - interval '5 minutes' AND version <> ${version} ORDER BY worker_id`
    : [];
  return checkOf(
    'worker versions',
    others.map((other) => `${other.worker} is of version ${other.version}, this is ${version}: upgrade it`),
    version,
  );
}
