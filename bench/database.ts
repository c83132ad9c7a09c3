import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { connect } from '../adapters/postgres/connect.js';
import { buildLaidAsideIndexes, layAside } from '../adapters/postgres/embed/laid-aside-indexes.js';
import { migrateDatabase } from '../adapters/postgres/migrate.js';
import { replaceFacts } from '../adapters/postgres/replace-facts.js';
import { table } from '../cli/table.js';
import type { FileResult } from '../flows/ports.js';
import { copyFacts } from './database/copy-facts.js';
import { prepareResults } from './database/prepare-results.js';
import { recordFacts } from './scale/record.js';
import { percentile } from './search/percentile.js';
import { familyVectors, insertVectors, loadModels } from './search/load-vectors.js';
import { openServers } from './servers/open-servers.js';

/**
 * Ways of storing: facts by the fleet's one statement against COPY into each table, and vectors into their HNSW index row by row against
 * building the index when they are there. `--files N` (default 6,000), `--vectors N` (default 30,000); servers as for the other benchmarks
 * (`openServers`). On the local stack's Postgres only the ratios say anything.
 */

const argument = (name: string, otherwise: number): number => Number(process.argv[process.argv.indexOf(name) + 1]) || otherwise;
const files = argument('--files', 6_000);
const vectors = argument('--vectors', 30_000);
const rounds = 3;
const batches = [25, 100];
const dimensions = 512;
const work = await mkdtemp(join(tmpdir(), 'fleet-bench-database-'));
process.env['FLEET_LOCAL_DIR'] = work;
const servers = await openServers(work);
await migrateDatabase(servers.databaseUrl);
const sql = connect(servers.databaseUrl, 2);
const copying = new pg.Client({ connectionString: servers.databaseUrl });
await copying.connect();
try {
  console.log(`${files} files, ${vectors} vectors of ${dimensions} numbers, ${availableParallelism()} cores, ${servers.what}`);
  const facts = await measureFacts();
  const index = await measureVectors();
  console.log(JSON.stringify({ files, vectors, ...facts, ...index }));
} finally {
  await copying.end();
  await sql.end();
  await servers.stop();
  await rm(work, { recursive: true, force: true });
}

type Store = (results: readonly FileResult[]) => Promise<unknown>;

/** The ways take turns, so that what the machine does besides meets both. */
async function measureFacts(): Promise<Record<string, number>> {
  const results = await prepareResults(sql, await recordFacts(join(work, 'recorded'), availableParallelism()), files);
  const ways: Record<string, Store> = {
    'one statement': (batch) => sql.begin((tx) => replaceFacts(tx, batch)),
    'COPY per table': (batch) => copyFacts(sql, copying, batch),
  };
  const times = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const batch of batches) {
      for (const [way, store] of Object.entries(ways)) {
        const ms = await passMs(results, batch, store);
        const key = `${way}, ${batch} files at a time`;
        // The first round warms up.
        if (round > 0) times.set(key, [...(times.get(key) ?? []), ms / results.length]);
      }
    }
  }
  const medians = new Map([...times].map(([key, passes]) => [key, percentile(passes, 0.5)]));
  console.log(
    table(
      ['facts', 'ms per file'],
      [...medians].map(([key, ms]) => [key, ms.toFixed(2)]),
    ),
  );
  const of = (way: string): number => medians.get(`${way}, 25 files at a time`) ?? 0;
  return {
    facts_ms_per_file: round2(of('one statement')),
    copy_vs_statement: round2(of('COPY per table') / of('one statement')),
  };
}

async function passMs(results: readonly FileResult[], batch: number, store: Store): Promise<number> {
  await sql`TRUNCATE extracted_metadata, cad_models CASCADE`;
  const startedAt = performance.now();
  for (let at = 0; at < results.length; at += batch) await store(results.slice(at, at + batch));
  return performance.now() - startedAt;
}

async function measureVectors(): Promise<Record<string, number>> {
  const firstFile = await loadModels(sql, vectors);
  const stored = familyVectors(vectors, dimensions, 1);
  const insert = (): Promise<void> => insertVectors(sql, 'text', firstFile, stored);
  const rowByRow = await secondsOf(insert);
  await sql`TRUNCATE file_embeddings`;
  const inOneGo = await secondsOf(async () => {
    await layAside(sql, ['file_embeddings']);
    await insert();
    await buildLaidAsideIndexes(sql);
  });
  const row = (way: string, seconds: number): string[] => [way, seconds.toFixed(1), ((seconds / vectors) * 1000).toFixed(2)];
  console.log('');
  console.log(
    table(
      ['vectors into an HNSW index', 'seconds', 'ms per vector'],
      [row('row by row', rowByRow), row('laid aside, built in one go', inOneGo)],
    ),
  );
  return { vector_row_by_row_ms: round2((rowByRow / vectors) * 1000), row_by_row_vs_one_go: round2(rowByRow / inOneGo) };
}

async function secondsOf(load: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await load();
  return (performance.now() - startedAt) / 1000;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
