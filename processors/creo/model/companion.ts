import { ExtractionError } from '../../../queues/contract/errors.js';
import type { NamedBytes } from '../../../queues/contract/creo-service.js';
import type { ExtractionPorts } from '../../../queues/contract/processor.js';

/** @throws {ExtractionError} CREO_UNAVAILABLE when the chain chose none */
export function chosenCompanion({ companions = [] }: ExtractionPorts): NamedBytes {
  const [chosen] = companions;
  if (!chosen) throw new ExtractionError('CREO_UNAVAILABLE', 'no file beside the model was given');
  return chosen;
}

/** What is wrong with a file beside the model is not wrong with the model: another way may still read it. */
export function companionFailed(name: string, error: unknown): ExtractionError {
  const [errorClass, message] =
    error instanceof ExtractionError
      ? [`${error.errorClass}: `, error.message]
      : ['', error instanceof Error ? error.message : ''];
  return new ExtractionError('CREO_MODEL_ERROR', `${name}: ${errorClass}${message}`, { cause: error });
}
