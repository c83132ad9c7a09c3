import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDashboard, type Dashboard, type DashboardOptions } from '../../../dashboard/app.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';
import { serve, type Served } from '../search/serve.js';
import { seedRunInProgress } from './run-in-progress.js';

const queueNames = ['phase', 'pdf', 'dxf'];
const adminToken = 'admin-token-1234';
let database: TestDatabase;
let redis: TestRedis;
let runId: number;

beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  ({ runId } = await seedRunInProgress(database.sql));
});
afterAll(() => Promise.all([database.close(), redis.close()]));

async function withDashboard(
  options: Partial<DashboardOptions>,
  test: (served: Served, dashboard: Dashboard) => Promise<void>,
): Promise<void> {
  const dashboard = await createDashboard({ sql: database.sql, redisUrl: redis.url, queueNames, version: '1.2.3', ...options });
  const served = await serve(dashboard.app);
  try {
    await test(served, dashboard);
  } finally {
    await served.close();
    await dashboard.close();
  }
}

describe('the JSON of a run', () => {
  it('tells progress per phase from Postgres', () =>
    withDashboard({}, async (served) => {
      const progress = await served.json(`/api/runs/${runId}/progress`);
      expect(progress).toMatchObject({
        run: { id: runId, status: 'running', source: 'file:///archive/drawings' },
        phases: [
          { name: 'link', state: 'passed', done_share: 1 },
          { name: 'extract', state: 'running', counts: { total: 124, completed: 96, failed: 6, skipped: 6, open: 16 } },
          { name: 'pdf', state: 'running', counts: { total: 40, open: 4 }, done_share: 0.9 },
          {
            name: 'dxf',
            state: 'held',
            misses: ['too many readable files have failed (completed share 91.23 %, at least 95 % wanted)'],
          },
          { name: 'creo', state: 'waiting', counts: { total: 0 }, done_share: null },
          { name: 'cad', state: 'waiting', counts: { total: 4, open: 4 } },
          { name: 'index', state: 'waiting' },
          { name: 'embed', state: 'left out' },
          { name: 'search', state: 'waiting' },
        ],
      });
      expect(await served.json('/api/runs/latest/progress')).toMatchObject({ run: { id: runId } });
    }));

  it('estimates from the files that ended in the last two minutes', () =>
    withDashboard({}, async (served) => {
      const [row] = await database.sql<{ ended: number }[]>`
        SELECT count(*)::int AS ended FROM extraction_jobs
        WHERE run_id = ${runId} AND job_type = 'pdf_extract' AND status IN ('completed', 'failed') AND completed_at > now() - interval '118 seconds'`;
      const { phases } = (await served.json(`/api/runs/${runId}/progress`)) as {
        phases: { name: string; files_per_s: number; eta_s: number }[];
      };
      const pdf = phases.find(({ name }) => name === 'pdf');
      expect(row?.ended).toBeGreaterThan(0);
      expect((pdf?.files_per_s ?? 0) * 120).toBeGreaterThanOrEqual((row?.ended ?? 0) - 0.001);
      expect(pdf?.eta_s).toBeCloseTo(4 / (pdf?.files_per_s ?? 1), 6);
    }));

  it('counts failures by class with examples, and what was left out by reason', () =>
    withDashboard({}, async (served) => {
      const { failures } = (await served.json(`/api/runs/${runId}/failures`)) as {
        failures: { error_class: string; files: number; examples: object[] }[];
      };
      expect(failures.map(({ error_class, files }) => [error_class, files])).toEqual([
        ['FILE_CORRUPT', 4],
        ['TIMEOUT', 2],
      ]);
      expect(failures[1]?.examples).toHaveLength(2);
      expect(failures[1]?.examples[0]).toMatchObject({
        path: expect.stringContaining('jobs/') as unknown,
        error: 'no xref table <script>alert(1)</script>',
        attempts: 1,
      });
      expect(await served.json(`/api/runs/${runId}/skipped`)).toEqual({
        run_id: runId,
        skipped: [
          { reason: 'JUNK', files: 10 },
          { reason: 'DUPLICATE_CONTENT', files: 6 },
          { reason: 'NO_PROCESSOR:jpeg', files: 6 },
        ],
      });
    }));

  it('shows every file that ended once in the throughput', () =>
    withDashboard({}, async (served) => {
      const { series, step_s } = (await served.json(`/api/runs/${runId}/throughput`)) as {
        series: Record<string, number[]>;
        step_s: number;
      };
      const sum = (values: number[] = []) => values.reduce((total, value) => total + value, 0);
      expect(sum(series['pdf'])).toBe(34);
      expect(sum(series['dxf'])).toBe(68);
      expect(series['cad']).toBeUndefined();
      expect(step_s).toBeGreaterThan(0);
    }));

  it('holds checkpoints with figures, quality against targets, workers and runs', () =>
    withDashboard({}, async (served) => {
      const { checkpoints } = (await served.json(`/api/runs/${runId}/checkpoints`)) as {
        checkpoints: { phase: string; open: boolean }[];
      };
      expect(checkpoints.map(({ phase, open }) => [phase, open])).toEqual([
        ['link', false],
        ['extract', true],
        ['pdf', true],
        ['dxf', false],
      ]);
      expect(await served.json(`/api/runs/${runId}/quality`)).toMatchObject({
        targets: [{ name: 'PDF with text', target: 0.9, of: 32 }, { of: 64 }, { share: null, of: 0 }],
        by_type: [
          { job_type: 'pdf_extract', completed: 32 },
          { job_type: 'dxf_extract', completed: 64 },
        ],
      });
      const { workers } = (await served.json('/api/workers')) as { workers: { worker_id: string; heartbeat_age_s: number }[] };
      expect(workers.map(({ worker_id }) => worker_id)).toEqual(['vm2:pdf:4711', 'vm3:dxf:920', 'vm4:creo:77']);
      expect(workers[2]?.heartbeat_age_s).toBeGreaterThanOrEqual(660);
      const { runs } = (await served.json('/api/runs')) as { runs: { id: number; elapsed_s: number }[] };
      expect(runs.map(({ id }) => id)).toEqual([runId, runId - 1]);
      expect(runs[1]?.elapsed_s).toBeCloseTo(3600, 0);
    }));

  it('refuses what is no run', () =>
    withDashboard({}, async (served) => {
      expect((await served.get('/api/runs/99/progress')).status).toBe(404);
      for (const id of ['0', 'x', '1;drop', '-1']) expect((await served.get(`/api/runs/${id}/failures`)).status, id).toBe(400);
    }));

  it('says that nothing has run yet on an empty database', async () => {
    const empty = await openTestDatabase();
    try {
      await withDashboard({ sql: empty.sql }, async (served) => {
        expect((await served.get('/api/runs/latest/progress')).status).toBe(404);
        expect(await served.json('/api/runs')).toEqual({ runs: [] });
        expect(await served.json('/api/workers')).toEqual({ workers: [] });
        expect((await served.get('/metrics')).status).toBe(200);
      });
    } finally {
      await empty.close();
    }
  });
});

