import type { Sql } from '../../adapters/postgres/connect.js';

export interface ShownAlert {
  readonly id: number;
  readonly condition: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly message: string;
  readonly run_id: number | null;
  readonly raised_at: Date;
  /** Null while it holds. */
  readonly resolved_at: Date | null;
  readonly is_event: boolean;
  /** Receivers that were told. */
  readonly told: readonly string[];
}

const alertsShown = 30;

/** Alerts that hold, then the newest of the others. */
export async function readAlerts(sql: Sql): Promise<ShownAlert[]> {
  return sql<ShownAlert[]>`
    SELECT id, condition, severity, message, run_id, raised_at, resolved_at, is_event,
      ARRAY(SELECT jsonb_object_keys(deliveries) ORDER BY 1) AS told
    FROM fleet_alerts ORDER BY resolved_at IS NOT NULL, id DESC LIMIT ${alertsShown}`;
}
