import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { logReceiver } from '../adapters/notifier/log.js';
import { pagerDutyReceiver } from '../adapters/notifier/pagerduty.js';
import { slackReceiver } from '../adapters/notifier/slack.js';
import type { Sql } from '../adapters/postgres/connect.js';
import { PostgresAlertStore } from '../adapters/postgres/alerts/alert-store.js';
import type { Receiver } from '../flows/alerts/alert.js';
import { AlertWatch } from '../flows/alerts/watch.js';
import { watchingConnection } from '../queues/runtime/connection.js';
import { QueueClient } from '../queues/runtime/queue-client.js';
import type { Config } from './config.js';
import { FleetObserver } from './fleet-observer.js';

/** A look that takes long is taken less often: at most this share of the time goes into it, unless that would leave the fleet unwatched. */
const busyShare = 0.1;
const unwatchedMs = 60_000;
const looksUntilOver = 3;
/** A look over a million files takes a second or two. */
const lookWithinMs = 30_000;
/** A flow may be between two jobs, or the reconciler may be at it. */
const stuckAfterLooks = 20;

export interface AlertLoop {
  close(): Promise<void>;
}

/** Who is told of alerts, as configured: always the log. */
export function receiversOf(config: Config, log: Logger): Receiver[] {
  const { FLEET_SLACK_WEBHOOK_URL: slack, FLEET_PAGERDUTY_ROUTING_KEY: pager, FLEET_DASHBOARD_URL: dashboard } = config;
  return [
    logReceiver(log),
    ...(slack === undefined ? [] : [slackReceiver(slack, dashboard)]),
    ...(pager === undefined ? [] : [pagerDutyReceiver(pager, config.FLEET_PAGERDUTY_URL)]),
  ];
}

/** Watches the fleet until closed. Several processes may: one of them tells people. */
export function startAlertLoop(config: Config, sql: Sql, redisUrl: string, log: Logger): AlertLoop {
  const everyMs = config.FLEET_ALERT_EVERY_MS;
  const redis = watchingConnection(redisUrl);
  const observer = new FleetObserver({
    sql,
    redis,
    queues: new QueueClient(redis),
    creoUrl: config.CREO_GRPC_URL,
    stuckAfterMs: stuckAfterLooks * everyMs,
  });
  const watch = new AlertWatch(
    { observer, store: new PostgresAlertStore(sql), receivers: receiversOf(config, log) },
    {
      cooldownMs: config.FLEET_ALERT_COOLDOWN_MS,
      clearAfterMs: looksUntilOver * everyMs,
      leadMs: 10 * everyMs,
      lookWithinMs: Math.max(lookWithinMs, everyMs),
      patience: { heartbeatS: config.FLEET_ALERT_SILENT_S, storageAwayS: config.FLEET_ALERT_STORAGE_S },
    },
    `${hostname()}:${process.pid}`,
    (error, what) => log.warn({ error: error instanceof Error ? error.message : String(error) }, `alerts: ${what} failed`),
  );
  const stopping = new AbortController();
  const ended = loop(watch, everyMs, stopping.signal);
  return {
    close: async () => {
      stopping.abort();
      // First the connection: a look may be waiting for a Redis that is away.
      redis.disconnect();
      await ended;
    },
  };
}

async function loop(watch: AlertWatch, everyMs: number, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const start = performance.now();
    await watch.look();
    const tookMs = performance.now() - start;
    await pause(Math.max(everyMs, Math.min(tookMs / busyShare, unwatchedMs)), undefined, { signal: stop, ref: false }).catch(
      () => undefined,
    );
  }
}
