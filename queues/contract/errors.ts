import { z } from 'zod';

/** Stable codes of everything that can go wrong with one file. Reports, alerts and replays are keyed by them. */
export const ErrorClass = z.enum([
  'FILE_EMPTY',
  'FILE_ENCRYPTED',
  'FILE_CORRUPT',
  'FILE_MISSING',
  'FILE_TOO_LARGE',
  'FORMAT_MISMATCH',
  'TIMEOUT',
  'MEMORY',
  'CRASH',
  'OUTPUT_TOO_LARGE',
  'RATE_LIMITED',
  'STORAGE_UNAVAILABLE',
  'DATABASE_UNAVAILABLE',
  'CREO_UNAVAILABLE',
  'CREO_MODEL_ERROR',
  'KERNEL_ERROR',
  'INTERNAL',
]);
export type ErrorClass = z.infer<typeof ErrorClass>;

/**
 * How often a file is tried again after a failure of the class. Zero means final: the same bytes would fail the same way.
 * A killed child is tried again because the cause may have been its neighbours on the machine; a poison file dies three times.
 */
export const retriesOf: Record<ErrorClass, number> = {
  FILE_EMPTY: 0,
  FILE_ENCRYPTED: 0,
  FILE_CORRUPT: 0,
  FILE_MISSING: 0,
  FILE_TOO_LARGE: 0,
  FORMAT_MISMATCH: 0,
  TIMEOUT: 1,
  MEMORY: 1,
  CRASH: 2,
  OUTPUT_TOO_LARGE: 0,
  RATE_LIMITED: 3,
  STORAGE_UNAVAILABLE: 3,
  DATABASE_UNAVAILABLE: 3,
  CREO_UNAVAILABLE: 3,
  CREO_MODEL_ERROR: 0,
  KERNEL_ERROR: 0,
  INTERNAL: 1,
};

/** Failures that the source itself explains: no better fleet could have read the file. Quality gates leave them out and say so. */
export const sourceDefects: readonly ErrorClass[] = ['FILE_EMPTY', 'FILE_ENCRYPTED', 'FILE_MISSING'];

/** A failure of one file, with its stable class. Anything else that is thrown counts as `INTERNAL`. */
export class ExtractionError extends Error {
  override readonly name = 'ExtractionError';
  readonly errorClass: ErrorClass;

  constructor(errorClass: ErrorClass, message: string, options?: ErrorOptions) {
    super(message, options);
    this.errorClass = errorClass;
  }
}
