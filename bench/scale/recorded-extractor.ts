import type { ClaimedFile, ExtractFile } from '../../flows/ports.js';
import type { Facts } from '../../queues/contract/facts.js';

/**
 * Answers for every file with what was recorded of another of its format, under the numbers of its own name.
 * @throws {Error} for a format of which nothing was recorded
 */
export function recordedExtractor(recorded: readonly Facts[], onAnswer: () => void): ExtractFile {
  const byFormat = new Map<string, Facts[]>();
  for (const facts of recorded) byFormat.set(facts.format, [...(byFormat.get(facts.format) ?? []), facts]);
  return (claim) => {
    const choice = byFormat.get(claim.format) ?? [];
    const facts = choice[claim.fileId % choice.length];
    if (!facts) return Promise.reject(new Error(`nothing was recorded of format ${claim.format}`));
    onAnswer();
    return Promise.resolve(under(claim, facts));
  };
}

function under({ storageKey, fileId }: ClaimedFile, facts: Facts): Facts {
  const number = /([^/]+)\.[^/]*$/.exec(storageKey)?.[1] ?? String(fileId);
  const { metadata } = facts;
  const named = { ...metadata, ...(metadata.drawing_number ? { drawing_number: number } : {}) };
  // The content is that of the catalogue, which the job has already.
  return { ...facts, file: storageKey, metadata: named, content_hash: null };
}
