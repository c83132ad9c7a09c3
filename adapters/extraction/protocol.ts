import type { ErrorClass } from '../../queues/contract/errors.js';
import type { Format } from '../../queues/contract/formats.js';

export interface CompanionPath {
  readonly name: string;
  readonly path: string;
}

/** Parent to child: read this file with this engine. One at a time. */
export interface ExtractRequest {
  readonly id: number;
  readonly processor: string;
  readonly engine: string;
  readonly path: string;
  readonly name: string;
  readonly format: Format;
  readonly memoryMb: number;
  /** Files beside the document that the engine is given too. */
  readonly companions: readonly CompanionPath[];
  /** host:port of the Creo service; null where there is none. */
  readonly creoUrl: string | null;
  /** Where pictures and arrays are kept; null keeps none. */
  readonly artifactFolder: string | null;
}

/** Child to parent. The extraction travels as JSON text: one stringify here, one parse there, and its size is known. */
export type ChildMessage =
  | { readonly kind: 'ready' }
  /** The engine is loaded: the document's time begins. */
  | { readonly kind: 'loaded'; readonly id: number }
  | { readonly kind: 'stage'; readonly id: number; readonly stage: string }
  | {
      readonly kind: 'done';
      readonly id: number;
      readonly extraction: string;
      readonly contentHash: string;
      readonly cpuMs: number;
      readonly peakRssMb: number;
      /** What the child holds now that the document is done. */
      readonly restMb: number;
    }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly errorClass: ErrorClass;
      readonly message: string;
      readonly contentHash: string | null;
      readonly cpuMs: number;
      readonly peakRssMb: number;
      /** What the child holds now that the document is done. */
      readonly restMb: number;
    };

/** What the watchdog writes to stderr when a stage lasts. */
export const stageMarker = 'EXTRACTION-CHILD-STAGE';

/** What the watchdog writes to stderr just before it kills its own process for memory. */
export const memoryMarker = 'EXTRACTION-CHILD-MEMORY';

/** A result above this would stall the parent while it is parsed and stored. */
export const maxExtractionBytes = 128 * 1024 * 1024;
