import type { Format } from '../../queues/contract/formats.js';

/** A file of the measured archive, as every contestant gets it. */
export interface BenchFile {
  readonly path: string;
  readonly name: string;
  readonly format: Format;
}

/** Parent to contestant: the next files; none ends it. */
export type ContestantRequest = readonly BenchFile[];

/** Contestant to parent: files done since the last message, and how many of them could not be read. */
export interface ContestantReport {
  readonly done: number;
  readonly failed: number;
}
