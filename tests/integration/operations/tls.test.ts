import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Check } from '../../../adapters/postgres/verify-check.js';
import { TestAuthority } from '../../support/certificates.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';
import { fleet, type FleetOutcome } from '../../support/fleet-command.js';
import { openOwnRedis, type TestRedis } from '../../support/redis.js';
import { openTlsFront, type TlsFront } from '../../support/tls-front.js';

/** Commands as processes against servers whose certificates an authority of this test has signed. */

let folder: TestFolder;
let database: TestDatabase;
let redis: TestRedis;
const fronts: TlsFront[] = [];
let urls: { redis: string; postgres: string };
/** Servers whose certificates are for another host. */
let misnamed: { redis: string; postgres: string };

beforeAll(async () => {
  folder = openTestFolder();
  const [ours, others] = await Promise.all([TestAuthority.create('fleet test'), TestAuthority.create('somebody else')]);
  writeFileSync(join(folder.path, 'ours.pem'), ours.pem);
  writeFileSync(join(folder.path, 'others.pem'), others.pem);
  [database, redis] = await Promise.all([openTestDatabase(), openOwnRedis(['--appendonly', 'yes'])]);
  urls = await behindTls(await ours.sign('localhost'));
  misnamed = await behindTls(await ours.sign('queue.example'));
});
afterAll(async () => {
  await Promise.all(fronts.map((front) => front.close()));
  await Promise.all([redis.close(), database.close()]);
  folder.close();
});

async function behindTls(certificate: Parameters<typeof openTlsFront>[2]): Promise<typeof urls> {
  const toRedis = await openTlsFront('redis', redis.url, certificate);
  const toPostgres = await openTlsFront('postgres', database.url, certificate);
  fronts.push(toRedis, toPostgres);
  const postgres = new URL(database.url);
  postgres.hostname = 'localhost';
  postgres.port = String(toPostgres.port);
  postgres.searchParams.set('sslmode', 'verify-full');
  return { redis: `rediss://localhost:${toRedis.port}`, postgres: postgres.href };
}

/** Runs with what `authority.pem` holds as the only authority besides the public ones. */
function run(args: readonly string[], authority: 'ours' | 'others' | null, { redis, postgres } = urls): Promise<FleetOutcome> {
  const known = authority === null ? '' : join(folder.path, `${authority}.pem`);
  const local = { FLEET_LOCAL_DIR: folder.path, NODE_EXTRA_CA_CERTS: known };
  return fleet(args, { ...local, REDIS_URL: redis, DATABASE_URL: postgres });
}

function missesOf({ stdout }: FleetOutcome): Record<string, string> {
  const { checks } = JSON.parse(stdout) as { checks: Check[] };
  return Object.fromEntries(checks.filter(({ ok }) => !ok).map(({ check, detail }) => [check, detail]));
}

describe('TLS to Redis and Postgres', () => {
  it('is accepted when the authority is known: verify holds, migrate and the tables answer', async () => {
    const verified = await run(['verify', '--json'], 'ours');
    expect([verified.status, missesOf(verified)]).toEqual([0, {}]);
    expect(await run(['migrate'], 'ours')).toMatchObject({ status: 0, stdout: 'the database is up to date\n' });
    expect(await run(['reconcile'], 'ours')).toMatchObject({ status: 0 });
  });

  it.each([null, 'others'] as const)('is refused when the authority is %s, and says what to do', async (authority) => {
    const verified = await run(['verify', '--json'], authority);
    const refused = expect.stringMatching(/^the certificate of the server is not accepted .*NODE_EXTRA_CA_CERTS$/u) as string;
    expect([verified.status, missesOf(verified)]).toEqual([3, { 'postgres reachable': refused, 'redis reachable': refused }]);
  });

  it('is refused when the certificate is for another host', async () => {
    const verified = await run(['verify', '--json'], 'ours', misnamed);
    const refused = expect.stringMatching(/is not accepted .*queue\.example.*it is for another host/u) as string;
    expect([verified.status, missesOf(verified)]).toEqual([3, { 'postgres reachable': refused, 'redis reachable': refused }]);
  });

  it('tells the same from any other command', async () => {
    const status = await run(['status'], 'others');
    expect(status.status).toBe(1);
    expect(status.stderr).toMatch(
      /^fleet: Postgres at localhost:\d+\/\w+ cannot be used: the certificate of the server is not accepted .*NODE_EXTRA_CA_CERTS; its address is in DATABASE_URL$/mu,
    );
  });
});
