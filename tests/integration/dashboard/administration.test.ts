import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DashboardActions } from '../../../dashboard/administration.js';
import { createDashboard } from '../../../dashboard/app.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { TestArchive } from '../link/archive.js';
import { serve, type Served } from '../search/serve.js';

const tokens = { read: 'read-token-12345', admin: 'admin-token-1234' };
const asAdministrator = `Basic ${Buffer.from(`ann:${tokens.admin}`).toString('base64')}`;
const asReader = `Bearer ${tokens.read}`;

let database: TestDatabase;
let archive: TestArchive;

beforeAll(async () => {
  database = await openTestDatabase();
  archive = new TestArchive(database.sql);
});
afterAll(() => database.close());
beforeEach(() => archive.reset());

async function withDashboard(actions: DashboardActions | undefined, test: (served: Served) => Promise<void>): Promise<void> {
  const options = actions === undefined ? {} : { tokens, actions };
  // Nothing here needs Redis.
  const dashboard = await createDashboard({
    sql: database.sql,
    redisUrl: 'redis://127.0.0.1:1',
    queueNames: [],
    version: '1',
    ...options,
  });
  const served = await serve(dashboard.app);
  try {
    await test(served);
  } finally {
    await served.close();
    await dashboard.close();
  }
}

const send = (served: Served, method: string, path: string, body?: object, authorization = asAdministrator): Promise<Response> =>
  fetch(`${served.url}${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

describe('replay from the page', () => {
  it('is for administrators, and names class and sample to who does it', async () => {
    await archive.link(['a.pdf']);
    const asked: unknown[] = [];
    const replay = (...what: unknown[]) => Promise.resolve(asked.push(what) + 6);
    await withDashboard({ replay }, async (served) => {
      const path = `/api/runs/${archive.runId}/replay`;
      expect((await send(served, 'POST', path, { error_class: 'TIMEOUT' }, asReader)).status).toBe(403);
      expect((await send(served, 'POST', path, { error_class: 'NO_SUCH' })).status).toBe(400);
      expect((await send(served, 'POST', '/api/runs/999/replay', { error_class: 'TIMEOUT' })).status).toBe(404);
      expect(asked).toEqual([]);
      const answer = await send(served, 'POST', path, { error_class: 'TIMEOUT', sample: 5 });
      expect([answer.status, await answer.json()]).toEqual([202, { run_id: archive.runId, files: 7 }]);
      expect(asked).toEqual([[archive.runId, 'TIMEOUT', 5]]);
    });
  });

  it('is off where nobody can be an administrator', () =>
    withDashboard(undefined, async (served) => {
      expect(await served.json('/api/access')).toEqual({ scope: 'read', administering: 'off' });
      expect((await send(served, 'POST', '/api/groups/1/accept', {})).status).toBe(403);
    }));
});

describe('decisions about links', () => {
  const job = '88617_HARBOR HOTEL';
  const sheet = `${job}/88617-28.pdf`;
  const plan = `${job}/PLAN.pdf`;
  const actions: DashboardActions = { replay: () => Promise.resolve(0) };

  const groupId = async (key: string): Promise<number> => {
    const [group] = await database.sql<{ id: number }[]>`SELECT id FROM document_groups WHERE identity_key = ${key}`;
    return group?.id ?? 0;
  };

  it('find a group right: it leaves the queue at once, and who said so is kept', async () => {
    await archive.link([sheet]);
    await withDashboard(actions, async (served) => {
      const waiting = async () => {
        const answer = await send(served, 'GET', `/api/runs/${archive.runId}/reviews`);
        return ((await answer.json()) as { waiting: number }).waiting;
      };
      expect(await waiting()).toBe(1);
      const accept = `/api/groups/${await groupId('sheet/88617-28')}/accept`;
      expect((await send(served, 'POST', accept, {}, asReader)).status).toBe(403);
      expect((await send(served, 'POST', accept, { reason: 'it has one drawing' })).status).toBe(204);
      expect(await waiting()).toBe(0);
      expect(await database.sql`SELECT decided_by, reason FROM link_reviews`).toEqual([
        { decided_by: 'ann', reason: 'it has one drawing' },
      ]);
    });
  });

  it('move a file to a group or to a new one, and take that back', async () => {
    await archive.link([sheet, plan]);
    const before = await archive.groups();
    const file = `/api/files/${await archive.fileId(plan)}/group`;
    await withDashboard(actions, async (served) => {
      expect((await send(served, 'PUT', file, { group: await groupId('sheet/88617-28') })).status).toBe(204);
      expect(await archive.groups()).toEqual({ 'sheet/88617-28': [`*${sheet}`, plan] });
      expect((await send(served, 'PUT', file, { group: 'Lobby package' })).status).toBe(204);
      expect(await archive.groups()).toEqual({ 'sheet/88617-28': [`*${sheet}`], 'manual/lobby_package': [`*${plan}`] });
      expect((await send(served, 'DELETE', file)).status).toBe(204);
      expect(await archive.groups()).toEqual(before);
    });
  });

  it('say what is wrong with them', async () => {
    await archive.link([sheet]);
    const file = await archive.fileId(sheet);
    const cases: [method: string, path: string, body: object, status: number, error: string][] = [
      ['PUT', `/api/files/${file}/group`, { group: 999 }, 409, 'there is no document group 999'],
      ['PUT', '/api/files/999/group', { group: 'x' }, 409, 'file 999 is not linked yet'],
      ['PUT', `/api/files/${file}/group`, { group: ' ' }, 409, 'a document group needs a name'],
      ['PUT', `/api/files/${file}/group`, {}, 400, 'group: must be the number of a group or the name of a new one'],
      ['POST', '/api/groups/999/accept', {}, 409, 'there is no document group 999'],
      ['POST', '/api/groups/x/accept', {}, 400, 'id: must be a number'],
    ];
    await withDashboard(actions, async (served) => {
      for (const [method, path, body, status, error] of cases) {
        const answer = await send(served, method, path, body);
        expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([status, error]);
      }
    });
  });
});
