import type { Finding, Severity } from './alert.js';
import type { Observation, SeenRun } from './observation.js';

/** Above the first a person should look; above the second the run is in danger. */
export const alertLimits = {
  failureShare: { warning: 0.1, critical: 0.2 },
  /** Fewer files say nothing of a rate. */
  failureMinFiles: 20,
  heartbeatS: 300,
  /** A storage that asks to slow down for a moment is no news. */
  storageAwayS: 60,
  connectionShare: { warning: 0.8, critical: 0.9 },
  diskPercent: { warning: 80, critical: 90 },
  redisShare: { warning: 0.6, critical: 0.8 },
  limitedFiles: { warning: 20, critical: 200 },
} as const;

/** How long the fleet may look unwell before it is: the configuration may say otherwise. */
export interface Patience {
  readonly heartbeatS: number;
  readonly storageAwayS: number;
}

type Condition = (seen: Observation, patience: Patience) => Finding[];

/** All that is the matter with the fleet as it was seen. The runbook has a paragraph for each condition. */
export function findAll(seen: Observation, patience: Patience = alertLimits): Finding[] {
  return conditions.flatMap((condition) => condition(seen, patience));
}

/** While files are left. When all are read, the checkpoint judges them, and what a person has accepted there is no news. */
const failureRate: Condition = ({ runs }) =>
  runs
    .filter(({ status }) => status === 'running')
    .flatMap(({ runId, kinds }) =>
      kinds.flatMap(({ jobType, open, completed, failed }) => {
        const read = completed + failed;
        const level = open === 0 || read < alertLimits.failureMinFiles ? null : levelOf(failed / read, alertLimits.failureShare);
        const message = `Run ${runId}: ${percent(failed / read)} of ${jobType} failed (${count(failed)} of ${count(read)} read)`;
        return level === null ? [] : [finding('failure-rate', `${runId}:${jobType}`, level, message, runId)];
      }),
    );

const heartbeat: Condition = ({ workers }, { heartbeatS }) =>
  workers
    .filter(({ state, heartbeatAgeS, isReplaced }) => state !== 'stopped' && !isReplaced && heartbeatAgeS > heartbeatS)
    .map(({ workerId, heartbeatAgeS }) =>
      finding('heartbeat-stalled', workerId, 'critical', `Worker ${workerId} has been silent for ${lasted(heartbeatAgeS)}`),
    );

const connections: Condition = ({ database }) => {
  if (database === null || database.limit === 0) return [];
  const share = database.connections / database.limit;
  const level = levelOf(share, alertLimits.connectionShare);
  const message = `Postgres has ${database.connections} of ${database.limit} connections in use (${percent(share)})`;
  return level === null ? [] : [finding('connection-pool', 'postgres', level, message)];
};

const disk: Condition = ({ workers }) =>
  workers.flatMap(({ workerId, state, diskUsedPercent }) => {
    const level = diskUsedPercent === null || state !== 'running' ? null : levelOf(diskUsedPercent, alertLimits.diskPercent);
    const effect = level === 'critical' ? '; it takes no work until there is room' : '';
    return level === null
      ? []
      : [finding('disk', workerId, level, `The disk of ${workerId} is ${Math.round(diskUsedPercent ?? 0)} % full${effect}`)];
  });

/** A storage that refuses everybody fails no file: workers wait, and only they know for what. */
const storageRefuses: Condition = ({ workers }, { storageAwayS }) => {
  const living = workers.filter(({ state }) => state === 'running');
  const waiting = living.filter(({ heldBy, heldForS }) => heldBy.includes('storage') && heldForS > storageAwayS);
  if (waiting.length === 0) return [];
  const severity = waiting.length === living.length ? 'critical' : 'warning';
  const names = waiting.map(({ workerId }) => workerId).join(', ');
  const message = `${waiting.length} of ${living.length} workers take no work: their storage refuses or is away (${names})`;
  return [finding('storage-refuses', 'storage', severity, message)];
};

const redisAway: Condition = ({ redis }) =>
  redis === null ? [finding('redis-away', 'redis', 'critical', 'Redis does not answer: no work moves')] : [];

