import type { TextScope } from '../contract/results.js';
import { prefixLexeme, type TextQuery } from '../criteria/text-query.js';
import type { Fragment, Snapshot } from './snapshot.js';

/** Where text is kept: table and the words of a row. Only pages have an index by row: the others are read this way for few files at a time. */
export interface TextSource {
  readonly scope: TextScope;
  /** Table with alias `t`. */
  readonly from: Fragment;
  /** The row's tsvector. */
  readonly words: Fragment;
  /** The row as text, for snippets. */
  readonly text: Fragment;
}

export function textSources(snapshot: Snapshot, scope: TextScope | 'all'): TextSource[] {
  const columns = (...names: Fragment[]) => names.reduce((all, name) => snapshot`${all} || ' ' || coalesce(${name}, '')`);
  const source = (name: TextScope, from: Fragment, text: Fragment): TextSource => ({
    scope: name,
    from,
    words: snapshot`to_tsvector('simple', ${text})`,
    text,
  });
  const all: TextSource[] = [
    { scope: 'text', from: snapshot`extracted_text t`, words: snapshot`t.tsv`, text: snapshot`t.text` },
    source(
      'materials',
      snapshot`extracted_materials t`,
      columns(snapshot`t.material_name`, snapshot`t.material_spec`, snapshot`t.finish`),
    ),
    source('parameters', snapshot`extracted_parameters t`, columns(snapshot`t.name`, snapshot`t.value`)),
    source('dimensions', snapshot`extracted_dimensions t`, snapshot`t.label`),
    source(
      'bom',
      snapshot`extracted_bom_items t`,
      columns(snapshot`coalesce(t.part_number, '')`, snapshot`t.description`, snapshot`t.material`),
    ),
  ];
  return scope === 'all' ? all : all.filter((candidate) => candidate.scope === scope);
}

/** A query whose words Postgres has read: a tsquery per unit, as text. */
export interface ReadTextQuery {
  readonly units: readonly string[];
  readonly branches: TextQuery['branches'];
}

/**
 * A word is broken by Postgres' own parser, as the text was, and each piece is a prefix; besides, the word as typed is tried as a prefix
 * of the compound that the parser also keeps (`AB-12` of `ab-12c`, whose pieces are `ab` and `12c` but those of `AB-12` are `ab` and
 * `-12`). Read beforehand, the words are constants of the search: the planner looks up how frequent they are and joins accordingly.
 */
export async function readUnits(snapshot: Snapshot, query: TextQuery): Promise<ReadTextQuery> {
  const words = query.units.map(({ text }) => text);
  const phrases = query.units.map(({ phrase }) => (phrase ? 1 : 0));
  const lexemes = query.units.map(({ text, phrase }) => (phrase ? '' : prefixLexeme(text)));
  const rows = await snapshot<{ tsq: string }[]>`
    SELECT (CASE WHEN u.phrase = 1 THEN phraseto_tsquery('simple', u.word)
      WHEN numnode(phraseto_tsquery('simple', u.word)) = 0 THEN u.lexeme::tsquery
      ELSE regexp_replace(phraseto_tsquery('simple', u.word)::text, '''( <|$)', ''':*\\1', 'g')::tsquery || u.lexeme::tsquery END)::text AS tsq
    FROM unnest(${words}::text[], ${phrases}::int[], ${lexemes}::text[]) WITH ORDINALITY AS u (word, phrase, lexeme, no) ORDER BY u.no`;
  return { units: rows.map(({ tsq }) => tsq), branches: query.branches };
}

/** Files whose words are weighed. What more of them hold is no answer to anybody, and weighing a third of an archive takes seconds. */
const weighedFiles = 1000;

/**
 * `SELECT file_id, score` for files in which, over all the rows of the scope, some branch of the query holds entirely. The
 * words need not stand in one row: a title and a material are different rows of the same drawing. Smaller scores are better.
 * Where more files hold the words than are weighed, those are that name them in their title block, then those that came first into the
 * archive; the others are all found, with the score 0, which comes last.
 */
