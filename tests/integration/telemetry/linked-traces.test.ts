import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, smallDxf, type TestFolder } from '../../support/files.js';
import { fleet, startFleet, type FleetProcess } from '../../support/fleet-command.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';
import { openCollector, type CollectedSpan, type Collector } from './collector.js';

/** A run that is lost with Redis, held, replayed by command and by page: what each sets going, as the collector sees it. */

const adminToken = 'admin-token-0123456789';

let folder: TestFolder;
let database: TestDatabase;
let redis: TestRedis;
let collector: Collector;
let environment: NodeJS.ProcessEnv;
const services: FleetProcess[] = [];

beforeAll(async () => {
  folder = openTestFolder();
  [database, redis, collector] = await Promise.all([openTestDatabase(), openTestRedis(), openCollector()]);
  environment = {
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    FLEET_LOCAL_DIR: join(folder.path, 'local'),
    FLEET_ADMIN_TOKEN: adminToken,
    FLEET_DASHBOARD_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
  };
  folder.write('archive/sound.dxf', smallDxf('sound'));
  folder.write('archive/spoiled.dxf', '999\nspoiled\n0\nEOF\n');
});

afterAll(async () => {
  for (const { child } of services) child.kill('SIGKILL');
  await collector.close();
  await redis.close();
  await database.close();
  folder.close();
});

async function command(...args: string[]): Promise<void> {
  const { status, stderr } = await fleet(args, environment);
  expect(status, `${args.join(' ')}: ${stderr}`).toBe(0);
}

function started(...args: string[]): FleetProcess {
  const service = startFleet(args, environment);
  services.push(service);
  return service;
}

async function stopped({ child, ended }: FleetProcess): Promise<void> {
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ status: 0 });
}

const runIs = (status: string, epoch: number) =>
  vi.waitFor(async () => expect(await database.sql`SELECT status, epoch FROM runs WHERE id = 1`).toEqual([{ status, epoch }]), {
    timeout: 60_000,
  });

async function emptyRedis(): Promise<void> {
  const client = new Redis(redis.url);
  await client.flushdb();
  await client.quit();
}

async function replayFromPage(): Promise<void> {
  const dashboard = started('dashboard');
  const [line] = (await once(createInterface(dashboard.child.stdout as NodeJS.ReadableStream), 'line')) as [string];
  const response = await fetch(`${line.replace('dashboard: ', '')}api/runs/1/replay`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ error_class: 'FORMAT_MISMATCH' }),
  });
  expect(await response.json()).toEqual({ run_id: 1, files: 1 });
  await stopped(dashboard);
}

describe('what sets a run going', () => {
  beforeAll(async () => {
    await command('run', join(folder.path, 'archive'), '--phases', 'link,extract');
    await emptyRedis();
    await command('reconcile');
    const worker = started('worker', '--queues', 'all', '--children', '1');
    await runIs('held', 2);
    await command('checkpoint', 'accept', 'latest', 'dxf', '--reason', 'known');
    await runIs('completed', 2);
    await command('replay', '--class', 'FORMAT_MISMATCH');
    await runIs('completed', 3);
    await replayFromPage();
    await runIs('completed', 4);
    await stopped(worker);
  });

  /** Spans that began a trace, by who started them. */
  const root = (startedBy: string, role: string): CollectedSpan | undefined =>
    collector.spans.find(
      ({ parentSpanId, attributes, resource }) =>
        parentSpanId === '' && attributes['fleet.run.started_by'] === startedBy && resource['fleet.role'] === role,
    );
  const later = [
    ['reconcile', 'producer', 'start run'],
    ['checkpoint', 'producer', 'retry checkpoint'],
    ['replay', 'producer', 'start run'],
    ['replay', 'dashboard', 'start run'],
  ] as const;

  it('begins a trace each time, and there is no other', () => {
    const first = root('run', 'producer');
    expect(first?.links).toEqual([]);
    const traces = [first, ...later.map(([by, role]) => root(by, role))].map((span) => span?.traceId);
    expect(new Set(traces).size).toBe(5);
    expect(new Set(collector.spans.map(({ traceId }) => traceId))).toEqual(new Set(traces));
  });

  it.each(later)('by %s of the %s is linked to the start of the run', (by, role, name) => {
    const { traceId, spanId } = root('run', 'producer') as CollectedSpan;
    expect(root(by, role)).toMatchObject({ name, links: [{ traceId, spanId }], attributes: { 'fleet.run.id': 1 } });
  });

  it('is followed by what it has set going', () => {
    const readIn = (by: string, role: string): unknown[] => {
      const { traceId } = root(by, role) as CollectedSpan;
      const read = collector.spans.filter((span) => span.traceId === traceId && span.name === 'extract file');
      return read.map(({ attributes }) => attributes['fleet.file.name']).sort();
    };
    expect(readIn('run', 'producer')).toEqual([]);
    expect(readIn('reconcile', 'producer')).toEqual(['sound.dxf', 'spoiled.dxf']);
    expect(readIn('replay', 'producer')).toEqual(['spoiled.dxf']);
    expect(readIn('replay', 'dashboard')).toEqual(['spoiled.dxf']);
  });
});