describe('health and metrics', () => {
  it('is live and ready', () =>
    withDashboard({}, async (served) => {
      expect(await served.json('/livez')).toEqual({ status: 'ok', version: '1.2.3' });
      expect(await served.json('/readyz')).toEqual({ status: 'ok', database: true, redis: true, version: '1.2.3' });
    }));

  it('goes on from Postgres while Redis is away, and says so', () =>
    withDashboard({ redisUrl: 'redis://127.0.0.1:1' }, async (served) => {
      const ready = await served.get('/readyz');
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({ status: 'degraded', database: true, redis: false });
      expect((await served.get('/livez')).status).toBe(200);
      expect((await served.get('/api/runs/latest/progress')).status).toBe(200);
      expect((await served.get('/queues/api/queues')).status).toBe(503);
      expect(await (await served.get('/metrics')).text()).toContain('fleet_files{');
    }));

  it('gives Prometheus the same figures', () =>
    withDashboard({}, async (served) => {
      const response = await served.get('/metrics');
      const text = await response.text();
      expect(response.headers.get('content-type')).toContain('text/plain');
      for (const line of [
        `fleet_files{run="${runId}",phase="pdf",state="completed"} 32`,
        `fleet_files{run="${runId}",phase="dxf",state="failed"} 4`,
        `fleet_checkpoint_passed{run="${runId}",phase="link"} 1`,
        `fleet_checkpoint_passed{run="${runId}",phase="dxf"} 0`,
        `fleet_failures{run="${runId}",error_class="TIMEOUT"} 2`,
        `fleet_run_state{run="${runId}",state="running"} 1`,
        'fleet_worker_in_flight{worker="vm2:pdf:4711"} 12',
        'fleet_queue_jobs{queue="pdf",state="waiting"} 0',
      ]) {
        expect(text).toContain(line);
      }
    }));
});

