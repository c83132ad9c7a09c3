import type { EverythingQuery } from '../contract/parameters.js';
import type { FusedResult, ResultPage, Signal, SignalDetail, TextDetail, Why } from '../contract/results.js';
import { parseTextQuery } from '../criteria/text-query.js';
import { carriedHits, foldRows, type Entry, type EntryRow } from './entries.js';
import { factSignals, nameSignals } from './everything-signals.js';
import { snippetsOf } from './fulltext.js';
import type { Snapshot } from './snapshot.js';

/** Reciprocal rank fusion: each signal gives 1 / (k + rank). Cormack, Clarke, Buettcher, SIGIR 2009, with their k. */
const fusionConstant = 60;

interface FoundSignal {
  readonly signal: Signal;
  readonly field: string;
  readonly value: string | null;
  readonly strength: number;
}

interface FusedRow extends EntryRow {
  score: number;
  places: Partial<Record<Signal, number>>;
  signals: FoundSignal[];
}

/**
 * One box: who carries the number typed comes first; the rest follows by rank fusion over exact numbers, full text and
 * trigrams of numbers and names. Each result says why it is there.
 */
export async function searchEverything(
  snapshot: Snapshot,
  query: EverythingQuery,
): Promise<ResultPage<SignalDetail, FusedResult>> {
  const text = parseTextQuery(query.q);
  const rows = await snapshot<FusedRow[]>`
    WITH fact_signals AS MATERIALIZED (${factSignals(snapshot, query.q, text)}),
    hits AS MATERIALIZED (SELECT file_id, 0::float8 AS score FROM fact_signals GROUP BY file_id),
    ${carriedHits(snapshot)},
    signals AS MATERIALIZED (
      SELECT c.file_id, c.carrier_id, s.signal, round(s.strength::numeric, 6) AS strength, s.field, s.value
      FROM carried c JOIN fact_signals s ON s.file_id = c.carrier_id
      UNION ALL
      SELECT s.file_id, s.file_id, s.signal, round(s.strength::numeric, 6), s.field, s.value
      FROM (${nameSignals(snapshot, query.q)}) s JOIN files f ON f.id = s.file_id AND f.status = 'present'
    ),
    entry_signals AS (
      SELECT gm.group_id, CASE WHEN gm.group_id IS NULL THEN s.file_id END AS lone_file_id, s.signal, max(s.strength) AS strength
      FROM signals s LEFT JOIN document_group_members gm ON gm.file_id = s.file_id
      GROUP BY 1, 2, 3
    ),
    ranked AS (
      SELECT group_id, lone_file_id, signal, rank() OVER (PARTITION BY signal ORDER BY strength DESC) AS place FROM entry_signals
    ),
    entries AS MATERIALIZED (
      SELECT group_id, lone_file_id, bool_or(signal = 'number') AS numbered,
             sum(1.0 / (${fusionConstant}::int + place)) AS score, jsonb_object_agg(signal, place) AS places
      FROM ranked GROUP BY 1, 2
    ),
    page AS (
      SELECT *, row_number() OVER (ORDER BY numbered DESC, score DESC, group_id NULLS LAST, lone_file_id) AS position
      FROM entries ORDER BY numbered DESC, score DESC, group_id NULLS LAST, lone_file_id
      LIMIT ${query.limit} OFFSET ${query.offset}
    ),
    shown AS (
      SELECT p.position, p.group_id, p.score, p.places, gm.file_id FROM page p JOIN document_group_members gm ON gm.group_id = p.group_id
      UNION ALL
      SELECT p.position, NULL, p.score, p.places, p.lone_file_id FROM page p WHERE p.lone_file_id IS NOT NULL
    ),
    evidence AS (
      SELECT s.file_id, max(s.strength) AS strength,
             coalesce(min(s.carrier_id) FILTER (WHERE s.signal = 'fulltext'), min(s.carrier_id)) AS carrier_id,
             jsonb_agg(jsonb_build_object('signal', s.signal, 'field', s.field, 'value', s.value, 'strength', s.strength)
               ORDER BY array_position(ARRAY['number', 'fulltext', 'trigram'], s.signal), s.strength DESC, s.field) AS signals
      FROM signals s WHERE s.file_id IN (SELECT file_id FROM shown) GROUP BY s.file_id
    )
    SELECT counted.total, s.position, g.id AS group_id, g.name AS group_name, g.project_code, g.item_number,
           f.id AS file_id, e.carrier_id, f.detected_format AS type, f.storage_key AS path, f.name AS filename,
           round(s.score, 6)::float8 AS score, s.places, e.signals
    FROM (SELECT count(*)::int AS total FROM entries) counted
    LEFT JOIN (shown s JOIN evidence e ON e.file_id = s.file_id JOIN files f ON f.id = s.file_id) ON true
    LEFT JOIN document_groups g ON g.id = s.group_id
    ORDER BY s.position, e.strength DESC, f.id`;
  return present(snapshot, query, rows);
}

