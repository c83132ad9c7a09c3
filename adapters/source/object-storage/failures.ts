import { ExtractionError, type ErrorClass } from '../../../queues/contract/errors.js';

/** What an answer of the storage means for whoever asked. */
export type Verdict =
  | { readonly kind: 'missing' }
  /** The object is not the one it was. */
  | { readonly kind: 'changed' }
  /** Nothing is known of the object: the storage is busy, away, or does not let us in. */
  | {
      readonly kind: 'refused';
      readonly errorClass: ErrorClass;
      readonly reason: string;
      /** How often one object is asked for while the storage as a whole is well. */
      readonly attempts: number;
    };

/** Busy: half an hour at the longest delay. */
const attemptsWhenBusy = 30;
/** An error of the server over this object, or a denial. */
const attemptsOtherwise = 4;

const tooMany = new Set([
  'SlowDown',
  'TooManyRequests',
  'TooManyRequestsException',
  'Throttling',
  'ThrottlingException',
  'RequestLimitExceeded',
]);

/** The SDK names an error by the XML's code, or by the status where there is no XML (HEAD, proxies). */
export function judge(error: unknown): Verdict {
  const status = statusOf(error);
  const name = error instanceof Error ? error.name : '';
  if (name === 'NoSuchBucket') return refused('STORAGE_UNAVAILABLE', 'there is no such bucket', attemptsWhenBusy);
  if (name === 'NoSuchKey' || name === 'NotFound' || status === 404) return { kind: 'missing' };
  if (name === 'PreconditionFailed' || status === 412 || status === 416) return { kind: 'changed' };
  const reason = `${status === null ? '' : `${status} `}${name}: ${error instanceof Error ? error.message : String(error)}`;
  if (status === 429 || tooMany.has(name)) return refused('RATE_LIMITED', reason, attemptsWhenBusy);
  const isBusy = status === null || status === 503;
  return refused('STORAGE_UNAVAILABLE', reason, isBusy ? attemptsWhenBusy : attemptsOtherwise);
}

export function fileMissing(storageKey: string): ExtractionError {
  return new ExtractionError('FILE_MISSING', `${storageKey} is not in the storage`);
}

function refused(errorClass: ErrorClass, reason: string, attempts: number): Verdict {
  return { kind: 'refused', errorClass, reason, attempts };
}

/** Also of an answer that is no XML, as gateways give; the SDK throws what its parser says of it. */
function statusOf(error: unknown): number | null {
  const { $metadata, $response } = (error ?? {}) as SdkError;
  return $metadata?.httpStatusCode ?? $response?.statusCode ?? null;
}

interface SdkError {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number };
}
