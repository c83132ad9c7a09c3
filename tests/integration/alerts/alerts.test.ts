import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagerDutyReceiver } from '../../../adapters/notifier/pagerduty.js';
import { slackReceiver } from '../../../adapters/notifier/slack.js';
import { PostgresAlertStore } from '../../../adapters/postgres/alerts/alert-store.js';
import { connect, type Sql } from '../../../adapters/postgres/connect.js';
import { beginReplay } from '../../../adapters/postgres/replay.js';
import { PostgresRunStore } from '../../../adapters/postgres/run-store.js';
import { WorkerRegistry } from '../../../adapters/postgres/worker-registry.js';
import { FleetObserver } from '../../../cli/fleet-observer.js';
import { startRun } from '../../../flows/start-run.js';
import { AlertWatch } from '../../../flows/alerts/watch.js';
import { workerConnection } from '../../../queues/runtime/connection.js';
import { QueueClient } from '../../../queues/runtime/queue-client.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openOwnRedis, type TestRedis } from '../../support/redis.js';
import { openCutLine, type CutLine } from './cut-line.js';
import { openReceiver, type LocalReceiver } from './receiver.js';

let database: TestDatabase;
let line: CutLine;
let redisLine: CutLine;
let sql: Sql;
let server: TestRedis;
let redis: Redis;
let receiver: LocalReceiver;
let runs: PostgresRunStore;
let creoPort: number;
let watch: AlertWatch;
/** What went wrong while looking; a look itself never rejects. */
const faults: string[] = [];

beforeAll(async () => {
  [database, server, receiver] = await Promise.all([openTestDatabase(), openOwnRedis(['--maxmemory', '8mb']), openReceiver()]);
  line = await openCutLine(database.url);
  sql = connect(line.url, 1);
  redisLine = await openCutLine(server.url);
  redis = workerConnection(redisLine.url);
  redis.on('error', () => undefined);
  await redis.ping();
  runs = new PostgresRunStore(sql);
  // A port that is free: nobody answers there until a test does.
  const service = createServer().listen(0, '127.0.0.1');
  await once(service, 'listening');
  creoPort = (service.address() as AddressInfo).port;
  service.close();
  watch = watchAs('first');
  // The service is away from the beginning; the test of it starts it.
  await watch.look();
});
afterAll(async () => {
  redis.disconnect();
  await sql.end({ timeout: 1 });
  await Promise.all([line.close(), redisLine.close()]);
  await Promise.all([database.close(), server.close(), receiver.close()]);
});

/** Conditions are over as soon as they are unseen, and told again at once. */
function watchAs(holder: string, cooldownMs = 0): AlertWatch {
  return new AlertWatch(
    {
      observer: new FleetObserver({
        sql,
        redis,
        queues: new QueueClient(redis),
        creoUrl: `127.0.0.1:${creoPort}`,
        stuckAfterMs: 0,
      }),
      store: new PostgresAlertStore(sql),
      receivers: [
        slackReceiver(`${receiver.url}/slack`, 'http://dashboard.example/'),
        pagerDutyReceiver('routing-key-0123456789', `${receiver.url}/pagerduty`),
      ],
    },
    { cooldownMs, clearAfterMs: 1, leadMs: 60_000, lookWithinMs: 5_000 },
    holder,
    (error, what) => faults.push(`${what}: ${String(error)}`),
  );
}

interface Told {
  readonly slack: string[];
  /** `trigger warning disk` and the like. */
  readonly pager: string[];
}

/** What one look tells of the conditions that hold the text in their key or sentence. */
async function lookAndHear(about: string, looks = 1): Promise<Told> {
  receiver.received.length = 0;
  for (let look = 0; look < looks; look++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await watch.look();
  }
  const slack = receiver.received.filter(({ path }) => path === '/slack').map(({ body }) => String(body['text']));
  const pager = receiver.received.filter(({ path }) => path === '/pagerduty').map(({ body }) => body as unknown as PagerEvent);
  return {
    slack: slack.filter((text) => text.includes(about)),
    pager: pager
      .filter(({ dedup_key, payload }) => dedup_key.includes(about) || payload?.summary.includes(about) === true)
      .map(({ event_action, dedup_key, payload }) =>
        [event_action, payload?.severity, dedup_key.split(':')[1]].filter(Boolean).join(' '),
      ),
  };
}

interface PagerEvent {
  readonly event_action: string;
  readonly dedup_key: string;
  readonly payload?: { readonly severity: string; readonly summary: string };
}

async function newRun(): Promise<number> {
  const {
    run: { id },
  } = await runs.create(`/archive/${Math.random()}`, { sequential: false, phases: ['extract'] });
  await runs.setStatus(id, 'running');
  return id;
}

