import type { Finding } from '../../../flows/alerts/alert.js';
import type { AlertStore, Delivery, KeptAlert } from '../../../flows/alerts/watch.js';
import type { Sql, SqlOrTransaction } from '../connect.js';

/** What is over for longer is not told any more. */
const toldWithinHours = 24;

/** Alerts in `fleet_alerts`. Times are the database's. */
export class PostgresAlertStore implements AlertStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async lead(holder: string, forMs: number): Promise<boolean> {
    const rows = await this.#sql`
      INSERT INTO fleet_watch_lease (holder, held_until) VALUES (${holder}, now() + make_interval(secs => ${forMs / 1000}::float8))
      ON CONFLICT (only_row) DO UPDATE SET holder = EXCLUDED.holder, held_until = EXCLUDED.held_until
        WHERE fleet_watch_lease.holder = EXCLUDED.holder OR fleet_watch_lease.held_until < now()
      RETURNING holder`;
    return rows.length > 0;
  }

  async keep(findings: readonly Finding[], clearAfterMs: number): Promise<void> {
    // One transaction, one now(): what this look has seen is not closed by it, however slow the look was.
    await this.#sql.begin(async (sql) => {
      for (const found of findings) await (found.isEvent ? keepEvent(sql, found) : keepStanding(sql, found));
      await sql`
        UPDATE fleet_alerts SET resolved_at = now()
        WHERE resolved_at IS NULL AND last_seen_at < now() - make_interval(secs => ${clearAfterMs / 1000}::float8)`;
    });
  }

  async pending(): Promise<KeptAlert[]> {
    return this.#sql<KeptAlert[]>`
      SELECT id, alert_key AS key, condition, severity, message, run_id AS "runId", is_event AS "isEvent",
        resolved_at IS NOT NULL AS "isOver", deliveries
      FROM fleet_alerts
      WHERE resolved_at IS NULL OR resolved_at > now() - make_interval(hours => ${toldWithinHours}::int)
      ORDER BY id`;
  }

  async recentlyTold(key: string, withinMs: number): Promise<ReadonlySet<string>> {
    const rows = await this.#sql<{ receiver: string }[]>`
      SELECT DISTINCT d.key AS receiver FROM fleet_alerts a, jsonb_each(a.deliveries) d
      WHERE a.alert_key = ${key} AND (d.value ->> 'told_at')::timestamptz > now() - make_interval(secs => ${withinMs / 1000}::float8)`;
    return new Set(rows.map(({ receiver }) => receiver));
  }

  async told(id: number, receiver: string, { severity, recovered }: Delivery): Promise<void> {
    await this.#sql`
      UPDATE fleet_alerts SET deliveries = deliveries || jsonb_build_object(${receiver}::text, jsonb_build_object(
        'severity', ${severity}::text, 'recovered', ${recovered}::boolean, 'told_at', COALESCE(deliveries -> ${receiver} ->> 'told_at', now()::text)))
      WHERE id = ${id}`;
  }
}

async function keepStanding(sql: SqlOrTransaction, { key, condition, severity, message, runId }: Finding): Promise<void> {
  await sql`
    INSERT INTO fleet_alerts (alert_key, condition, severity, message, run_id) VALUES (${key}, ${condition}, ${severity}, ${message}, ${runId})
    ON CONFLICT (alert_key) WHERE resolved_at IS NULL
    DO UPDATE SET last_seen_at = now(), severity = EXCLUDED.severity, message = EXCLUDED.message`;
}

async function keepEvent(sql: SqlOrTransaction, { key, condition, severity, message, runId }: Finding): Promise<void> {
  await sql`
    INSERT INTO fleet_alerts (alert_key, condition, severity, message, run_id, is_event, resolved_at)
    SELECT ${key}, ${condition}, ${severity}, ${message}, ${runId}::bigint, true, now()
    WHERE NOT EXISTS (SELECT 1 FROM fleet_alerts WHERE alert_key = ${key})`;
}
