import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { connect } from '../adapters/postgres/connect.js';
import { table } from '../cli/table.js';
import { createSearchApp } from '../search/app.js';
import { openBenchDatabase } from './link/database.js';
import { ask, askAtOnce } from './search/clients.js';
import { openRecordingPool, slowestPlan } from './search/explain.js';
import { fillCatalogue } from './search/fill-catalogue.js';
import { percentile } from './search/percentile.js';
import { questionsFor, type Question } from './search/questions.js';

/**
 * How long each kind of question takes while 20 clients ask at once, over a catalogue of `--files N` (100,000); whether the same question
 * is answered with the same bytes; and the plan of the slowest. Clients, API and Postgres share this machine's cores.
 */

const clients = 20;
const requestsEach = 60;
const poolSize = 8;

const asked = Number(process.argv[process.argv.indexOf('--files') + 1]);
const files = asked > 0 ? asked : 100_000;
const database = await openBenchDatabase();
try {
  const begin = performance.now();
  const firstFile = await fillCatalogue(database.sql, files);
  console.log(
    `${files} files in ${database.what}, filled in ${((performance.now() - begin) / 1000).toFixed(0)} s; ${clients} clients`,
  );
  const questions = questionsFor(firstFile, files);
  const pool = connect(database.url, poolSize);
  const figures = await served(createSearchApp({ sql: pool, version: 'bench', requestsPerMinute: 1e9 }), (base) =>
    measure(base, questions),
  );
  await pool.end();
  console.log(
    table(
      ['question', 'p50 ms', 'p95 ms', 'same bytes'],
      figures.map(({ endpoint, p50, p95, isRepeatable }) => [
        endpoint,
        p50.toFixed(1),
        p95.toFixed(1),
        isRepeatable ? 'yes' : 'NO',
      ]),
    ),
  );
  const slowest = figures.reduce((a, b) => (b.p95 > a.p95 ? b : a));
  console.log(`\nThe slowest, ${slowest.endpoint}, asked alone:\n${await planOf(questions, slowest.endpoint)}`);
  if (figures.some(({ isRepeatable }) => !isRepeatable)) process.exitCode = 1;
  const entries = figures.map(({ endpoint, p50, p95 }) => [endpoint, { p50_ms: round(p50), p95_ms: round(p95) }] as const);
  console.log(JSON.stringify({ files, clients, endpoints: Object.fromEntries(entries) }));
} finally {
  await database.close();
}

interface Figures {
  readonly endpoint: string;
  readonly p50: number;
  readonly p95: number;
  readonly isRepeatable: boolean;
}

async function measure(base: string, questions: readonly Question[]): Promise<Figures[]> {
  const figures: Figures[] = [];
  for (const question of questions) {
    const [first, second] = [await ask(base, question, 1), await ask(base, question, 1)];
    const times = await askAtOnce(base, question, clients, requestsEach);
    const { endpoint } = question;
    figures.push({ endpoint, p50: percentile(times, 0.5), p95: percentile(times, 0.95), isRepeatable: first.equals(second) });
  }
  return figures;
}

async function planOf(questions: readonly Question[], endpoint: string): Promise<string> {
  const recording = openRecordingPool(database.url);
  const question = questions.find((candidate) => candidate.endpoint === endpoint);
  if (question === undefined) throw new Error(`no question of ${endpoint}`);
  await served(createSearchApp({ sql: recording.sql, version: 'bench', requestsPerMinute: 1e9 }), (base) =>
    ask(base, question, 2),
  );
  const plan = await slowestPlan(database.sql, recording.take());
  await recording.sql.end();
  return plan;
}

async function served<T>(app: Express, use: (base: string) => Promise<T>): Promise<T> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
