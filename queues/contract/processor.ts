import type { Artifact } from './artifacts.js';
import type { CreoRoute, CreoService, NamedBytes } from './creo-service.js';
import type { Extraction } from './facts.js';
import type { Format } from './formats.js';

/** One document in memory. `name` is its path inside the source, for messages and corroboration only. */
export interface DocumentInput {
  readonly name: string;
  readonly format: Format;
  readonly bytes: Uint8Array;
}

/** What an extractor may ask of the outside. */
export interface ExtractionPorts {
  /** Names what is being done, so that the report of a killed child can say where it died. Cheap; call at each stage. */
  stage(name: string): void;
  /**
   * Keeps a picture or an array beside the facts, under its key, which it returns; `Extraction.artifacts` is filled by it. Null where nobody
   * keeps any: then do not draw what would be thrown away.
   */
  readonly keep: ((artifact: Artifact) => Promise<string>) | null;
  /** The files beside the document that its processor's chain has chosen, under their paths from its folder. */
  readonly companions?: readonly NamedBytes[];
  /** The Creo service, for the engine that asks it. */
  readonly creo?: CreoService | null;
}

/**
 * Bytes in, facts out. No clock, no randomness without a seed, no I/O but its ports: the same bytes give the same facts.
 * @throws {ExtractionError} with a stable class when the document cannot be read.
 */
export type Extract = (input: DocumentInput, ports: ExtractionPorts) => Promise<Extraction> | Extraction;

/** One way to read a kind of document, and the limits of the child process that runs it. */
export interface Engine {
  /** Past this the child is killed and the file fails with `TIMEOUT`. */
  timeoutMs(sizeBytes: number): number;
  /** Past this the child is killed and the file fails with `MEMORY`. */
  readonly memoryMb: number;
  /** Documents after which the child is replaced, for engines whose heap only grows. */
  readonly recycleAfter: number;
  /** A child that still holds more than this when a document is done is replaced too: of the memory of a giant it would give nothing back. */
  readonly recycleAboveMb?: number;
  /** Engines of one name here share children: those that stand on one library, whose loading takes longer than most documents. Else each has its own. */
  readonly sharedChild?: string;
  /** Imports the engine; called once in each child that runs it. */
  load(): Promise<Extract>;
}

/**
 * Runs one engine on the current document in a child process. Rejects with `ExtractionError`, killed children included.
 * @param companions files that the engine is given too, as paths from the document's folder
 */
export type RunEngine = (engine: string, companions?: readonly string[]) => Promise<Extraction>;

/** What a chain may look at to choose its engines. It runs in the worker itself, so it reads names and never bytes. */
export interface ChainPorts {
  /** The document's path inside its source. */
  readonly name: string;
  /**
   * Names of what lies in the document's folder, itself and folders included; none where nobody can tell.
   * @param folder another one, as a path from the document's (`parts`, `../lib`); outside of the source there are none
   */
  companions(folder?: string): Promise<readonly string[]>;
  readonly creo: CreoRoute;
}

/**
 * The processor of one kind of document: its engines and the order in which they answer.
 * `version` is stored with every result; a new version makes unchanged files count as not yet extracted.
 */
export interface Processor {
  readonly version: string;
  readonly engines: Readonly<Record<string, Engine>>;
  /** Tries engines until one answers; an answer of a later one carries its `fallback_reason`. */
  chain(run: RunEngine, ports: ChainPorts): Promise<Extraction>;
}
