import { resolve } from 'node:path';
import { Command } from 'commander';
import { migrateDatabase } from '../../adapters/postgres/migrate.js';
import { connect } from '../../adapters/postgres/connect.js';
import { verifyDatabase, type Check } from '../../adapters/postgres/verify.js';
import { verifyRedis } from '../../adapters/postgres/verify-redis.js';
import { checkClock, checkReachable, checkWorkerVersions } from '../../adapters/postgres/verify-reachable.js';
import { queueNames } from '../../queues/contract/queue-table.js';
import { readConfig, type Config } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { openServices } from '../services.js';
import { version } from '../version.js';
import { verifyMachine } from '../verify-machine.js';
import { verifySources } from '../verify-sources.js';

export function migrateCommand(): Command {
  return new Command('migrate').description('bring the database to this version; repeatable').action(async () => {
    const services = await openServices(readConfig());
    try {
      const applied = await migrateDatabase(services.databaseUrl);
      console.log(applied.length === 0 ? 'the database is up to date' : `applied ${applied.join(', ')}`);
    } finally {
      await services.release();
    }
  });
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'the pre-flight: schema, extensions, indexes, Redis, clock, disk, Creo service, storage; names each miss and fails',
    )
    .argument('[source]', 'a folder or bucket that a run is planned over: whether this machine can read it')
    .option('--json', 'print JSON')
    .action(async (source: string | undefined, options: { json?: boolean }) => {
      const checks = await verify(readConfig(), source);
      const misses = checks.filter((check) => !check.ok);
      if (options.json) console.log(JSON.stringify({ ok: misses.length === 0, checks }));
      else {
        for (const { check, ok, detail } of checks)
          console.log(`${ok ? 'ok  ' : 'MISS'}  ${check}${detail ? `: ${detail}` : ''}`);
        console.log(
          misses.length === 0 ? `all ${checks.length} checks hold` : `${misses.length} of ${checks.length} checks do not hold`,
        );
      }
      if (misses.length > 0) process.exitCode = exitCodes.unsound;
    });
}

async function verify(config: Config, source: string | undefined): Promise<Check[]> {
  const services = await openServices(config);
  // The local stack is ours to migrate; a team's own database is only looked at.
  if (services.local) await migrateDatabase(services.databaseUrl);
  const sql = connect(services.databaseUrl, 1);
  try {
    const reachable = await checkReachable(sql);
    return [
      reachable,
      ...(reachable.ok ? [await checkClock(sql), ...(await verifyDatabase(sql)), await checkWorkerVersions(sql, version)] : []),
      ...(await verifyRedis(services.redisUrl, queueNames)),
      ...(await verifyMachine(config)),
      ...(reachable.ok ? await verifySources(sql, config, plannedUri(source)) : []),
    ];
  } finally {
    await sql.end({ timeout: 5 });
    await services.release();
  }
}

/** A folder by its whole path, as a run would name it. */
function plannedUri(source: string | undefined): string | undefined {
  return source === undefined || source.includes('://') ? source : resolve(source);
}
