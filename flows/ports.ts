import type { Facts } from '../queues/contract/facts.js';
import type { Format, JobType } from '../queues/contract/formats.js';
import type { PhaseName } from '../queues/contract/payloads.js';

/** What flows need of the outside. Adapters implement it over Postgres; nothing here knows a driver. */

/** A file that this worker may work on, and the token that fences its writes. */
export interface ClaimedFile {
  readonly jobId: number;
  readonly fileId: number;
  readonly claimToken: number;
  /** The only engine that may read it, as a replay asked; null for the processor's choice. */
  readonly engine: string | null;
  /** Failed attempts so far. */
  readonly retryCount: number;
  readonly maxRetries: number;
  readonly sourceUri: string;
  readonly storageKey: string;
  readonly format: Format;
  readonly sizeBytes: number;
}

/** What became of files that were asked for; finished ones are in neither list. */
export interface Claimed {
  /** In the order of asking. */
  readonly files: readonly ClaimedFile[];
  /** In the hands of a worker that lives: to be asked for again until it has finished them or has fallen silent. */
  readonly held: readonly number[];
}

/** How one attempt at a claimed file ended. `retry` puts the file back to pending for another attempt. */
export interface FileResult {
  readonly claim: ClaimedFile;
  readonly facts: Facts;
  readonly outcome: 'completed' | 'failed' | 'retry';
}

export interface ExtractionStore {
  /**
   * Claims what is open among the files and raises each claim token, so that an earlier holder's writes are void. A holder that
   * lives is not robbed: whatever Redis thinks of its locks, it will write what it has begun.
   */
  claim(runId: number, jobTypes: readonly JobType[], fileIds: readonly number[], workerId: string): Promise<Claimed>;
  /**
   * Replaces the files' rows and sets their state in one transaction, each only where its claim token is still the row's.
   * @returns the job ids whose result was taken; the others were late.
   */
  save(results: readonly FileResult[]): Promise<ReadonlySet<number>>;
  /** Gives claims back untouched. Without `begun` they do not count as started. */
  release(claims: readonly ClaimedFile[], begun: boolean): Promise<void>;
}

/** Results on this machine's disk that the database has not taken yet. */
export interface ResultJournal {
  /** Never rejects: a full disk costs the copy, not the result in memory. */
  keep(results: readonly FileResult[]): Promise<void>;
  drop(results: readonly FileResult[]): Promise<void>;
  /** What is kept, a page at a time; entries that cannot be read are left out. */
  pages(size: number): AsyncIterable<FileResult[]>;
}

export interface RunOptions {
  readonly sequential: boolean;
  readonly phases: readonly PhaseName[];
}

export interface CheckpointRecord {
  readonly phase: PhaseName;
  readonly passed: boolean;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly thresholds: Readonly<Record<string, unknown>>;
  /** What did not hold, one sentence each. */
  readonly misses: readonly string[];
}

/** A run that has not ended, as the reconciler sees it. */
export interface UnfinishedRun {
  readonly id: number;
  readonly epoch: number;
  readonly status: 'running' | 'held';
  /** Phases in line whose checkpoint has neither passed nor been accepted. */
  readonly remaining: readonly PhaseName[];
  /** Files in no terminal state that have a job. */
  readonly open: number;
}

export interface RunStore {
  /** The epoch whose jobs may act; jobs of an earlier one are superseded. */
  epoch(runId: number): Promise<number>;
  /** @param only one run; null for all */
  unfinished(only: number | null): Promise<UnfinishedRun[]>;
  /** Raises the epoch if it is still `seen` and the run has not ended; null when another reconciler, or the run itself, was quicker. */
  raiseEpoch(runId: number, seen: number): Promise<number | null>;
  /** Puts claims back whose holder has not told for so long that it lives. Returns how many files. */
  requeueAbandoned(silentForS: number): Promise<number>;
  options(runId: number): Promise<RunOptions>;
  /** The next file ids after `after` whose work of these types is open, ascending, at most `limit`. */
  openFiles(runId: number, jobTypes: readonly JobType[], after: number, limit: number): Promise<number[]>;
  /** Mean time for which a child had one of the last files of these types up to this id, in ms; null when none was read. */
  recentMsPerFile(runId: number, jobTypes: readonly JobType[], upTo: number): Promise<number | null>;
  /** The last id of the next `size` files of the run after `after`, or null at the end. */
  nextRange(runId: number, after: number, size: number): Promise<number | null>;
  phaseStarted(runId: number, phase: PhaseName): Promise<void>;
  saveCheckpoint(runId: number, checkpoint: CheckpointRecord): Promise<void>;
  /** True when an operator let the phase pass although its checkpoint had not held. */
  isAccepted(runId: number, phase: PhaseName): Promise<boolean>;
  setStatus(runId: number, status: 'running' | 'held' | 'completed'): Promise<void>;
}

/** One repeatable step of a phase over a range of file ids, or over all at once. */
export interface SqlStep {
  readonly name: string;
  readonly scope: 'range' | 'whole';
  run(range: { runId: number; from: number; to: number }): Promise<void>;
}

/** Figures of a finished phase, from Postgres. */
export type Figures = (runId: number) => Promise<Readonly<Record<string, unknown>>>;

export interface PhaseWork {
  /** B2 and D1: gives every extractable file of the range its job row. Repeatable. */
  queueJobs(runId: number, from: number, to: number): Promise<void>;
  /** To be called when all have theirs, before the first is claimed. */
  jobsQueued(): Promise<void>;
  readonly linkSteps: readonly SqlStep[];
  readonly indexSteps: readonly SqlStep[];
  readonly embedSteps: readonly SqlStep[];
  readonly figures: Readonly<Record<PhaseName, Figures>>;
}

/**
 * Reads one claimed file. Rejects only when this process gives up what it reads, or, with `NotBegun`, when it cannot reach the file's
 * source at all.
 */
export type ExtractFile = (claim: ClaimedFile) => Promise<Facts>;

/** No byte of the file was read, and that is not the file's fault. */
export class NotBegun extends Error {
  override readonly name: string = 'NotBegun';
}
