import { Command } from 'commander';
import { migrateDatabase } from '../../adapters/postgres/migrate.js';
import { connect } from '../../adapters/postgres/connect.js';
import { verifyDatabase, type Check } from '../../adapters/postgres/verify.js';
import { verifyRedis } from '../../adapters/postgres/verify-redis.js';
import { diskUsedPercent } from '../../adapters/source/disk.js';
import { readConfig, type Config } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { openServices } from '../services.js';
import { verifySources } from '../verify-sources.js';

/** Above this a worker takes no work. */
const fullDiskPercent = 90;

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
    .description('the pre-flight: schema, extensions, indexes, Redis policy, disk, storage; names each miss and fails')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const checks = await verify(readConfig());
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

async function verify(config: Config): Promise<Check[]> {
  const services = await openServices(config);
  // The local stack is ours to migrate; a team's own database is only looked at.
  if (services.local) await migrateDatabase(services.databaseUrl);
  const sql = connect(services.databaseUrl, 1);
  try {
    return [
      ...(await verifyDatabase(sql)),
      ...(await verifyRedis(services.redisUrl)),
      await diskCheck(config.FLEET_LOCAL_DIR),
      ...(await verifySources(sql, config)),
    ];
  } finally {
    await sql.end({ timeout: 5 });
    await services.release();
  }
}

async function diskCheck(folder: string): Promise<Check> {
  const used = await diskUsedPercent(folder);
  return {
    check: 'disk',
    ok: used === null || used < fullDiskPercent,
    detail: used === null ? 'not told by this platform' : `${used} % used`,
  };
}
