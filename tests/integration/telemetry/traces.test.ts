import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../../adapters/package-root.js';
import { phaseOrder } from '../../../flows/plan.js';
import { PhaseName } from '../../../queues/contract/payloads.js';
import { writeSampleArchive } from '../../../sample/write-sample-archive.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';
import { fleet, startFleet } from '../../support/fleet-command.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';
import { openCollector, type CollectedSpan, type Collector } from './collector.js';

/** A producer and a worker as processes of their own, with a collector and without one. */

const apiKey = 'key-of-the-collector';
/** In the address of the database, which turns up in messages of drivers. */
const password = 'hush-hush';

let folder: TestFolder;
let database: TestDatabase;
let redis: TestRedis;
let collector: Collector;

beforeAll(async () => {
  folder = openTestFolder();
  [database, redis, collector] = await Promise.all([openTestDatabase(), openTestRedis(), openCollector()]);
  await writeSampleArchive(join(folder.path, 'archive'), { files: 12, seed: 3 });
});

afterAll(async () => {
  await collector.close();
  await redis.close();
  await database.close();
  folder.close();
});

/** Runs phases over the archive with one worker; returns what each process had loaded of OpenTelemetry. */
async function runFleet(name: string, phases: string, settings: NodeJS.ProcessEnv): Promise<Map<string, string[]>> {
  const loaded = join(folder.path, name);
  mkdirSync(loaded);
  const address = new URL(database.url);
  address.password = password;
  const environment = {
    DATABASE_URL: address.href,
    REDIS_URL: redis.url,
    FLEET_LOCAL_DIR: join(folder.path, 'local'),
    NODE_OPTIONS: `--require=${join(packageRoot, 'tests', 'support', 'loaded-telemetry.cjs')}`,
    LOADED_TELEMETRY_DIR: loaded,
    ...settings,
  };
  const worker = startFleet(['worker', '--queues', 'all', '--children', '1'], environment);
  try {
    const run = await fleet(['run', join(folder.path, 'archive'), '--phases', phases, '--wait', '--json'], environment);
    expect(run, run.stderr).toMatchObject({ status: 0 });
  } finally {
    worker.child.kill('SIGTERM');
    const { status, stderr } = await worker.ended;
    expect(status, stderr).toBe(0);
  }
  const files = readdirSync(loaded).map((file) => JSON.parse(readFileSync(join(loaded, file), 'utf8')) as Loaded);
  return new Map(files.map(({ main, loaded: modules }) => [main[1] ?? 'child', modules]));
}

interface Loaded {
  readonly main: string[];
  readonly loaded: string[];
}

const named = (name: string): CollectedSpan[] => collector.spans.filter((span) => span.name === name);

/** Names from a span up to the first of its trace. */
function ancestry(span: CollectedSpan): string[] {
  const parent = collector.spans.find(({ spanId }) => spanId === span.parentSpanId);
  return parent ? [span.name, ...ancestry(parent)] : [span.name];
}

describe('with a collector', () => {
  let loaded: Map<string, string[]>;

  beforeAll(async () => {
    loaded = await runFleet('collected', phaseOrder.join(','), {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: `x-api-key=${apiKey}`,
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    });
  });

  it('a run is one trace that begins with its start and goes through both processes', () => {
    expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(1);
    const known = new Set(collector.spans.map(({ spanId }) => spanId));
    const roots = collector.spans.filter(({ parentSpanId }) => !known.has(parentSpanId));
    expect(roots.map(({ name, parentSpanId }) => ({ name, parentSpanId }))).toEqual([{ name: 'start run', parentSpanId: '' }]);
    expect(new Set(collector.spans.map(({ resource }) => resource['fleet.role']))).toEqual(new Set(['producer', 'worker']));
    expect(roots[0]?.resource).toMatchObject({ 'service.name': 'extraction-fleet', 'deployment.environment.name': 'test' });
  });

  it('each file has a span below its shard, its phase and the start of the run', async () => {
    const jobs = await database.sql<{ file: number; name: string; error: string | null }[]>`
      SELECT f.id::int AS file, f.storage_key AS name, j.error_class AS error
      FROM extraction_jobs j JOIN files f ON f.id = j.file_id
      WHERE j.run_id = 1 AND j.status IN ('completed', 'failed') AND j.reused_from IS NULL`;
    const spans = new Map(named('extract file').map((span) => [span.attributes['fleet.file.id'], span]));
    expect(jobs.length).toBeGreaterThan(10);
    for (const { file, name, error } of jobs) {
      const span = spans.get(file);
      expect(span?.attributes, name).toMatchObject({ 'fleet.file.name': name, ...(error !== null && { 'error.type': error }) });
      expect(span?.status.code, name).toBe(error === null ? 0 : 2);
      if (error === null) expect(span?.attributes['fleet.engine'], name).toEqual(expect.any(String));
    }
    const above = ancestry(named('extract file')[0] as CollectedSpan);
    expect(above[1]).toMatch(/^process (pdf|dxf|creo|cad)$/u);
    expect(above.filter((name) => name === 'process phase').length).toBeGreaterThan(0);
    expect(above.at(-1)).toBe('start run');
  });

  it('each phase has its checkpoint, each job its run', () => {
    expect(new Set(named('judge checkpoint').map(({ attributes }) => attributes['fleet.phase']))).toEqual(
      new Set(PhaseName.options),
    );
    const jobs = collector.spans.filter(({ name }) => name.startsWith('process '));
    expect(new Set(jobs.map(({ attributes }) => attributes['fleet.run.id'])).size).toBe(1);
  });

  it('the key goes to the collector as a header and no secret in a span', () => {
    expect(new Set(collector.headers.map((headers) => headers['x-api-key']))).toEqual(new Set([apiKey]));
    const told = collector.bodies.join('\n');
    for (const secret of [apiKey, password]) expect(told).not.toContain(secret);
  });

  it('the children that read documents load nothing of it', () => {
    for (const [main, modules] of loaded) expect(modules.length > 0, main).toBe(main === 'run' || main === 'worker');
  });
});

describe('without a collector', () => {
  it('no module of OpenTelemetry is loaded, in no process', async () => {
    const loaded = await runFleet('uncollected', 'link,extract', {});
    expect([...loaded.keys()]).toEqual(expect.arrayContaining(['run', 'worker']));
    for (const [main, modules] of loaded) expect(modules, main).toEqual([]);
  });
});
