import type { Artifact } from './artifacts.js';
import type { Extraction } from './facts.js';
import type { Format } from './formats.js';

/** Which ways to a Creo model are taken: all in turn, or one alone. `header` reads the file without Creo. */
export const creoModes = ['auto', 'grpc', 'json', 'kernel', 'header'] as const;
export type CreoMode = (typeof creoModes)[number];

/** A file in memory that a model needs beside it. */
export interface NamedBytes {
  /** Without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A model as it is given to a Creo service. */
export interface CreoModel {
  /** Path inside the source; its file name tells the model's name, type and version. */
  readonly name: string;
  readonly format: Format;
  readonly bytes: Uint8Array;
  readonly companions: readonly NamedBytes[];
}

/** What a service or a neutral file says of a model, whatever computed it. */
export type ModelFacts = Pick<Extraction, 'metadata' | 'parameters' | 'materials' | 'bom_items' | 'cad'>;

export interface CreoAnswer {
  /** What computed it and its version, e.g. `kernel 1`. */
  readonly backend: string;
  readonly facts: ModelFacts;
  readonly artifacts: readonly Artifact[];
}

/** A Creo extraction service, as an extractor sees it. */
export interface CreoService {
  /**
   * @param stage names what is waited for
   * @throws {ExtractionError} CREO_UNAVAILABLE when the service was not reached or broke off, CREO_MODEL_ERROR when it answered that
   *   it cannot read the model.
   */
  extract(model: CreoModel, stage: (name: string) => void): Promise<CreoAnswer>;
}

/** Whether the service is asked is decided for the whole fleet, outside of the process that asks. */
export interface CreoRoute {
  readonly mode: CreoMode;
  /**
   * Runs `call` when the service may be asked, and lets the fleet know how it ended.
   * @throws {ExtractionError} CREO_UNAVAILABLE without having called, its message the reason; else what `call` throws
   */
  ask<T>(call: () => Promise<T>): Promise<T>;
}
