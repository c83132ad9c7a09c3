import { ExtractionError } from '../../../queues/contract/errors.js';
import type { Extraction } from '../../../queues/contract/facts.js';
import type { DocumentInput, ExtractionPorts } from '../../../queues/contract/processor.js';
import { extractCreoHeader } from '../header/extract.js';
import { creoModelVersion } from '../versions.js';
import { completeWithHeader } from './complete.js';

/**
 * Asks the Creo service. The file's header is read first, so that what is no Creo file never reaches the service.
 * @throws {ExtractionError} FILE_EMPTY, FORMAT_MISMATCH, FILE_CORRUPT of the header; CREO_UNAVAILABLE, CREO_MODEL_ERROR of the service.
 */
export async function extractByService(input: DocumentInput, ports: ExtractionPorts): Promise<Extraction> {
  if (!ports.creo) throw new ExtractionError('CREO_UNAVAILABLE', 'no Creo service is configured');
  const header = await extractCreoHeader(input, ports);
  const companions = ports.companions ?? [];
  const answer = await ports.creo.extract({ ...input, companions }, (name) => ports.stage(`grpc ${name}`));
  if (ports.keep !== null) for (const artifact of answer.artifacts) await ports.keep(artifact);
  const properties = { ...answer.facts.metadata.properties, backend: answer.backend };
  return completeWithHeader(
    'grpc',
    `${creoModelVersion}, ${answer.backend}`,
    { ...answer.facts, metadata: { ...answer.facts.metadata, properties } },
    header,
  );
}
