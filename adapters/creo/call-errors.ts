import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { ExtractionError, type ErrorClass } from '../../queues/contract/errors.js';

/**
 * Codes that say that the service was not reached or broke off, and nothing of the model: CANCELLED (a server killed in the middle of a
 * stream), DEADLINE_EXCEEDED, INTERNAL (a broken stream), UNAVAILABLE.
 */
export const transportCodes: ReadonlySet<number> = new Set([
  status.CANCELLED,
  status.DEADLINE_EXCEEDED,
  status.INTERNAL,
  status.UNAVAILABLE,
]);

/** Trailer in which a server names the class of a failure. */
export const classTrailer = 'fleet-error-class';

/** What a failed call means to the fleet. */
export function callFailed(method: string, error: unknown): ExtractionError {
  if (error instanceof ExtractionError) return error;
  if (!isServiceError(error)) throw error;
  const [stated] = error.metadata.get(classTrailer);
  const name = status[error.code];
  const message = `${method}: gRPC ${error.code} ${name}: ${stated === undefined ? '' : `${String(stated)}: `}${error.details}`;
  return new ExtractionError(transportCodes.has(error.code) ? 'CREO_UNAVAILABLE' : 'CREO_MODEL_ERROR', message, { cause: error });
}

export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && 'metadata' in error;
}

/** How a server tells a failure. A model that cannot be read is none of the transport codes: it must not count against the service. */
export function statusOf(error: unknown): { code: number; details: string; metadata: Metadata } {
  const metadata = new Metadata();
  if (!(error instanceof ExtractionError)) {
    return { code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error), metadata };
  }
  metadata.set(classTrailer, error.errorClass);
  return { code: codeOf(error.errorClass), details: error.message, metadata };
}

function codeOf(errorClass: ErrorClass): number {
  switch (errorClass) {
    case 'FILE_MISSING':
      return status.NOT_FOUND;
    case 'TIMEOUT':
    case 'MEMORY':
    case 'FILE_TOO_LARGE':
    case 'OUTPUT_TOO_LARGE':
      return status.RESOURCE_EXHAUSTED;
    // The one that does count: the Creo behind the server is not there.
    case 'CREO_UNAVAILABLE':
      return status.UNAVAILABLE;
    case 'CREO_MODEL_ERROR':
    case 'KERNEL_ERROR':
      return status.FAILED_PRECONDITION;
    case 'INTERNAL':
    case 'CRASH':
      return status.UNKNOWN;
    default:
      return status.INVALID_ARGUMENT;
  }
}
