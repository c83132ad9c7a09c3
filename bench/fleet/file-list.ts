import type { Format } from '../../queues/contract/formats.js';
import type { StageTimes } from './stage-clock.js';

/** A file of the measured archive, as every contestant gets it. */
export interface BenchFile {
  readonly path: string;
  readonly name: string;
  readonly format: Format;
}

/** Parent to contestant: the next files; none ends it. */
export type ContestantRequest = readonly BenchFile[];

/** Contestant to parent: files done since the last message, how many of them could not be read, and where the time went if it is known. */
export interface ContestantReport {
  readonly done: number;
  readonly failed: number;
  readonly stages?: StageTimes;
}