async function addJobs(runId: number, status: string, errorClass: string | null, count: number): Promise<void> {
  await sql`
    WITH made AS (
      INSERT INTO files (source_id, storage_key, normalized_path, name, extension)
      SELECT r.source_id, ${status} || n || random(), 'x', 'x', 'pdf' FROM runs r, generate_series(1, ${count}::int) n WHERE r.id = ${runId} RETURNING id)
    INSERT INTO extraction_jobs (run_id, file_id, job_type, status, error_class)
    SELECT ${runId}, id, 'pdf_extract', ${status}::extraction_job_status, ${errorClass} FROM made`;
}

describe('alerts', () => {
  it('tells that the Creo service is down, and that it is up again', async () => {
    expect(receiver.received.map(({ body }) => JSON.stringify(body)).join()).toContain('creo-down');
    const service = createServer().listen(creoPort, '127.0.0.1');
    await once(service, 'listening');
    expect(await lookAndHear(`127.0.0.1:${creoPort}`)).toEqual({
      slack: [
        `:white_check_mark: Over: The Creo service 127.0.0.1:${creoPort} does not answer\n<http://dashboard.example/|Dashboard>`,
      ],
      pager: ['resolve creo-down'],
    });
    service.close();
    expect((await lookAndHear(`127.0.0.1:${creoPort}`)).pager).toEqual(['trigger critical creo-down']);
  });

  it('tells a rate of failures once, again when it gets worse, and its end', async () => {
    const runId = await newRun();
    await addJobs(runId, 'completed', null, 85);
    await addJobs(runId, 'failed', 'TIMEOUT', 15);
    await addJobs(runId, 'pending', null, 1);
    expect((await lookAndHear(`failure-rate:${runId}`)).pager).toEqual(['trigger warning failure-rate']);
    expect((await lookAndHear(`failure-rate:${runId}`)).pager).toEqual([]);
    await addJobs(runId, 'failed', 'CRASH', 20);
    // Files are counted once a second at most.
    let worse: Told = { slack: [], pager: [] };
    const look = async (): Promise<string[]> => (worse = await lookAndHear('of pdf_extract failed')).pager;
    await expect.poll(look, { timeout: 10_000 }).toEqual(['trigger critical failure-rate']);
    expect(worse.slack[0]).toContain(`:rotating_light: Run ${runId}: 29.2 % of pdf_extract failed (35 of 120 read)`);
    await runs.setStatus(runId, 'held');
    expect((await lookAndHear(`failure-rate:${runId}`)).pager).toEqual(['resolve failure-rate']);
  });

  it('tells that a worker fell silent, until another takes its place', async () => {
    const registry = new WorkerRegistry(sql, 'vm4:creo:77');
    await registry.register(['creo'], 10, '1');
    await sql`UPDATE worker_registry SET heartbeat = now() - interval '6 minutes', started_at = now() - interval '1 day' WHERE worker_id = 'vm4:creo:77'`;
    await registry.markLost(300);
    expect((await lookAndHear('vm4:creo:77')).pager).toEqual(['trigger critical heartbeat-stalled']);
    await new WorkerRegistry(sql, 'vm4:creo:78').register(['creo'], 10, '1');
    expect((await lookAndHear('vm4:creo:77')).pager).toEqual(['resolve heartbeat-stalled']);
  });

  it('tells that a disk fills up', async () => {
    const registry = new WorkerRegistry(sql, 'vm2:pdf:1');
    await registry.register(['pdf'], 30, '1');
    const beat = (diskUsedPercent: number) =>
      registry.beat({ inFlight: 1, rssMb: 100, diskUsedPercent, lockGapMs: 0, state: 'running', heldBy: [] });
    await beat(84);
    expect((await lookAndHear('vm2:pdf:1')).pager).toEqual(['trigger warning disk']);
    await beat(93);
    expect((await lookAndHear('takes no work')).pager).toEqual(['trigger critical disk']);
    await beat(40);
    expect((await lookAndHear('vm2:pdf:1')).pager).toEqual(['resolve disk']);
  });

  it('tells that files wait for a storage that asked to slow down', async () => {
    const runId = await newRun();
    await addJobs(runId, 'pending', 'RATE_LIMITED', 21);
    expect((await lookAndHear('rate-limited')).pager).toEqual(['trigger warning rate-limited']);
    await sql`UPDATE extraction_jobs SET status = 'completed', error_class = NULL WHERE run_id = ${runId}`;
    expect((await lookAndHear('rate-limited')).pager).toEqual(['resolve rate-limited']);
  });

  it('tells that a run is stuck when nothing in Redis will move it', async () => {
    const runId = await newRun();
    expect((await lookAndHear(`run-stuck:${runId}`)).pager).toEqual(['trigger critical run-stuck']);
    await startRun(redis, runId, 1, ['extract']);
    expect((await lookAndHear(`run-stuck:${runId}`)).pager).toEqual(['resolve run-stuck']);
  });

  it('tells that a queue holds work that nobody serves', async () => {
    await new QueueClient(redis).queue('link').add('link', {}, { jobId: 'nobody' });
    expect((await lookAndHear('queue-unattended:link')).pager).toEqual(['trigger warning queue-unattended']);
    await new WorkerRegistry(sql, 'vm1:link:1').register(['link'], 4, '1');
    expect((await lookAndHear('queue-unattended:link')).pager).toEqual(['resolve queue-unattended']);
  });

  it('tells a checkpoint that holds the run, and its passing', async () => {
    const runId = await newRun();
    const checkpoint = {
      phase: 'extract',
      figures: { completedShare: 0.9 },
      thresholds: {},
      misses: ['too many have failed'],
    } as const;
    await runs.phaseStarted(runId, 'extract');
    await runs.saveCheckpoint(runId, { ...checkpoint, passed: false });
    await runs.setStatus(runId, 'held');
    expect((await lookAndHear('too many have failed')).pager).toEqual(['trigger critical checkpoint-failed']);
    await runs.accept(runId, 'extract', 'known');
    expect((await lookAndHear(`checkpoint-failed:${runId}`)).pager).toEqual(['resolve checkpoint-failed']);
  });

  it('tells the end of a run once, and wakes nobody for it', async () => {
    const runId = await newRun();
    await addJobs(runId, 'completed', null, 3);
    await runs.setStatus(runId, 'completed');
    const told = await lookAndHear(`Run ${runId} has finished: 0 files, 3 completed, 0 failed`, 3);
    expect([told.slack.length, told.pager]).toEqual([1, []]);
    // A replay starts it again, and it ends again.
    await beginReplay(sql, { id: runId, epoch: 1 }, [], null);
    await runs.setStatus(runId, 'completed');
    expect((await lookAndHear(`Run ${runId} has finished`, 3)).slack).toHaveLength(1);
  });

  it('tells that models go past the Creo service, once', async () => {
    await sql`
      INSERT INTO creo_switches (url, from_state, to_state, reason, calls, transport_failures, worker_id)
      VALUES ('creo:50051', 'grpc', 'json', '14 of 20 calls failed', 20, 14, 'vm4:creo:78')`;
    const told = await lookAndHear('14 of 20 calls failed', 3);
    expect([told.slack.length, told.pager]).toEqual([1, ['trigger warning creo-switched']]);
  });

  it('offers again what a receiver did not take, and tells only one of two watchers', async () => {
    const registry = new WorkerRegistry(sql, 'vm2:pdf:1');
    await registry.beat({ inFlight: 1, rssMb: 100, diskUsedPercent: 85, lockGapMs: 0, state: 'running', heldBy: [] });
    receiver.answer(503);
    expect((await lookAndHear('vm2:pdf:1')).pager).toEqual([]);
    receiver.answer(202);
    await watchAs('second').look();
    expect((await lookAndHear('vm2:pdf:1')).pager).toEqual(['trigger warning disk']);
  });

  it('does not tell again within the cooldown what comes back', async () => {
    watch = watchAs('first', 600_000);
    const registry = new WorkerRegistry(sql, 'vm2:pdf:1');
    const beat = (diskUsedPercent: number) =>
      registry.beat({ inFlight: 1, rssMb: 100, diskUsedPercent, lockGapMs: 0, state: 'running', heldBy: [] });
    await beat(20);
    expect((await lookAndHear('vm2:pdf:1')).pager).toEqual(['resolve disk']);
    await beat(86);
    expect((await lookAndHear('vm2:pdf:1')).pager).toEqual([]);
    watch = watchAs('first');
    expect((await lookAndHear('vm2:pdf:1')).pager).toEqual(['trigger warning disk']);
  });

  it('tells how full Redis is, that it is away, and that it is back', async () => {
    const client = new Redis(server.url);
    for (let n = 0; n < 60; n++) await client.set(`fill-${n}`, 'x'.repeat(100_000)).catch(() => undefined);
    expect((await lookAndHear('redis-memory')).pager).toEqual(['trigger critical redis-memory']);
    await client.flushall();
    expect((await lookAndHear('redis-memory')).pager).toEqual(['resolve redis-memory']);
    client.disconnect();
    const closed = once(redis, 'close');
    redisLine.cut();
    await closed;
    expect((await lookAndHear('redis-away')).pager).toEqual(['trigger critical redis-away']);
    const ready = once(redis, 'ready');
    redisLine.heal();
    await ready;
    expect((await lookAndHear('redis-away')).pager).toEqual(['resolve redis-away']);
  });

  it('tells that Postgres is away though it cannot be written down, and that it is back', async () => {
    line.cut();
    expect((await lookAndHear('database-away', 3)).pager).toEqual(['trigger critical database-away']);
    line.heal();
    // The driver connects again at its own pace.
    await expect
      .poll(async () => (await lookAndHear('database-away')).pager, { timeout: 40_000 })
      .toEqual(['resolve database-away']);
  });
});
