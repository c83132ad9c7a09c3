import type { Result, ResultPage } from '../contract/results.js';
import type { EntryPage } from './entries.js';

/** A file with hundreds of equal notes shows this many; that it matches at all is what counts. */
export const detailsPerFile = 20;

/** Puts each file's details under it. A copy shows the details of the file that carries its facts. */
export function withDetails<Detail extends { facts_from_file_id: number }>(
  page: EntryPage,
  details: readonly Detail[],
): ResultPage<Detail> {
  const byCarrier = new Map<number, Detail[]>();
  for (const detail of details) {
    const known = byCarrier.get(detail.facts_from_file_id);
    if (known === undefined) byCarrier.set(detail.facts_from_file_id, [detail]);
    else known.push(detail);
  }
  const results = page.entries.map((entry): Result<Detail> => ({
    document_group: entry.group,
    files: entry.files.map(({ carrierId, ...file }) => ({ ...file, match_details: byCarrier.get(carrierId) ?? [] })),
  }));
  return { total: page.total, results };
}
