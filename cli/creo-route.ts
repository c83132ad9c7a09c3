import { healthOf } from '../adapters/creo/connection.js';
import type { Sql } from '../adapters/postgres/connect.js';
import { PostgresCreoSwitch } from '../adapters/postgres/creo-switch-store.js';
import { FleetCreoRoute } from '../flows/creo-route.js';
import { ExtractionError } from '../queues/contract/errors.js';
import type { CreoMode, CreoRoute } from '../queues/contract/creo-service.js';
import type { Logger } from 'pino';

/** Where a Creo extraction service listens when nobody says otherwise. */
export const defaultCreoUrl = 'localhost:50051';

export interface CreoSettings {
  readonly mode: CreoMode;
  /** host:port as configured; undefined tries the default address and does not count it as down when nobody is there. */
  readonly url: string | undefined;
  /** Models that this worker gives to the service at once. */
  readonly sessions: number;
}

const healthWithinMs = 2_000;
const healthKeptMs = 30_000;

/** How this worker reaches the Creo service, with the switch that the fleet shares. */
export function creoRoute(sql: Sql, settings: CreoSettings, workerId: string, log: Logger): FleetCreoRoute {
  const { mode, sessions } = settings;
  const url = settings.url ?? defaultCreoUrl;
  const store = new PostgresCreoSwitch(sql, url, (change) => log.warn({ url, ...change }, 'creo service switched'));
  const onStoreError = (error: unknown): void => log.warn({ url, error: String(error) }, 'the switch of the Creo service');
  const absent = settings.url === undefined ? absence(url) : null;
  return new FleetCreoRoute({ mode, store, sessions, workerId, absent, onStoreError });
}

/** Asks the service without a fleet to share its state with. @param url null where none is configured */
export function directCreoRoute(mode: CreoMode, url: string | null): CreoRoute {
  const none = new ExtractionError('CREO_UNAVAILABLE', 'no Creo service is configured');
  return { mode, ask: (call) => (url === null ? Promise.reject(none) : call()) };
}

/** Why nobody answers at the address, asked again after a while; null when somebody does. */
function absence(url: string): () => Promise<string | null> {
  let known: Promise<string | null> | null = null;
  let askedAt = 0;
  return () => {
    if (known === null || performance.now() - askedAt > healthKeptMs) {
      known = healthOf(url, healthWithinMs);
      askedAt = performance.now();
    }
    return known;
  };
}
