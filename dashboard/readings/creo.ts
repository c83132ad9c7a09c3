import type { Sql } from '../../adapters/postgres/connect.js';

export interface CreoSwitchEvent {
  readonly switched_at: Date;
  readonly from_state: string;
  readonly to_state: string;
  readonly reason: string;
  readonly calls: number;
  readonly transport_failures: number;
}

export interface CreoService {
  readonly url: string;
  /** grpc: asked; json: models go past it, and a probe asks now and then. */
  readonly state: 'grpc' | 'json';
  readonly state_since: Date;
  readonly next_probe_at: Date | null;
  readonly calls: number;
  readonly failed_calls: number;
  readonly switches: readonly CreoSwitchEvent[];
}

const switchesShown = 5;

/** Each Creo service that workers have asked: whether the fleet asks it now, its last calls and switches. */
export async function readCreoServices(sql: Sql): Promise<CreoService[]> {
  return sql<CreoService[]>`
    SELECT s.url, s.state, s.state_since, s.next_probe_at, jsonb_array_length(s.recent_calls) AS calls,
      (SELECT count(*)::int FROM jsonb_array_elements(s.recent_calls) c WHERE (c ->> 'failed')::boolean) AS failed_calls,
      COALESCE((
        SELECT jsonb_agg(to_jsonb(w) - 'id' - 'url' - 'worker_id' ORDER BY w.id DESC)
        FROM (SELECT * FROM creo_switches WHERE url = s.url ORDER BY id DESC LIMIT ${switchesShown}) w), '[]') AS switches
    FROM creo_services s ORDER BY s.url LIMIT 20`;
}
