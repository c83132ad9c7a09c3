import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDashboard } from '../dashboard/app.js';
import { queueNames } from '../queues/contract/queue-table.js';
import { table } from '../cli/table.js';
import { fillArchive } from './dashboard/fill.js';
import { AlertTimes } from './dashboard/alert-times.js';
import { openBenchDatabase } from './link/database.js';

/**
 * Every address of the status page over a run of a million files: the first answer of a new process, and the slowest of those that
 * follow while figures are read anew. The page promises its answers within 300 ms. And what a look for alerts takes.
 */

const files = Number(process.argv[process.argv.indexOf('--files') + 1]) || 1_000_000;
const rounds = 20;
const pauseMs = 700;
const promisedMs = 300;

const database = await openBenchDatabase();
console.log(`${files} files in two runs, ${database.what}`);
const runId = await fillArchive(database.sql, files);
const dashboard = await createDashboard({ sql: database.sql, redisUrl: 'redis://127.0.0.1:1', queueNames, version: 'bench' });
const server = createServer(dashboard.app).listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const ofRun = ['progress', 'throughput', 'failures', 'skipped', 'checkpoints', 'quality', 'coverage', 'reviews'];
const addresses = [
  '/',
  '/api/runs',
  '/api/workers',
  '/api/alerts',
  '/api/creo',
  '/metrics',
  ...ofRun.map((part) => `/api/runs/${runId}/${part}`),
];
await dashboard.warmed;

const times = new Map<string, number[]>(addresses.map((address) => [address, []]));
for (let round = 0; round < rounds; round++) {
  // As a page does: all of them at once.
  await Promise.all(addresses.map(async (address) => times.get(address)?.push(await timeOf(address))));
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
}
server.closeAllConnections();
server.close();
await dashboard.close();
const alerts = await AlertTimes.measure(database.sql, runId);
await database.close();

const rows = [...times].map(([address, [first = 0, ...others]]) => ({ address, first, slowest: Math.max(...others) }));
console.log(
  table(
    ['address', 'first ms', 'slowest of the others ms'],
    rows.map((row) => [row.address, row.first.toFixed(0), row.slowest.toFixed(0)]),
  ),
);
console.log(alerts.table());
const slowest = Math.max(...rows.map((row) => Math.max(row.first, row.slowest)));
console.log(
  JSON.stringify({
    files,
    requests: addresses.length * rounds,
    slowest_ms: Math.round(slowest),
    promised_ms: promisedMs,
    kept: slowest <= promisedMs,
    alert_look_ms: alerts.lookMs,
    alert_core_percent: alerts.corePercent,
  }),
);

async function timeOf(address: string): Promise<number> {
  const start = performance.now();
  const response = await fetch(`${base}${address}`);
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
  return performance.now() - start;
}
