import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { attachLocalStack } from '../adapters/local-stack/attach.js';
import { connect } from '../adapters/postgres/connect.js';
import { migrateDatabase } from '../adapters/postgres/migrate.js';
import { table } from '../cli/table.js';
import { makeFixtures } from './badinput/fixtures.js';
import { mutations } from './badinput/mutations.js';
import { pathTricks } from './badinput/path-tricks.js';
import { fuzzReaders } from './badinput/fuzz.js';
import { runArchive } from './badinput/run-archive.js';
import { summarise } from './badinput/summary.js';
import { numberArgument } from './arguments.js';

/**
 * Spoiled files of every kind through a whole fleet: inventory, queue, worker process, children with their limits, database. Each must end
 * in facts, as skipped, or in a named class; none may end the worker. Then the DXF reader and the Creo JSON importer against generated input.
 * `--per-kind N` (200), `--seed N` (1), `--fuzz N` inputs per reader (5,000); `EXTRACTION_CORPUS` adds its files to those that are spoiled.
 */

const perKind = numberArgument('--per-kind', 200);
const seed = numberArgument('--seed', 1);
const fuzzed = numberArgument('--fuzz', 5_000);
const work = await mkdtemp(join(tmpdir(), 'fleet-badinput-'));
const stack = process.env['DATABASE_URL'] && process.env['REDIS_URL'] ? null : await attachLocalStack({ folder: work });
const databaseUrl = stack?.databaseUrl ?? process.env['DATABASE_URL'] ?? '';
const redisUrl = stack?.redisUrl ?? process.env['REDIS_URL'] ?? '';
await migrateDatabase(databaseUrl);
const sql = connect(databaseUrl, 2);
try {
  await measure();
} finally {
  await sql.end();
  await stack?.release();
  await rm(work, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const fixtures = await makeFixtures(join(work, 'sound'), seed);
  const archive = join(work, 'spoiled');
  for (const { storageKey, bytes } of mutations(fixtures, perKind, seed)) {
    const path = join(archive, storageKey);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
  const secret = fixtures['dxf-ascii'][0];
  if (!secret) throw new Error('the sample archive holds no DXF');
  await writeFile(join(work, 'secret.dxf'), secret.bytes);
  const { outcomes, workerDeaths } = await runArchive({
    sql,
    databaseUrl,
    redisUrl,
    archive,
    tricks: pathTricks('secret.dxf'),
    localDir: work,
  });
  const { rows, mutations: count, unnamed, escaped, complaints } = summarise(outcomes);
  console.log(table(['input', 'files', 'facts', 'skipped', 'failed, by class'], rows));
  for (const complaint of complaints) console.log(complaint);

  const readers = await fuzzReaders(fuzzed, seed);
  console.log(`\ngenerated input:`);
  console.log(
    table(
      ['reader', 'inputs', 'facts', 'failed, by class'],
      readers.map(({ reader, inputs, facts, classes }) => [reader, String(inputs), String(facts), classes]),
    ),
  );
  const failures = readers.filter(({ counterexample }) => counterexample !== null);
  for (const { reader, counterexample } of failures) console.log(`${reader}: ${counterexample ?? ''}`);
  if (unnamed + workerDeaths + escaped + failures.length > 0) process.exitCode = 1;
  console.log(
    JSON.stringify({
      mutations: count,
      unnamed,
      worker_deaths: workerDeaths,
      escaped,
      fuzzed: readers.reduce((n, { inputs }) => n + inputs, 0),
      fuzz_failures: failures.length,
    }),
  );
}
