import type { PhaseName } from '../queues/contract/payloads.js';
import { extractionQueueNames, queueTable } from '../queues/contract/queue-table.js';

/** What the tables say of one kind of extraction in a run. */
export interface JobCounts {
  readonly job_type: string;
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly open: number;
}

/** Files that ended within the last `window_s` seconds. */
export interface RecentCount {
  readonly job_type: string;
  readonly ended: number;
  readonly window_s: number;
}

export interface PhaseCheckpoint {
  readonly phase: string;
  readonly passed: boolean;
  readonly misses: readonly string[];
  readonly acceptedReason: string | null;
  readonly startedAt: Date;
  readonly createdAt: Date;
  /** Started and not yet at its checkpoint. */
  readonly open: boolean;
}

export type PhaseState = 'waiting' | 'running' | 'passed' | 'accepted' | 'held' | 'left out';

export interface PhaseProgress {
  readonly name: PhaseName;
  readonly title: string;
  /** The phase it is part of. */
  readonly parent: PhaseName | null;
  readonly state: PhaseState;
  /** Files; null for phases that do not work file by file. */
  readonly counts: {
    readonly total: number;
    readonly completed: number;
    readonly failed: number;
    readonly skipped: number;
    readonly open: number;
  } | null;
  /** 0..1; null when there is nothing to count. */
  readonly done_share: number | null;
  readonly files_per_s: number | null;
  /** Null when it cannot be told: nothing moves, or nothing is counted. */
  readonly eta_s: number | null;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly misses: readonly string[];
  readonly accepted_reason: string | null;
}

export interface RunState {
  readonly status: string;
  /** Phases of the line that were asked for; all when nothing is known. */
  readonly phases: readonly string[] | null;
}

/** The picture of a run: each phase, what it is part of, and its title. */
const picture: readonly { readonly name: PhaseName; readonly title: string; readonly parent: PhaseName | null }[] = [
  { name: 'link', title: 'Link', parent: null },
  { name: 'extract', title: 'Extract', parent: null },
  { name: 'pdf', title: 'PDF', parent: 'extract' },
  { name: 'dxf', title: 'DXF', parent: 'extract' },
  { name: 'creo', title: 'Creo', parent: 'extract' },
  { name: 'cad', title: 'STEP, IGES', parent: 'extract' },
  { name: 'index', title: 'Index', parent: null },
  { name: 'embed', title: 'Vectors', parent: null },
  { name: 'search', title: 'Search checks', parent: null },
];

/** Everything the page shows of the phases, from counts and checkpoints alone. */
export function describePhases(
  run: RunState,
  jobs: readonly JobCounts[],
  recent: readonly RecentCount[],
  checkpoints: readonly PhaseCheckpoint[],
): PhaseProgress[] {
  const phases = picture.map(({ name, title, parent }) => {
    const checkpoint = checkpoints.find(({ phase }) => phase === name);
    const types = jobTypesOf(name);
    const counts = types === null ? null : sumOf(jobs.filter(({ job_type }) => types.includes(job_type)));
    const state = stateOf(run, parent ?? name, checkpoint);
    const rate = types === null || state !== 'running' ? null : rateOf(recent.filter(({ job_type }) => types.includes(job_type)));
    const ended = checkpoint !== undefined && !checkpoint.open ? checkpoint.createdAt : null;
    return {
      name,
      title,
      parent,
      state,
      counts,
      done_share: shareOf(counts, state),
      files_per_s: rate,
      eta_s: etaOf(counts, rate),
      started_at: checkpoint?.startedAt.toISOString() ?? null,
      ended_at: ended?.toISOString() ?? null,
      misses: checkpoint === undefined || checkpoint.open || checkpoint.passed ? [] : checkpoint.misses,
      accepted_reason: checkpoint?.acceptedReason ?? null,
    };
  });
  return phases.map((phase) => (phase.name === 'extract' ? { ...phase, eta_s: etaOfParts(phases) } : phase));
}

/** The parts go on side by side, so the slowest tells; one that cannot tell leaves it open. */
function etaOfParts(phases: readonly PhaseProgress[]): number | null {
  const open = phases.filter(({ parent, counts }) => parent === 'extract' && counts !== null && counts.open > 0);
  const etas = open.map(({ eta_s: eta }) => eta);
  return etas.length === 0 || etas.includes(null) ? null : Math.max(...etas.map((eta) => eta ?? 0));
}

/** `extract` sums up its parts; null for phases that work on ranges of rows. */
function jobTypesOf(name: PhaseName): readonly string[] | null {
  if (name === 'extract') return extractionQueueNames.flatMap((queue) => queueTable[queue].jobTypes);
  const queue = extractionQueueNames.find((candidate) => candidate === name);
  return queue === undefined ? null : queueTable[queue].jobTypes;
}

function sumOf(rows: readonly JobCounts[]): NonNullable<PhaseProgress['counts']> {
  const sum = (pick: (row: JobCounts) => number): number => rows.reduce((total, row) => total + pick(row), 0);
  return {
    total: sum((row) => row.total),
    completed: sum((row) => row.completed),
    failed: sum((row) => row.failed),
    skipped: sum((row) => row.skipped),
    open: sum((row) => row.open),
  };
}

function stateOf(run: RunState, line: PhaseName, checkpoint: PhaseCheckpoint | undefined): PhaseState {
  if (checkpoint === undefined) return run.phases !== null && !run.phases.includes(line) ? 'left out' : 'waiting';
  if (checkpoint.open) return 'running';
  if (checkpoint.passed) return 'passed';
  return checkpoint.acceptedReason === null ? 'held' : 'accepted';
}

function shareOf(counts: PhaseProgress['counts'], state: PhaseState): number | null {
  if (counts !== null && counts.total > 0) return (counts.total - counts.open) / counts.total;
  return state === 'passed' || state === 'accepted' ? 1 : null;
}

/** The kinds of one queue are worked on at the same time, so their rates add up. */
function rateOf(recent: readonly RecentCount[]): number | null {
  const rates = recent.filter(({ window_s }) => window_s > 0).map(({ ended, window_s }) => ended / window_s);
  return rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0);
}

function etaOf(counts: PhaseProgress['counts'], rate: number | null): number | null {
  if (counts === null || rate === null || rate <= 0 || counts.open === 0) return null;
  return counts.open / rate;
}
