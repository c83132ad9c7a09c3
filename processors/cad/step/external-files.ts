import type { NamedBytes } from '../../../queues/contract/creo-service.js';
import { folderOf, foldedPath, placesOf, seenFrom } from '../reference-places.js';
import { readStepFacts, type StepFacts } from './facts.js';
import { kernelText } from './kernel-text.js';
import { plainStepText } from './plain-text.js';
import { renameReferences } from './rename-references.js';
import { unpackStep } from './unpack.js';

export interface ExternalFiles {
  /** The document, with names that the kernel finds its external files under. */
  readonly bytes: Uint8Array;
  /** Under those names. */
  readonly files: readonly NamedBytes[];
  /** What the file and those of its external files refer to, as seen from the file. */
  readonly references: readonly string[];
  readonly warnings: readonly string[];
}

/** A file whose references are to be followed. */
interface Referring {
  readonly path: string;
  readonly bytes: Buffer;
  readonly references: readonly string[];
  readonly kernelName: string | null;
}

/**
 * The files that an assembly keeps its parts in (ISO 10303-214, external references), among those that its chain has found, and the ones that these refer to in
 * turn. The kernel looks for a name in the folder of the file, case and all; so each file has a name of its own here and the references are written anew.
 * @throws {ExtractionError} when one of them cannot be unpacked
 */
export function externalFiles(bytes: Uint8Array, facts: StepFacts, companions: readonly NamedBytes[]): ExternalFiles {
  const found = new Map(companions.map((companion) => [foldedPath(companion.name), companion]));
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const referring: Referring[] = [{ path: '', bytes: text, references: facts.references, kernelName: null }];
  const byPath = new Map<string, string | null>();
  const references = new Set<string>();
  const warnings: string[] = [];
  const written: { name: string | null; bytes: Buffer }[] = [];
  // The list grows while it is walked.
  for (const file of referring) {
    const names = new Map<string, string>();
    for (const reference of file.references) {
      const seen = seenFrom(folderOf(file.path), reference);
      references.add(seen);
      const companion = placesOf(seen).flatMap((place) => found.get(foldedPath(place)) ?? [])[0];
      if (companion === undefined) continue;
      if (!byPath.has(companion.name)) byPath.set(companion.name, open(companion, `external-${byPath.size + 1}.stp`));
      const name = byPath.get(companion.name) ?? null;
      if (name !== null) names.set(reference, name);
    }
    written.push({ name: file.kernelName, bytes: renameReferences(file.bytes, names) });
  }
  const [document] = written;
  return {
    bytes: document?.bytes ?? bytes,
    files: written.flatMap(({ name, bytes: renamed }) => (name === null ? [] : [{ name, bytes: renamed }])),
    references: [...references],
    warnings,
  };

  function open({ name: path, bytes: packed }: NamedBytes, kernelName: string): string | null {
    const plain = plainStepText(unpackStep(packed, path));
    if (!/^\s*ISO-10303-21\s*;/.test(plain.toString('latin1', 0, 1024))) {
      warnings.push(`${path}, which the file refers to, is not a STEP file and was not read`);
      return null;
    }
    const read = kernelText(plain, path);
    warnings.push(...read.warnings.map((warning) => `${path}: ${warning}`));
    referring.push({ path, bytes: read.bytes, references: readStepFacts(read.bytes).references, kernelName });
    return kernelName;
  }
}
