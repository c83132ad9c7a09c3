import type { Extraction } from '../../../queues/contract/facts.js';
import type { Format } from '../../../queues/contract/formats.js';
import type { DocumentInput, ExtractionPorts } from '../../../queues/contract/processor.js';
import { extractCad } from '../../cad/extract.js';
import { extractCreoHeader } from '../header/extract.js';
import { creoModelVersion } from '../versions.js';
import { completeWithHeader } from './complete.js';
import { chosenCompanion, companionFailed } from './companion.js';

/**
 * Reads the STEP or IGES export that lies beside a model, with the B-Rep kernel.
 * @throws {ExtractionError} FILE_EMPTY, FORMAT_MISMATCH, FILE_CORRUPT of the model; CREO_MODEL_ERROR when the export is of no use.
 */
export async function extractByNeutralExport(input: DocumentInput, ports: ExtractionPorts): Promise<Extraction> {
  const header = await extractCreoHeader(input, ports);
  const { name, bytes } = chosenCompanion(ports);
  const format: Format = /\.(?:iges|igs)$/i.test(name) ? 'iges' : 'step';
  const exported = await readNeutral({ name, format, bytes }, ports);
  const properties = { ...exported.metadata.properties, read_from: name };
  return completeWithHeader(
    'kernel',
    `${creoModelVersion}, ${exported.extractor_version}`,
    { ...exported, metadata: { ...exported.metadata, properties } },
    header,
  );
}

async function readNeutral(input: DocumentInput, ports: ExtractionPorts): Promise<Extraction> {
  try {
    return await extractCad(input, ports);
  } catch (error) {
    throw companionFailed(input.name, error);
  }
}
