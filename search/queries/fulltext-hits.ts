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

/**
 * `SELECT no, tsq`: a tsquery per unit of the query. A word is broken by Postgres' own parser, as the text was, and each piece
 * is a prefix; besides, the word as typed is tried as a prefix of the compound that the parser also keeps (`AB-12` of `ab-12c`,
 * whose pieces are `ab` and `12c` but those of `AB-12` are `ab` and `-12`).
 */
export function unitQueries(snapshot: Snapshot, query: TextQuery): Fragment {
  const words = query.units.map(({ text }) => text);
  const phrases = query.units.map(({ phrase }) => (phrase ? 1 : 0));
  const lexemes = query.units.map(({ text, phrase }) => (phrase ? '' : prefixLexeme(text)));
  return snapshot`
    SELECT u.no, CASE WHEN u.phrase = 1 THEN phraseto_tsquery('simple', u.word)
      WHEN numnode(phraseto_tsquery('simple', u.word)) = 0 THEN u.lexeme::tsquery
      ELSE regexp_replace(phraseto_tsquery('simple', u.word)::text, '''( <|$)', ''':*\\1', 'g')::tsquery || u.lexeme::tsquery END AS tsq
    FROM unnest(${words}::text[], ${phrases}::int[], ${lexemes}::text[]) WITH ORDINALITY AS u (word, phrase, lexeme, no)`;
}

/**
 * `SELECT file_id, score` for files in which, over all the rows of the scope, some branch of the query holds entirely. The
 * words need not stand in one row: a title and a material are different rows of the same drawing. Smaller scores are better.
 */
export function fulltextHits(snapshot: Snapshot, query: TextQuery, scope: TextScope | 'all'): Fragment {
  const branchNumbers = query.branches.flatMap((branch, no) => branch.map(() => no));
  const unitNumbers = query.branches.flatMap((branch) => branch.map((unit) => unit + 1));
  const pages = snapshot`
    SELECT t.file_id, u.no, max(ts_rank(t.tsv, u.tsq)) AS rank FROM units u JOIN extracted_text t ON t.tsv @@ u.tsq GROUP BY t.file_id, u.no`;
  const facts = snapshot`
    SELECT w.file_id, u.no, max(ts_rank(w.tsv, u.tsq)) AS rank FROM units u JOIN extracted_words w ON w.tsv @@ u.tsq
    ${scope === 'all' ? snapshot`` : snapshot`WHERE w.scope = ${scope}`} GROUP BY w.file_id, u.no`;
  const rowHits = scope === 'text' ? pages : scope === 'all' ? snapshot`${pages} UNION ALL ${facts}` : facts;
  return snapshot`
    SELECT file_id, min(score) AS score FROM (
      -- Rounded: a sum of floats depends on the order of its terms, and the order of results must not.
      SELECT h.file_id, -round(sum(h.rank)::numeric, 6)::float8 AS score
      FROM (
        WITH units AS MATERIALIZED (${unitQueries(snapshot, query)})
        SELECT file_id, no, max(rank) AS rank FROM (${rowHits}) rows GROUP BY file_id, no
      ) h
      JOIN unnest(${branchNumbers}::int[], ${unitNumbers}::int[]) AS b (branch, unit) ON b.unit = h.no
      JOIN (SELECT branch, count(*) AS units FROM unnest(${branchNumbers}::int[]) AS n (branch) GROUP BY branch) size
        ON size.branch = b.branch
      GROUP BY h.file_id, b.branch, size.units HAVING count(*) = size.units
    ) branches GROUP BY file_id`;
}