export function fulltextHits(snapshot: Snapshot, query: ReadTextQuery, scope: TextScope | 'all'): Fragment {
  const anyBranch = query.branches
    .map((branch) => branch.map((no) => snapshot`(${filesWith(snapshot, tsqueryOf(snapshot, query, no), scope)})`))
    .map((units) => units.reduce((all, unit) => snapshot`${all} INTERSECT ${unit}`))
    .reduce((any, branch) => snapshot`${any} UNION ${branch}`);
  return snapshot`
    WITH matched AS MATERIALIZED (${anyBranch}),
    weighed AS MATERIALIZED (
      SELECT m.file_id FROM matched m LEFT JOIN (${titledFiles(snapshot, query)}) t ON t.file_id = m.file_id
      ORDER BY t.file_id IS NULL, m.file_id LIMIT ${weighedFiles}
    )
    SELECT m.file_id, coalesce(r.score, 0)::float8 AS score
    FROM matched m LEFT JOIN (${ranks(snapshot, query, scope)}) r ON r.file_id = m.file_id`;
}

function tsqueryOf(snapshot: Snapshot, query: ReadTextQuery, no: number): Fragment {
  return snapshot`${query.units[no] ?? ''}::tsquery`;
}

function filesWith(snapshot: Snapshot, tsq: Fragment, scope: TextScope | 'all'): Fragment {
  const pages = snapshot`SELECT t.file_id FROM extracted_text t WHERE t.tsv @@ ${tsq}`;
  const inScope = scope === 'all' ? snapshot`` : snapshot`AND w.scope = ${scope}`;
  const facts = snapshot`SELECT w.file_id FROM extracted_words w WHERE w.tsv @@ ${tsq} ${inScope}`;
  return scope === 'text' ? pages : scope === 'all' ? snapshot`${pages} UNION ALL ${facts}` : facts;
}

/** Files whose title block holds some branch of the query entirely, by the index over the same expression. */
function titledFiles(snapshot: Snapshot, query: ReadTextQuery): Fragment {
  const anyBranch = query.branches
    .map((branch) => branch.map((no) => tsqueryOf(snapshot, query, no)))
    .map((units) => units.reduce((all, unit) => snapshot`${all} && ${unit}`))
    .reduce((any, branch) => snapshot`${any} || (${branch})`);
  return snapshot`
    SELECT DISTINCT x.file_id FROM extracted_metadata x
    WHERE title_block_words(x.drawing_number, x.part_number, x.title, x.material) @@ (${anyBranch})`;
}

/** `SELECT file_id, score` of the CTE `weighed`: of every branch that holds, the sum of its units' best ranks; the best branch counts. */
function ranks(snapshot: Snapshot, query: ReadTextQuery, scope: TextScope | 'all'): Fragment {
  const branchNumbers = query.branches.flatMap((branch, no) => branch.map(() => no));
  const unitNumbers = query.branches.flatMap((branch) => branch.map((unit) => unit + 1));
  // OFFSET 0 keeps the planner from looking the words up again, in all the archive.
  const pages = snapshot`
    SELECT t.file_id, u.no, ts_rank(t.tsv, u.tsq) AS rank
    FROM weighed c CROSS JOIN LATERAL (SELECT r.file_id, r.tsv FROM extracted_text r WHERE r.file_id = c.file_id OFFSET 0) t
    JOIN units u ON t.tsv @@ u.tsq`;
  const facts = snapshot`
    SELECT w.file_id, u.no, ts_rank(w.tsv, u.tsq) AS rank
    FROM weighed c CROSS JOIN LATERAL (SELECT r.file_id, r.scope, r.tsv FROM extracted_words r WHERE r.file_id = c.file_id OFFSET 0) w
    JOIN units u ON w.tsv @@ u.tsq
    ${scope === 'all' ? snapshot`` : snapshot`WHERE w.scope = ${scope}`}`;
  const rowRanks = scope === 'text' ? pages : scope === 'all' ? snapshot`${pages} UNION ALL ${facts}` : facts;
  return snapshot`
    SELECT file_id, min(score) AS score FROM (
      -- Rounded: a sum of floats depends on the order of its terms, and the order of results must not.
      SELECT h.file_id, -round(sum(h.rank)::numeric, 6)::float8 AS score
      FROM (
        WITH units AS MATERIALIZED (
          SELECT u.no, u.tsq::tsquery AS tsq FROM unnest(${[...query.units]}::text[]) WITH ORDINALITY AS u (tsq, no))
        SELECT file_id, no, max(rank) AS rank FROM (${rowRanks}) rows GROUP BY file_id, no
      ) h
      JOIN unnest(${branchNumbers}::int[], ${unitNumbers}::int[]) AS b (branch, unit) ON b.unit = h.no
      JOIN (SELECT branch, count(*) AS units FROM unnest(${branchNumbers}::int[]) AS n (branch) GROUP BY branch) size
        ON size.branch = b.branch
      GROUP BY h.file_id, b.branch, size.units HAVING count(*) = size.units
    ) branches GROUP BY file_id`;
}
