import type { FulltextQuery } from '../contract/parameters.js';
import type { ResultPage, TextDetail, TextScope } from '../contract/results.js';
import { parseTextQuery } from '../criteria/text-query.js';
import { withDetails } from './details.js';
import { carriersOf, pageEntries } from './entries.js';
import { fulltextHits, readUnits, textSources, type ReadTextQuery } from './fulltext-hits.js';
import type { Fragment, Snapshot } from './snapshot.js';

/** Snippets shown per file and scope. */
const snippetsPerScope = 5;

/** Marks no drawing uses, so that a reader of plain text can find them. */
const headline = 'StartSel=⟦, StopSel=⟧, MaxFragments=2, MaxWords=18, MinWords=6, FragmentDelimiter=" … "';

/** Documents that hold the words, best rank first. */
export async function searchFulltext(snapshot: Snapshot, query: FulltextQuery): Promise<ResultPage<TextDetail>> {
  const text = await readUnits(snapshot, parseTextQuery(query.q));
  const page = await pageEntries(snapshot, fulltextHits(snapshot, text, query.scope), query);
  return withDetails(page, await snippetsOf(snapshot, text, query.scope, carriersOf(page)));
}

/** The rows of these files in which any word or phrase of the query occurs, the best first. */
export async function snippetsOf(
  snapshot: Snapshot,
  query: ReadTextQuery,
  scope: TextScope | 'all',
  fileIds: readonly number[],
): Promise<TextDetail[]> {
  if (fileIds.length === 0) return [];
  const rows = textSources(snapshot, scope)
    .map((source) => {
      const paged = source.scope === 'text';
      const layer = paged || source.scope === 'dimensions' ? snapshot`t.layer` : snapshot`NULL::text`;
      const page = paged ? snapshot`t.page` : source.scope === 'dimensions' ? snapshot`t.source_page` : snapshot`NULL::int`;
      return snapshot`
        SELECT ${source.scope}::text AS scope, t.id, ${source.text} AS text, ${page} AS page, ${layer} AS layer, t.file_id,
               row_number() OVER (PARTITION BY t.file_id ORDER BY ts_rank(${source.words}, a.tsq) DESC, t.id) AS place
        FROM any_unit a JOIN ${source.from} ON ${source.words} @@ a.tsq
        WHERE t.file_id = ANY(${[...fileIds]}::bigint[])`;
    })
    .reduce((union, scoped) => snapshot`${union} UNION ALL ${scoped}`);
  return snapshot<TextDetail[]>`
    WITH any_unit AS MATERIALIZED (
      -- An OR over the units, built as text because there is no aggregate for ||.
      SELECT string_agg('(' || tsq || ')', '|')::tsquery AS tsq FROM unnest(${[...query.units]}::text[]) AS units (tsq) WHERE tsq <> ''
    )
    SELECT r.scope, ${headlineOf(snapshot, snapshot`r.text`, snapshot`a.tsq`)} AS snippet, r.page, r.layer, r.file_id AS facts_from_file_id
    FROM (${rows}) r CROSS JOIN any_unit a
    WHERE r.place <= ${snippetsPerScope}
    ORDER BY r.file_id, array_position(ARRAY['text', 'materials', 'parameters', 'dimensions', 'bom'], r.scope), r.place`;
}

/** Postgres would take `<A>` for markup and drop it; as control characters the brackets pass, and are put back. */
function headlineOf(snapshot: Snapshot, text: Fragment, tsq: Fragment): Fragment {
  return snapshot`
    translate(ts_headline('simple', translate(${text}, '<>', E'\\x01\\x02'), ${tsq}, ${headline}), E'\\x01\\x02', '<>')`;
}
