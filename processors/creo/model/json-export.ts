import { ExtractionError } from '../../../queues/contract/errors.js';
import type { Extraction } from '../../../queues/contract/facts.js';
import type { DocumentInput, ExtractionPorts } from '../../../queues/contract/processor.js';
import { extractCreoHeader } from '../header/extract.js';
import { extractCreoJson } from '../json/extract.js';
import { parseModelName, type ModelName } from '../model-file-name.js';
import { creoModelVersion } from '../versions.js';
import { completeWithHeader } from './complete.js';
import { chosenCompanion, companionFailed } from './companion.js';

/**
 * Reads the JSON export that lies beside a model. An export that names another model inside of itself is refused, whatever it is called.
 * @throws {ExtractionError} FILE_EMPTY, FORMAT_MISMATCH, FILE_CORRUPT of the model; CREO_MODEL_ERROR when the export is of no use.
 */
export async function extractByJsonExport(input: DocumentInput, ports: ExtractionPorts): Promise<Extraction> {
  const header = await extractCreoHeader(input, ports);
  const { name, bytes } = chosenCompanion(ports);
  const exported = readExport(name, bytes, ports);
  refuseOthers(name, exported.metadata.properties?.['model'], parseModelName(input.name));
  const properties = { ...exported.metadata.properties, read_from: name };
  return completeWithHeader(
    'json',
    `${creoModelVersion}, ${exported.extractor_version}`,
    { ...exported, metadata: { ...exported.metadata, properties } },
    header,
  );
}

function readExport(name: string, bytes: Uint8Array, ports: ExtractionPorts): Extraction {
  try {
    return extractCreoJson({ name, format: 'creo_json', bytes }, ports);
  } catch (error) {
    throw companionFailed(name, error);
  }
}

function refuseOthers(name: string, stated: unknown, model: ModelName): void {
  const { base, type, version } = stated as ModelName;
  const same = base === model.base && (type ?? model.type) === model.type && (version ?? model.version) === model.version;
  if (same) return;
  const other = `${base}${type === null ? '' : `.${type}`}${version === null ? '' : `.${version}`}`;
  throw new ExtractionError('CREO_MODEL_ERROR', `${name} is an export of ${other}`);
}