const redisMemory: Condition = ({ redis }) => {
  if (redis === null || redis.limitBytes === 0) return [];
  const share = redis.usedBytes / redis.limitBytes;
  const level = levelOf(share, alertLimits.redisShare);
  return level === null ? [] : [finding('redis-memory', 'redis', level, `Redis uses ${percent(share)} of its memory`)];
};

const creoDown: Condition = ({ creo }) =>
  creo === null || creo.answers
    ? []
    : [finding('creo-down', creo.url, 'critical', `The Creo service ${creo.url} does not answer`)];

const creoSwitched: Condition = ({ creoSwitches }) =>
  creoSwitches.map(({ id, url, toState, reason }) =>
    event(
      'creo-switched',
      String(id),
      toState === 'json' ? 'warning' : 'info',
      toState === 'json'
        ? `Models go past the Creo service ${url}: ${reason}`
        : `The Creo service ${url} is asked again: ${reason}`,
      null,
    ),
  );

const rateLimited: Condition = ({ limitedFiles }) => {
  const level = levelOf(limitedFiles, alertLimits.limitedFiles);
  return level === null
    ? []
    : [
        finding(
          'rate-limited',
          'storage',
          level,
          `${count(limitedFiles)} files wait because the storage asked to slow down (429, 503)`,
        ),
      ];
};

const stuck: Condition = ({ runs }) =>
  runs
    .filter(({ isFlowAlive }) => isFlowAlive === false)
    .map(({ runId }) =>
      finding(
        'run-stuck',
        String(runId),
        'critical',
        `Run ${runId} waits for children that nobody will work on (fleet reconcile)`,
        runId,
      ),
    );

const unattended: Condition = ({ unattendedQueues }) =>
  unattendedQueues.map((queue) =>
    finding('queue-unattended', queue, 'warning', `Queue ${queue} holds work and no living worker serves it`),
  );

const checkpointFailed: Condition = ({ runs }) =>
  runs.flatMap(({ runId, heldBy }) =>
    heldBy.map(({ phase, misses }) =>
      finding(
        'checkpoint-failed',
        `${runId}:${phase}`,
        'critical',
        `Run ${runId} is held by the checkpoint of ${phase}: ${misses.join('; ')}`,
        runId,
      ),
    ),
  );

const finished: Condition = ({ runs }) =>
  runs
    .filter(({ status }) => status === 'completed')
    .map((run) => event('run-finished', `${run.runId}:${run.epoch}`, 'info', ended(run), run.runId));

/** What the key of the alert begins with that tells the end of a run; its number and epoch follow, for a replay ends too. */
export const finishedKey = 'run-finished:';

const conditions: readonly Condition[] = [
  failureRate,
  heartbeat,
  connections,
  disk,
  storageRefuses,
  redisAway,
  redisMemory,
  creoDown,
  creoSwitched,
  rateLimited,
  stuck,
  unattended,
  checkpointFailed,
  finished,
];

function ended({ runId, inputs, kinds }: SeenRun): string {
  const sum = (pick: (kind: SeenRun['kinds'][number]) => number): number => kinds.reduce((total, kind) => total + pick(kind), 0);
  const [completed, failed] = [sum((kind) => kind.completed), sum((kind) => kind.failed)].map(count);
  return `Run ${runId} has finished: ${count(inputs)} files, ${completed} completed, ${failed} failed`;
}

/** Reached, not exceeded: at 80 % of 80 the alert is due. */
function levelOf(value: number, limits: { readonly warning: number; readonly critical: number }): Severity | null {
  if (value >= limits.critical) return 'critical';
  return value >= limits.warning ? 'warning' : null;
}

function finding(condition: string, about: string, severity: Severity, message: string, runId: number | null = null): Finding {
  return { key: `${condition}:${about}`, condition, severity, message, runId, isEvent: false };
}

function event(condition: string, about: string, severity: Severity, message: string, runId: number | null): Finding {
  return { ...finding(condition, about, severity, message, runId), isEvent: true };
}

const lasted = (seconds: number): string =>
  seconds < 120 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`;

const count = (value: number): string => value.toLocaleString('en-US');
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
