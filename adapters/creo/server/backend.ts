import type { CreoAnswer, CreoModel } from '../../../queues/contract/creo-service.js';

/** A model as the server has received it. */
export interface ServedModel extends CreoModel {
  /** Where it lies on the server, for a Creo that opens files itself; null for bytes that were sent. */
  readonly path: string | null;
}

/** What answers behind the service: the kernel alone, or a live Creo. */
export interface CreoBackend {
  readonly name: string;
  readonly version: string;
  readonly formats: readonly string[];
  /** @throws {ExtractionError} with the class of what is wrong with the model */
  extract(model: ServedModel, signal: AbortSignal): Promise<CreoAnswer>;
  /** The triangles as `mesh.bin`. */
  tessellate(model: ServedModel, signal: AbortSignal): Promise<Uint8Array>;
  /** Samples of the signed distance as `sdf.npz`. */
  sampleDistances(model: ServedModel, signal: AbortSignal): Promise<Uint8Array>;
  close(): void;
}

export interface CreoServerOptions {
  /** host:port; port 0 takes a free one. */
  readonly address: string;
  readonly sessions: number;
  /** Folders of which a request may name files by path. */
  readonly roots: readonly string[];
  /** Told of each model; for a log. */
  readonly onModel?: (name: string, durationMs: number, error: string | null) => void;
}