async function present(
  snapshot: Snapshot,
  query: EverythingQuery,
  rows: readonly FusedRow[],
): Promise<ResultPage<SignalDetail, FusedResult>> {
  const page = foldRows(rows);
  const withText = rows.filter((row) => row.carrier_id !== null && row.signals.some(({ signal }) => signal === 'fulltext'));
  const carriers = [...new Set(withText.map((row) => row.carrier_id ?? 0))];
  const snippets = await snippetsOf(snapshot, parseTextQuery(query.q), 'all', carriers);
  const rowOf = new Map(rows.map((row) => [`${row.position ?? 0}/${row.file_id ?? 0}`, row]));
  const results = page.entries.map((entry, index): FusedResult => {
    const position = query.offset + index + 1;
    return resultOf(entry, (fileId) => rowOf.get(`${position}/${fileId}`), snippets);
  });
  return { total: page.total, results };
}

function resultOf(entry: Entry, rowOf: (fileId: number) => FusedRow | undefined, snippets: readonly TextDetail[]): FusedResult {
  const files = entry.files.map(({ carrierId, ...file }) => {
    const found = rowOf(file.id)?.signals ?? [];
    return { ...file, match_details: detailsOf(found, file.id, carrierId, snippets) };
  });
  const row = rowOf(entry.files[0]?.id ?? 0);
  const details = files.flatMap((file) => file.match_details);
  return { document_group: entry.group, score: row?.score ?? 0, why: whyOf(row?.places ?? {}, details), files };
}

function detailsOf(
  found: readonly FoundSignal[],
  fileId: number,
  carrierId: number,
  snippets: readonly TextDetail[],
): SignalDetail[] {
  return found.flatMap(({ signal, field, value, strength }): SignalDetail[] => {
    if (signal === 'fulltext') {
      return snippets
        .filter((text) => text.facts_from_file_id === carrierId)
        .map((text) => ({
          signal,
          field: text.scope,
          snippet: text.snippet,
          similarity: null,
          page: text.page,
          facts_from_file_id: carrierId,
        }));
    }
    const named = field === 'filename' || field === 'group_name';
    const similarity = signal === 'trigram' ? strength : null;
    return [{ signal, field, snippet: value ?? '', similarity, page: null, facts_from_file_id: named ? fileId : carrierId }];
  });
}

/** One reason per signal, with its best piece of evidence. */
function whyOf(places: Partial<Record<Signal, number>>, details: readonly SignalDetail[]): Why[] {
  const order: readonly Signal[] = ['number', 'fulltext', 'trigram'];
  return order.flatMap((signal): Why[] => {
    const rank = places[signal];
    if (rank === undefined) return [];
    const best = details.find((detail) => detail.signal === signal);
    return [{ signal, rank, snippet: best?.snippet ?? null, page: best?.page ?? null }];
  });
}
