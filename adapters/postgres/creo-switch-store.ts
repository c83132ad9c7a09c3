import type { CreoSwitchStore } from '../../flows/creo-route.js';
import {
  admit,
  record,
  switchRules,
  type CallEnd,
  type CreoSwitchState,
  type Switch,
  type SwitchRules,
} from '../../flows/creo-switch.js';
import type { Sql, SqlOrTransaction } from './connect.js';
import { jsonText } from './json.js';

interface SwitchRow {
  state: 'grpc' | 'json';
  recent_calls: CreoSwitchState['recentCalls'];
  probe_by: string | null;
  probe_until: Date | null;
  next_probe_at: Date | null;
  probes_passed: number;
  now: Date;
}

/**
 * The switch of one Creo service in Postgres: each decision is a transaction over its row, by the database's clock, so that workers on
 * machines with other clocks agree.
 */
export class PostgresCreoSwitch implements CreoSwitchStore {
  readonly #sql: Sql;
  readonly #url: string;
  readonly #rules: SwitchRules;
  readonly #onSwitch: (change: Switch) => void;

  /** @param url host:port, as all workers name it */
  constructor(sql: Sql, url: string, onSwitch: (change: Switch) => void = () => undefined, rules = switchRules) {
    this.#sql = sql;
    this.#url = url;
    this.#rules = rules;
    this.#onSwitch = onSwitch;
  }

  async admit(worker: string): Promise<'call' | 'probe' | 'skip'> {
    // Nearly always the answer is in the row as it stands; only a probe changes it.
    const { state, now } = await this.#read(this.#sql);
    const seen = admit(state, worker, now, this.#rules).verdict;
    if (seen !== 'probe') return seen;
    return this.#sql.begin(async (tx) => {
      const locked = await this.#readLocked(tx);
      const admission = admit(locked.state, worker, locked.now, this.#rules);
      if (admission.verdict === 'probe') await this.#write(tx, admission.state, false);
      return admission.verdict;
    });
  }

  async record(verdict: 'call' | 'probe', worker: string, end: CallEnd): Promise<void> {
    const switched = await this.#sql.begin(async (tx) => {
      const { state, now } = await this.#readLocked(tx);
      const after = record(state, verdict, worker, end, now, this.#rules);
      if (after.state !== state) await this.#write(tx, after.state, after.switched !== null);
      if (after.switched) await this.#log(tx, after.switched, worker);
      return after.switched;
    });
    if (switched) this.#onSwitch(switched);
  }

  async #read(sql: SqlOrTransaction): Promise<{ state: CreoSwitchState; now: number }> {
    const [row] = await sql<SwitchRow[]>`SELECT *, clock_timestamp() AS now FROM creo_services WHERE url = ${this.#url}`;
    if (row) return fromRow(row);
    await sql`INSERT INTO creo_services (url) VALUES (${this.#url}) ON CONFLICT (url) DO NOTHING`;
    return this.#read(sql);
  }

  async #readLocked(tx: SqlOrTransaction): Promise<{ state: CreoSwitchState; now: number }> {
    await tx`INSERT INTO creo_services (url) VALUES (${this.#url}) ON CONFLICT (url) DO NOTHING`;
    const [row] = await tx<
      SwitchRow[]
    >`SELECT *, clock_timestamp() AS now FROM creo_services WHERE url = ${this.#url} FOR UPDATE`;
    if (!row) throw new Error(`the row of the Creo service ${this.#url} is gone`);
    return fromRow(row);
  }

  async #write(tx: SqlOrTransaction, state: CreoSwitchState, isSwitch: boolean): Promise<void> {
    const [until, next] = [timeOf(state.probeUntil), timeOf(state.nextProbeAt)];
    await tx`
      UPDATE creo_services SET state = ${state.state}, recent_calls = ${jsonText(state.recentCalls)}::text::jsonb, probe_by = ${state.probeBy},
        probe_until = ${until}, next_probe_at = ${next}, probes_passed = ${state.probesPassed}, updated_at = now(),
        state_since = CASE WHEN ${isSwitch} THEN now() ELSE state_since END
      WHERE url = ${this.#url}`;
  }

  async #log(tx: SqlOrTransaction, { from, to, reason, calls, transportFailures }: Switch, worker: string): Promise<void> {
    await tx`
      INSERT INTO creo_switches (url, from_state, to_state, reason, calls, transport_failures, worker_id)
      VALUES (${this.#url}, ${from}, ${to}, ${reason}, ${calls}, ${transportFailures}, ${worker})`;
  }
}

function fromRow(row: SwitchRow): { state: CreoSwitchState; now: number } {
  return {
    now: row.now.getTime(),
    state: {
      state: row.state,
      recentCalls: row.recent_calls,
      probeBy: row.probe_by,
      probeUntil: row.probe_until?.getTime() ?? null,
      nextProbeAt: row.next_probe_at?.getTime() ?? null,
      probesPassed: row.probes_passed,
    },
  };
}

function timeOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
