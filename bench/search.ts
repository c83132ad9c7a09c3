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
 * How long each kind of question takes while 20 clients ask at once, over a catalogue of `--files N` (100,000): questions that nobody asked
 * before, then the same again, whose answers are kept; whether the same question is answered with the same bytes; and the plan of the
 * slowest. Clients, API and Postgres share this machine's cores.
 */

const clients = 20;
const requestsEach = 60;
const requestsAlone = 5;
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
  const api = () => createSearchApp({ sql: pool, version: 'bench', requestsPerMinute: 1e9 });
  const figures = await served(api(), (base) => served(api(), (elsewhere) => measure(base, elsewhere, questions)));
  await pool.end();
  console.log(
    table(
      ['question', 'alone p50 ms', 'p50 ms', 'p95 ms', 'again p50 ms', 'same bytes'],
      figures.map(({ endpoint, alone, p50, p95, again, isRepeatable }) => [
        endpoint,
        alone.toFixed(1),
        p50.toFixed(1),
        p95.toFixed(1),
        again.toFixed(1),
        isRepeatable ? 'yes' : 'NO',
      ]),
    ),
  );
  const slowest = figures.reduce((a, b) => (b.p95 > a.p95 ? b : a));
  console.log(`\nThe slowest, ${slowest.endpoint}, asked alone:\n${await planOf(questions, slowest.endpoint)}`);
  if (figures.some(({ isRepeatable }) => !isRepeatable)) process.exitCode = 1;
  const entries = figures.map(
    ({ endpoint, alone, p50, p95, again }) =>
      [endpoint, { alone_p50_ms: round(alone), p50_ms: round(p50), p95_ms: round(p95), again_p50_ms: round(again) }] as const,
  );
  console.log(JSON.stringify({ files, clients, endpoints: Object.fromEntries(entries) }));
} finally {
  await database.close();
}

/** The medians and the 95th percentile of milliseconds. */
interface Figures {
  readonly endpoint: string;
  /** Of questions asked one after the other by nobody else. */
  readonly alone: number;
  readonly p50: number;
  readonly p95: number;
  /** The median of the same questions asked again. */
  readonly again: number;
  readonly isRepeatable: boolean;
}

/** @param elsewhere another server of the same database, which has kept no answer of the first */
async function measure(base: string, elsewhere: string, questions: readonly Question[]): Promise<Figures[]> {
  const figures: Figures[] = [];
  for (const question of questions) {
    const alone = percentile(await askAtOnce(elsewhere, question, 1, requestsAlone), 0.5);
    const times = await askAtOnce(base, question, clients, requestsEach);
    const again = percentile(await askAtOnce(base, question, clients, requestsEach), 0.5);
    const [first, second] = [await ask(base, question, requestsAlone), await ask(elsewhere, question, requestsAlone)];
    const { endpoint } = question;
    figures.push({
      endpoint,
      alone,
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      again,
      isRepeatable: first.equals(second),
    });
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
