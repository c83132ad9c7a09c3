import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { connect, type Sql } from '../adapters/postgres/connect.js';
import { readLedger } from '../adapters/postgres/ledger.js';
import { migrateDatabase } from '../adapters/postgres/migrate.js';
import { attachLocalStack } from '../adapters/local-stack/attach.js';
import { PostgresRunStore } from '../adapters/postgres/run-store.js';
import { startWorkerProcess } from '../cli/worker-process.js';
import { parseQueues } from '../cli/queue-list.js';
import { table } from '../cli/table.js';
import { startRun } from '../flows/start-run.js';
import type { ExtractFile } from '../flows/ports.js';
import { emptyExtraction } from '../queues/contract/facts.js';
import { producerConnection } from '../queues/runtime/connection.js';

/**
 * Inventory rows through the extract phase with an extractor that does nothing: what the flow itself costs. Prints the
 * memory of the process that coordinates and works, and what Redis holds per pending file.
 */

const files = Number(process.argv[process.argv.indexOf('--files') + 1]) || 100_000;
const sampleEveryMs = 250;
const rowsPerInsert = 10_000;

const noop: ExtractFile = (claim) =>
  Promise.resolve({
    ...emptyExtraction('noop', '1'),
    file: claim.storageKey,
    format: claim.format,
    content_hash: null,
    status: 'completed',
    error_class: null,
    error: null,
    timings: { wall_ms: 0, cpu_ms: 0, peak_rss_mb: null },
  });

const localDir = await mkdtemp(join(tmpdir(), 'fleet-bench-flow-'));
const stack = process.env['DATABASE_URL'] && process.env['REDIS_URL'] ? null : await attachLocalStack({ folder: localDir });
const databaseUrl = stack?.databaseUrl ?? process.env['DATABASE_URL'] ?? '';
const redisUrl = stack?.redisUrl ?? process.env['REDIS_URL'] ?? '';
await migrateDatabase(databaseUrl);
const sql = connect(databaseUrl, 2);
const redis = new Redis(redisUrl);
try {
  await measure();
} finally {
  redis.disconnect();
  await sql.end();
  await stack?.release();
  await rm(localDir, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const runs = new PostgresRunStore(sql);
  const run = await runs.create(`bench-flow-${Date.now()}`, { sequential: false, phases: ['extract'] });
  await insertFiles(sql, run.sourceId, run.id);
  const redisBefore = await usedMemory();
  const connection = producerConnection(redisUrl);
  await startRun(connection, run.id, run.epoch, ['extract']);
  connection.disconnect();

  const peaks = await sampleUntilCompleted(run.id, redisBefore);
  const ledger = await readLedger(sql, run.id);
  const figures = {
    files,
    seconds: round(peaks.seconds),
    files_per_s: Math.round(files / peaks.seconds),
    redis_peak_bytes_per_pending_file: round(peaks.redisBytesPerPendingFile),
    redis_peak_mb: round(peaks.redisBytes / 2 ** 20),
    coordinator_mb_at_tenth: Math.round(peaks.rssAtTenthMb),
    coordinator_mb_peak: Math.round(peaks.rssMb),
    lost: ledger.lost,
    started_twice: ledger.started_twice,
  };
  console.log(
    table(
      ['figure', 'value'],
      Object.entries(figures).map(([name, value]) => [name, String(value)]),
    ),
  );
  console.log(JSON.stringify(figures));
}

interface Peaks {
  seconds: number;
  redisBytes: number;
  /** Redis above its empty state, over the files still pending, at its worst while at least half are pending. */
  redisBytesPerPendingFile: number;
  rssAtTenthMb: number;
  rssMb: number;
}

async function sampleUntilCompleted(runId: number, redisBefore: number): Promise<Peaks> {
  const worker = await startWorkerProcess({
    databaseUrl,
    redisUrl,
    databaseConnections: 4,
    queues: parseQueues('phase,dxf', 4),
    children: 8,
    role: 'bench',
    localDir,
    artifactFolder: join(localDir, 'artifacts'),
    times: { lockDurationMs: 60_000, stalledIntervalMs: 30_000 },
    reconcileEveryMs: 180_000,
    log: pino({ level: 'silent' }),
    extract: noop,
  });
  const startedAt = performance.now();
  const peaks: Peaks = { seconds: 0, redisBytes: 0, redisBytesPerPendingFile: 0, rssAtTenthMb: 0, rssMb: 0 };
  for (let done = false; !done;) {
    await new Promise((resolve) => setTimeout(resolve, sampleEveryMs));
    const [row] = await sql<{ open: number; status: string }[]>`
      SELECT r.status, (SELECT count(*)::int FROM extraction_jobs WHERE run_id = r.id AND status IN ('pending', 'processing')) AS open
      FROM runs r WHERE id = ${runId}`;
    const open = row?.open ?? 0;
    const bytes = (await usedMemory()) - redisBefore;
    const rssMb = process.memoryUsage.rss() / 2 ** 20;
    peaks.redisBytes = Math.max(peaks.redisBytes, bytes);
    peaks.rssMb = Math.max(peaks.rssMb, rssMb);
    if (open > files / 2) peaks.redisBytesPerPendingFile = Math.max(peaks.redisBytesPerPendingFile, bytes / open);
    if (open > files * 0.9) peaks.rssAtTenthMb = Math.max(peaks.rssAtTenthMb, rssMb);
    done = row?.status === 'completed' || row?.status === 'held';
  }
  peaks.seconds = (performance.now() - startedAt) / 1000;
  await worker.stop(5_000);
  return peaks;
}

async function insertFiles(db: Sql, sourceId: number, runId: number): Promise<void> {
  for (let from = 0; from < files; from += rowsPerInsert) {
    const to = Math.min(files, from + rowsPerInsert);
    await db`
      INSERT INTO files (source_id, last_seen_run, storage_key, normalized_path, name, extension, detected_format, size, content_hash)
      SELECT ${sourceId}, ${runId}, n || '.dxf', n || '.dxf', n || '.dxf', 'dxf', 'dxf', 40000, md5(n::text)
      FROM generate_series(${from + 1}::int, ${to}::int) AS n`;
  }
  await db`UPDATE runs SET inventory = jsonb_build_object('inputs', ${files}::int), status = 'running' WHERE id = ${runId}`;
  await db`ANALYZE files`;
}

async function usedMemory(): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1] ?? 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
