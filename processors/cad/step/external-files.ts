import type { NamedBytes } from '../../../queues/contract/creo-service.js';
import { readStepFacts, type StepFacts } from './facts.js';
import { plainStepText } from './plain-text.js';
import { unpackStep } from './unpack.js';

export interface ExternalFiles {
  /** Under the names that refer to them. */
  readonly files: readonly NamedBytes[];
  /** All names that the file and those of its external files refer to. */
  readonly references: readonly string[];
}

/**
 * The files that an assembly keeps its parts in (ISO 10303-214, external references), among those that lie beside it, and the ones that these refer to in turn.
 * Names are compared without case. A name with folders is told and not followed.
 * @throws {ExtractionError} when one of them cannot be unpacked
 */
export function externalFiles(facts: StepFacts | null, companions: readonly NamedBytes[]): ExternalFiles {
  const beside = new Map(companions.map(({ name, bytes }) => [name.toLowerCase(), bytes]));
  const references = [...(facts?.references ?? [])];
  const files: NamedBytes[] = [];
  // The list grows while it is walked.
  for (const name of references) {
    const packed = beside.get(name.toLowerCase());
    if (packed === undefined) continue;
    const bytes = plainStepText(unpackStep(packed, name));
    files.push({ name, bytes });
    for (const nested of readStepFacts(bytes).references) if (!references.includes(nested)) references.push(nested);
  }
  return { files, references };
}
