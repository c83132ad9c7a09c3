import { ExtractionError } from '../../queues/contract/errors.js';
import type { Extraction } from '../../queues/contract/facts.js';
import type { ChainPorts, RunEngine } from '../../queues/contract/processor.js';

/**
 * The kernel; and again with the files that an assembly refers to, as far as they lie beside it, until none of them refers to another one there. What does not
 * is a warning.
 * @throws {ExtractionError} KERNEL_ERROR for an assembly without geometry of its own, none of whose files lie beside it
 */
export async function chainCad(run: RunEngine, ports: ChainPorts): Promise<Extraction> {
  const own = fileName(ports.name);
  let answer = await run('kernel');
  let given: readonly string[] = [];
  for (;;) {
    const wanted = new Set((answer.metadata.xrefs ?? []).map((reference) => reference.toLowerCase()));
    if (wanted.size === 0) return answer;
    const beside = (await ports.companions()).filter((candidate) => candidate !== own && wanted.has(candidate.toLowerCase()));
    if (beside.length <= given.length) break;
    given = beside;
    answer = await run('kernel', given);
  }
  const present = new Set(given.map((candidate) => candidate.toLowerCase()));
  const missing = (answer.metadata.xrefs ?? []).filter((reference) => !present.has(reference.toLowerCase()));
  const told = `${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`;
  if (answer.cad === null) {
    throw new ExtractionError(
      'KERNEL_ERROR',
      `the file holds no geometry of its own, and what it refers to is not beside it: ${told}`,
    );
  }
  if (missing.length === 0) return answer;
  const warnings = [...(answer.metadata.warnings ?? []), `parts are missing: the file refers to ${told}, which is not beside it`];
  return { ...answer, metadata: { ...answer.metadata, warnings } };
}

function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
