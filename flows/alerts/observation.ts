/** What one look at the fleet sees. Null where it could not be seen. */
export interface Observation {
  readonly database: { readonly connections: number; readonly limit: number } | null;
  readonly redis: { readonly usedBytes: number; readonly limitBytes: number } | null;
  readonly workers: readonly SeenWorker[];
  readonly runs: readonly SeenRun[];
  /** Files that wait because a storage or service asked to slow down. */
  readonly limitedFiles: number;
  /** Queues with work that is ready, and of these the ones nobody serves. */
  readonly unattendedQueues: readonly string[];
  readonly creo: { readonly url: string; readonly answers: boolean } | null;
  readonly creoSwitches: readonly SeenSwitch[];
}

export interface SeenWorker {
  readonly workerId: string;
  readonly state: string;
  readonly heartbeatAgeS: number;
  readonly diskUsedPercent: number | null;
  /** Why it takes no work, and for how long. */
  readonly heldBy: readonly string[];
  readonly heldForS: number;
  /** A younger process of the same machine and role is at work. */
  readonly isReplaced: boolean;
}

export interface SeenRun {
  readonly runId: number;
  /** Grows with each start, a replay's too. */
  readonly epoch: number;
  readonly status: string;
  readonly heldBy: readonly { readonly phase: string; readonly misses: readonly string[] }[];
  /** Counted while it runs, some time ago where that takes long, and at its end. */
  readonly kinds: readonly SeenKind[];
  /** False when nothing in Redis will move the run; null when Redis could not be asked or the run has ended. */
  readonly isFlowAlive: boolean | null;
  readonly inputs: number;
}

/** Files of a run that one kind of job reads. */
export interface SeenKind {
  readonly jobType: string;
  readonly open: number;
  readonly completed: number;
  readonly failed: number;
}

export interface SeenSwitch {
  readonly id: number;
  readonly url: string;
  readonly toState: string;
  readonly reason: string;
}

/** Looks at the fleet. Rejects when Postgres, which knows everything else, is away. */
export interface Observer {
  observe(): Promise<Observation>;
}
