import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledEntry } from '../../../adapters/package-root.js';
import { PostgresCreoSwitch } from '../../../adapters/postgres/creo-switch-store.js';
import { produceRun } from '../../../cli/produce-run.js';
import { switchRules } from '../../../flows/creo-switch.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';
import { runEnd, startTestWorker } from '../../support/fleet.js';
import { openGrpcRelay } from '../../support/grpc-relay.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';
import { smallPart } from '../../support/creo-part.js';
import { stepBox } from '../../support/step-box.js';

let database: TestDatabase;
let redis: TestRedis;
let folder: TestFolder;

beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  folder = openTestFolder();
});

afterAll(async () => {
  folder.close();
  await redis.close();
  await database.close();
});

/** The server as a process of its own, so that it can be killed. */
async function startServer(): Promise<{ server: ChildProcess; url: string }> {
  const server = fork(compiledEntry('cli', 'main.js'), ['creo-server', '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, FLEET_LOG_LEVEL: 'silent' },
  });
  const [started] = (await once(server, 'message')) as [{ port: number }];
  return { server, url: `127.0.0.1:${started.port}` };
}

describe('a run whose Creo server is killed in the middle', () => {
  // The switch looks at 20 calls at least. A call that the killed server does not take is made three times, with pauses: what it can still answer, comes first.
  const parts = 24;
  /** What the service reads, and the kernel when it is gone; of the others it says at once that they have no neutral export. */
  const hasStep = (part: number): boolean => part > 14 && part <= 20;

  it('completes by JSON and kernel, and the fleet has switched', async () => {
    for (let part = 1; part <= parts; part++) {
      const base = `71736-004_${String(part).padStart(3, '0')}`;
      folder.write(`71736/${base}.prt.1`, smallPart(base, part));
      if (hasStep(part)) folder.write(`71736/${base}.stp`, stepBox([part, 20, 30], base));
      else folder.write(`71736/${base}.prt.json`, JSON.stringify(exported(base, part)));
    }
    folder.write('71736/sheet.drw.1', smallPart('sheet', 0, 'DRAWING'));
    const { server, url } = await startServer();
    let models = 0;
    // Of what it cannot read it sends no data, only a status: the third model finds it dead.
    const relay = await openGrpcRelay(url, (method) => {
      if (method.endsWith('/ExtractBRep')) models += 1;
      if (models <= 2) return true;
      server.kill('SIGKILL');
      return false;
    });
    const worker = await startTestWorker(database, redis, {
      children: 1,
      creo: { mode: 'auto', url: relay.address, sessions: 1 },
    });
    try {
      const { run } = await produceRun(database.sql, redis.url, { source: folder.path, sequential: false });
      expect(await runEnd(database, run.id, 600_000)).toBe('completed');
    } finally {
      server.kill('SIGKILL');
      relay.close();
      await worker.stop(1_000);
    }
    const modes = await database.sql<{ mode: string; models: number; faces: number; reasons: number }[]>`
      SELECT extraction_mode AS mode, count(*)::int AS models, count(face_count)::int AS faces, count(fallback_reason)::int AS reasons
      FROM cad_models m JOIN files f ON f.id = m.file_id WHERE f.detected_format = 'creo_prt' GROUP BY 1 ORDER BY 1`;
    expect(modes.map(({ mode, models }) => ({ mode, models }))).toEqual([
      { mode: 'grpc', models: 2 },
      { mode: 'json', models: 18 },
      { mode: 'kernel', models: 4 },
    ]);
    for (const { mode, models, reasons } of modes) expect(reasons, mode).toBe(mode === 'grpc' ? 0 : models);
    const grids = await database.sql<{ mode: string; faces: number; face_grids: Buffer; edge_grids: Buffer }[]>`
      SELECT extraction_mode AS mode, face_count AS faces, face_grids, edge_grids FROM cad_models
      WHERE extraction_mode IN ('grpc', 'kernel')`;
    for (const { mode, faces, face_grids, edge_grids } of grids) {
      expect(inflateSync(face_grids), mode).toHaveLength(faces * 10 * 10 * 7 * 4);
      expect(inflateSync(edge_grids), mode).toHaveLength(12 * 10 * 6 * 4);
    }
    const switches = await database.sql`SELECT from_state, to_state, transport_failures > 2 AS failures FROM creo_switches`;
    expect([...switches]).toEqual([{ from_state: 'grpc', to_state: 'json', failures: true }]);
    const [drawing] = await database.sql`
      SELECT j.status, m.source_type, m.document_class FROM extraction_jobs j JOIN extracted_metadata m ON m.file_id = j.file_id
      WHERE j.job_type = 'creo_drw'`;
    expect(drawing).toEqual({ status: 'completed', source_type: 'creo_drw', document_class: 'creo drawing' });
  }, 900_000);

  function exported(base: string, length: number): object {
    return { filename: `${base}.prt`, parameters: [{ name: 'LENGTH', value: length, units: 'mm', designated: true }] };
  }
});

describe('the switch of a service', () => {
  const url = 'creo-vm:50051';

  it('is one for all workers, and each change is recorded', async () => {
    const rules = { ...switchRules, probeEveryMs: 0 };
    const changes: string[] = [];
    const workers = ['a', 'b', 'c'].map((name) => ({
      name,
      store: new PostgresCreoSwitch(database.sql, url, ({ to }) => changes.push(to), rules),
    }));
    for (let call = 0; call < 7; call++) {
      await Promise.all(workers.map(({ name, store }) => store.record('call', name, call < 5 ? 'answered' : 'transport')));
    }
    // 21 calls, 6 of them failed in transport: no call of one worker alone would have been enough.
    expect(changes).toEqual(['json']);
    const verdicts = await Promise.all(workers.map(({ name, store }) => store.admit(name)));
    expect(verdicts.sort()).toEqual(['probe', 'skip', 'skip']);
    const [held] = await database.sql<{ probe_by: string }[]>`SELECT probe_by FROM creo_services WHERE url = ${url}`;
    for (const { name, store } of workers) if (name === held?.probe_by) await store.record('probe', name, 'answered');
    for (let probe = 0; probe < 2; probe++) {
      expect(await workers[0]?.store.admit('a')).toBe('probe');
      await workers[0]?.store.record('probe', 'a', 'answered');
    }
    expect(changes).toEqual(['json', 'grpc']);
    expect(await workers[1]?.store.admit('b')).toBe('call');
    const recorded = await database.sql`
      SELECT from_state, to_state, calls, transport_failures FROM creo_switches WHERE url = ${url} ORDER BY id`;
    expect([...recorded]).toEqual([
      { from_state: 'grpc', to_state: 'json', calls: 20, transport_failures: 5 },
      { from_state: 'json', to_state: 'grpc', calls: 3, transport_failures: 0 },
    ]);
  });
});
