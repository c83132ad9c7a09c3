import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '../../../adapters/package-root.js';
import { createDashboard, type Dashboard } from '../../../dashboard/app.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { serve, type Served } from '../search/serve.js';

const Board = z.object({
  uid: z.string(),
  schemaVersion: z.number().int(),
  panels: z
    .array(
      z.object({ id: z.number(), title: z.string(), type: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) }),
    )
    .min(1),
});

describe('the Grafana dashboard', () => {
  let database: TestDatabase;
  let dashboard: Dashboard;
  let served: Served;
  beforeAll(async () => {
    database = await openTestDatabase();
    dashboard = await createDashboard({ sql: database.sql, redisUrl: 'redis://127.0.0.1:1', queueNames: ['pdf'], version: '1' });
    served = await serve(dashboard.app);
  });
  afterAll(async () => {
    await served.close();
    await dashboard.close();
    await database.close();
  });

  it('asks for metrics that exist, and shows all that the fleet tells', async () => {
    const board = Board.parse(
      JSON.parse(readFileSync(join(packageRoot, 'docker', 'grafana', 'dashboards', 'fleet.json'), 'utf8')),
    );
    const asked = new Set(
      board.panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(/\bfleet_\w+/gu) ?? [])),
    );
    const text = await (await served.get('/metrics')).text();
    const told = [...text.matchAll(/^# TYPE (fleet_\w+)/gmu)]
      .map(([, name = '']) => name)
      .filter((name) => !name.startsWith('fleet_dashboard_'));
    expect([...asked].sort()).toEqual(told.sort());
    expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length);
  });
});