describe('Bull Board', () => {
  const asAdmin = { authorization: `Bearer ${adminToken}` };

  it('shows the queues to everybody, and lets administrators alone change them', async () => {
    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    const queue = new Queue('pdf', { connection });
    await queue.add('pdf', { runId }, { jobId: 'shard-1' });
    await withDashboard({ tokens: { admin: adminToken } }, async (served) => {
      const page = await served.get('/queues');
      expect(await page.text()).toContain('Queues (read-only)');
      const { queues } = (await served.json('/queues/api/queues')) as {
        queues: { name: string; readOnlyMode: boolean; counts: { waiting: number } }[];
      };
      expect(queues.map(({ name, readOnlyMode, counts }) => [name, readOnlyMode, counts.waiting])).toEqual([
        ['phase', true, 0],
        ['pdf', true, 1],
        ['dxf', true, 0],
      ]);
      const pause = (headers: Record<string, string>) =>
        fetch(`${served.url}/queues/api/queues/pdf/pause`, { method: 'PUT', headers });
      expect((await pause({})).status).toBe(403);
      expect(await queue.isPaused()).toBe(false);
      expect((await pause({ ...asAdmin, origin: 'http://elsewhere.example' })).status).toBe(403);
      expect((await pause({ ...asAdmin, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      expect(await queue.isPaused()).toBe(false);
      expect((await pause(asAdmin)).status).toBe(200);
      expect(await queue.isPaused()).toBe(true);
    });
    await queue.resume();
    await queue.close();
    connection.disconnect();
  });

  it('asks for the admin token where one wants to administer', () =>
    withDashboard({ tokens: { admin: adminToken } }, async (served) => {
      const asked = await served.get('/unlock');
      expect(asked.status).toBe(401);
      expect(asked.headers.get('www-authenticate')).toContain('Basic');
      const unlocked = await served.get('/unlock', asAdmin);
      expect([unlocked.status, unlocked.headers.get('location')]).toEqual([302, '/']);
    }));
});

describe('the door', () => {
  it('wants a token for everything but health, where one is set', () =>
    withDashboard({ tokens: { read: 'reading-token-1' } }, async (served) => {
      for (const path of ['/', '/main.js', '/api/runs', '/metrics', '/queues'])
        expect((await served.get(path)).status, path).toBe(401);
      for (const path of ['/livez', '/readyz']) expect((await served.get(path)).status, path).toBe(200);
      const basic = `Basic ${Buffer.from('me:reading-token-1').toString('base64')}`;
      expect((await served.get('/', { authorization: basic })).status).toBe(200);
    }));

  it('serves pages that may load and run nothing from elsewhere', () =>
    withDashboard({}, async (served) => {
      const policy = (await served.get('/')).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe');
      const page = await (await served.get('/')).text();
      expect(page).not.toMatch(/<script>|onclick=|style="/u);
    }));
});

describe('what people are told', () => {
  it('lists alerts that hold before those that are over', () =>
    withDashboard({}, async (served) => {
      const { alerts } = (await served.json('/api/alerts')) as {
        alerts: { condition: string; resolved_at: string | null; told: string[] }[];
      };
      expect(alerts.map(({ condition, resolved_at }) => [condition, resolved_at === null])).toEqual([
        ['checkpoint-failed', true],
        ['disk', true],
        ['redis-memory', false],
      ]);
      expect(alerts[1]?.told).toEqual(['slack']);
    }));

  it('tells the state of the Creo service with its switches', () =>
    withDashboard({}, async (served) => {
      expect(await served.json('/api/creo')).toMatchObject({
        services: [
          {
            url: 'creo.example:50051',
            state: 'json',
            calls: 2,
            failed_calls: 1,
            switches: [{ to_state: 'json', transport_failures: 14 }],
          },
        ],
      });
    }));

  it('lists the groups that wait for a person', () =>
    withDashboard({}, async (served) => {
      expect(await served.json(`/api/runs/${runId}/reviews`)).toMatchObject({
        waiting: 1,
        by_reason: [{ reason: 'duplicate_role', groups: 1 }],
        groups: [{ name: 'FL-9 <b>flange</b>', members: [{ is_primary: true, role: 'drawing_pdf' }, { is_primary: false }] }],
      });
    }));

  it('tells the coverage of vectors once their phase has counted them', () =>
    withDashboard({}, async (served, dashboard) => {
      expect(await served.json(`/api/runs/${runId}/coverage`)).toMatchObject({ computed_at: null, kinds: [] });
      await dashboard.warmed;
      await database.sql`
        INSERT INTO run_checkpoints (run_id, phase, passed, figures, thresholds) VALUES (${runId - 1}, 'embed', true,
          '{"coverage": [{"kind": "brep", "method": "built-in", "version": "1", "ready": 3, "missing": 1}], "missingByReason": {"brep: NO_FACES": 1}}', '{}')`;
      expect(await served.json(`/api/runs/${runId - 1}/coverage`)).toMatchObject({
        kinds: [{ kind: 'brep', ready: 3, missing: 1 }],
        missing_by_reason: { 'brep: NO_FACES': 1 },
      });
    }));
});

describe('comparing two runs', () => {
  it('answers at once and has the comparison a moment later', () =>
    withDashboard({}, async (served) => {
      const ask = async () => (await served.json(`/api/runs/${runId}/diff?before=${runId - 1}`)) as { state: string };
      expect(await ask()).toMatchObject({ state: 'computing' });
      await expect
        .poll(ask, { timeout: 60_000 })
        .toMatchObject({ state: 'ready', comparison: { before: runId - 1, after: runId, compared: 0 } });
      expect((await served.get(`/api/runs/${runId}/diff?before=9999`)).status).toBe(404);
      expect((await served.get(`/api/runs/${runId}/diff`)).status).toBe(400);
    }));
});
