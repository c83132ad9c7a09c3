import type { ErrorClass } from '../../queues/contract/errors.js';
import type { Cluster } from './cluster.js';
import type { FleetProcess } from './fleet-process.js';

/** What a fault may hit. */
export interface Target {
  readonly cluster: Cluster;
  /** The extraction worker that holds most files at the moment. */
  readonly busy: FleetProcess;
  /** The folder that the run reads. */
  readonly archive: string;
}

/** A fault that strikes in the middle of a run. */
export interface Fault {
  readonly name: string;
  /** Breaks something, waits as long as it is to last, and mends what does not mend itself. */
  strike(target: Target): Promise<void>;
  /** Takes processes away before the run, so that the one that is to be hit is at work when it is hit. */
  readonly prepare?: (cluster: Cluster) => Promise<void>;
  /** Names of files that misbehave; each replaces a file of the archive. */
  readonly poisons?: readonly string[];
  /** Failures that are right: how many files of which class. Any other failed file is an error of the fleet. */
  readonly failures?: Readonly<Partial<Record<ErrorClass, number>>>;
  /** Files that the fault takes away for good, and which therefore are missing in the end. */
  readonly missing?: number;
  /** Why it cannot be made here; null where it can. */
  readonly impossible?: (cluster: Cluster) => string | null;
}
