import { ExtractionError } from '../../queues/contract/errors.js';
import type { Extraction } from '../../queues/contract/facts.js';
import type { ChainPorts, RunEngine } from '../../queues/contract/processor.js';
import { Companions } from './find-companions.js';
import { foldedPath } from './reference-places.js';

/**
 * The kernel; and again with the files that an assembly refers to, as far as they are found, until none of them refers to another one. What is not found is a
 * warning.
 * @throws {ExtractionError} KERNEL_ERROR for an assembly without geometry of its own, none of whose files are found
 */
export async function chainCad(run: RunEngine, ports: ChainPorts): Promise<Extraction> {
  const own = foldedPath(fileName(ports.name));
  const companions = new Companions((folder) => ports.companions(folder));
  let answer = await run('kernel');
  const given = new Set<string>();
  const missing = new Set<string>();
  const looked = new Set<string>();
  for (;;) {
    const before = given.size;
    for (const reference of answer.metadata.xrefs ?? []) {
      if (looked.has(reference)) continue;
      looked.add(reference);
      const path = await companions.find(reference);
      if (path === null) missing.add(reference);
      else if (foldedPath(path) !== own) given.add(path);
    }
    if (given.size === before) break;
    answer = await run('kernel', [...given]);
  }
  const parts = [...missing].filter((reference) => !writtenDocument.test(reference));
  const told = `${parts.slice(0, 5).join(', ')}${parts.length > 5 ? ` and ${parts.length - 5} more` : ''}`;
  if (answer.cad === null) {
    throw new ExtractionError(
      'KERNEL_ERROR',
      `the file holds no geometry of its own, and what it refers to is not beside it: ${told}`,
    );
  }
  if (parts.length === 0) return answer;
  const warnings = [...(answer.metadata.warnings ?? []), `parts are missing: the file refers to ${told}, which is not beside it`];
  return { ...answer, metadata: { ...answer.metadata, warnings } };
}

/** What belongs to a product without being a part of it. */
const writtenDocument = /\.(?:pdf|docx?|xlsx?|pptx?|txt|html?|xml|jpe?g|png|gif|tiff?)$/i;

function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
