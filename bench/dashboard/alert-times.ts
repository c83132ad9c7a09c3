import { PostgresAlertStore } from '../../adapters/postgres/alerts/alert-store.js';
import { fleetReadings, readKinds } from '../../adapters/postgres/alerts/read-fleet.js';
import type { Sql } from '../../adapters/postgres/connect.js';
import { countingShare } from '../../cli/fleet-observer.js';
import { table } from '../../cli/table.js';

const rounds = 20;
/** `FLEET_ALERT_EVERY_MS` unless set otherwise. */
const everyMs = 15_000;

interface Time {
  readonly what: string;
  readonly medianMs: number;
  readonly slowestMs: number;
}

/** What Postgres does for one look of the alert watch, statement by statement. */
export class AlertTimes {
  readonly #each: readonly Time[];
  readonly #counting: Time;

  private constructor(each: readonly Time[], counting: Time) {
    this.#each = each;
    this.#counting = counting;
  }

  static async measure(sql: Sql, runId: number): Promise<AlertTimes> {
    const store = new PostgresAlertStore(sql);
    const finding = { key: 'bench', condition: 'bench', severity: 'info', message: '', runId: null, isEvent: false } as const;
    const statements: [string, () => Promise<unknown>][] = [
      ...Object.entries(fleetReadings).map(([part, read]): [string, () => Promise<unknown>] => [part, () => read(sql)]),
      ['lead', () => store.lead('bench', 1000)],
      ['keep one alert', () => store.keep([finding], 60_000)],
      ['pending', () => store.pending()],
    ];
    const each: Time[] = [];
    for (const [what, statement] of statements) each.push(await timeOf(what, statement));
    return new AlertTimes(each, await timeOf('kinds (kept while it is dear)', () => readKinds(sql, runId)));
  }

  /** Of a look without counting. */
  get lookMs(): number {
    return Number(this.#each.reduce((sum, { medianMs }) => sum + medianMs, 0).toFixed(1));
  }

  /** Share of one core that the watch keeps busy, counting included. */
  get corePercent(): number {
    const counting = Math.min(countingShare, this.#counting.medianMs / everyMs);
    return Number((100 * (this.lookMs / everyMs + counting)).toFixed(2));
  }

  table(): string {
    const rows = [...this.#each, this.#counting].map((row) => [row.what, row.medianMs.toFixed(1), row.slowestMs.toFixed(1)]);
    return table(['a look for alerts', 'median ms', 'slowest ms'], rows);
  }
}

async function timeOf(what: string, statement: () => Promise<unknown>): Promise<Time> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await statement();
    times.push(performance.now() - start);
  }
  times.sort((one, other) => one - other);
  return { what, medianMs: times[rounds / 2] ?? 0, slowestMs: times.at(-1) ?? 0 };
}
