import type { Sql } from '../../adapters/postgres/connect.js';
import { FulltextQuery } from '../contract/parameters.js';
import type { Result, TextDetail } from '../contract/results.js';
import { searchFulltext } from '../queries/fulltext.js';
import { comesFrom, detailsOf, firstPage, knownItem, type KnownItem } from './known-item.js';
import { sampleRows } from './sample-rows.js';

interface TextRow {
  readonly id: number;
  readonly file_id: number;
  readonly text: string;
}

/** Words in a phrase. */
const phraseWords = 4;

/** C5: a phrase out of the text of a page or layer. */
export async function fulltextItems(sql: Sql, runId: number): Promise<KnownItem[]> {
  // The beginning is enough: Postgres keeps word positions up to 16,383, so that a phrase far back cannot be found anyway.
  const rows = await sampleRows<TextRow>(
    sql,
    runId,
    'extracted_text',
    sql`left(t.text, 4000) AS text`,
    sql`t.text ~ '[[:alpha:]]{3}'`,
  );
  return rows.flatMap((row) => {
    const phrase = pickPhrase(row.text);
    if (phrase === null) return [];
    const query = FulltextQuery.parse({ q: `"${phrase}"`, scope: 'text', ...firstPage });
    return [
      knownItem<TextDetail>({
        description: `phrase "${phrase}" of file ${row.file_id}`,
        search: (snapshot) => searchFulltext(snapshot, query),
        isItem: comesFrom(row.file_id),
        exactOnes: (results, judge) => countWithPhrase(results, phrase, judge),
      }),
    ];
  });
}

/**
 * The most telling words that stand together: those with digits and many letters. Text behind a `<` is left alone, because
 * Postgres' parser may take it for markup and leave it out of the index.
 */
export function pickPhrase(text: string): string | null {
  const [plain = ''] = text.split('<', 1);
  // The last word may have been cut off.
  const words = plain.split(/\s+/u).filter((word) => word !== '');
  if (text.length >= 4000) words.pop();
  let best: string | null = null;
  let bestWeight = 0;
  for (let start = 0; start < words.length; start++) {
    const window = words.slice(start, start + phraseWords);
    const phrase = window.join(' ');
    if (phrase.includes('"') || phrase.length > 200 || lettersAndDigits(phrase).length < 2) continue;
    const weight = window.reduce((sum, word) => sum + weightOf(word), 0);
    if (weight > bestWeight) [best, bestWeight] = [phrase, weight];
  }
  return best;
}

const weightOf = (word: string): number =>
  Math.min(12, (word.match(/\p{L}/gu) ?? []).length) + 2 * Math.min(6, (word.match(/\d/gu) ?? []).length);

/** Runs of letters and digits, which is what every way of breaking text into words agrees on. */
function lettersAndDigits(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Reads the texts behind the results and looks for the phrase itself, without the index. */
export async function countWithPhrase(results: readonly Result<TextDetail>[], phrase: string, sql: Sql): Promise<number> {
  const wanted = ` ${lettersAndDigits(phrase).join(' ')} `;
  const fileIds = results.flatMap((result) => detailsOf(result).map((detail) => detail.facts_from_file_id));
  const rows = await sql<{ file_id: number; text: string }[]>`
    SELECT file_id, text FROM extracted_text WHERE file_id = ANY(${fileIds}::bigint[])`;
  const holders = new Set(
    rows.filter(({ text }) => ` ${lettersAndDigits(text).join(' ')} `.includes(wanted)).map((row) => row.file_id),
  );
  return results.filter((result) => detailsOf(result).some((detail) => holders.has(detail.facts_from_file_id))).length;
}
