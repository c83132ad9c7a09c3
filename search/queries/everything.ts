import type { EverythingQuery } from '../contract/parameters.js';
import type { Facets, FusedPage, FusedResult, ResultPage, Signal, SignalDetail, TextDetail, Why } from '../contract/results.js';
import { parseTextQuery } from '../criteria/text-query.js';
import { carriedHits, namedEntries, type Entry, type EntryRow } from './entries.js';
import { factSignals, nameSignals, noSignals, vectorSignals } from './everything-signals.js';
import { completeFacets, countedFacets, facetValues, passes } from './facets.js';
import { readUnits, type ReadTextQuery } from './fulltext-hits.js';
import { snippetsOf } from './fulltext.js';
import type { Snapshot } from './snapshot.js';

/** Reciprocal rank fusion: each signal gives 1 / (k + rank). Cormack, Clarke, Buettcher, SIGIR 2009, with their k. */
const fusionConstant = 60;

/** The order in which reasons are told. */
const signalOrder: readonly Signal[] = ['number', 'fulltext', 'trigram', 'vector'];

interface FoundSignal {
  readonly signal: Signal;
  readonly field: string;
  readonly value: string | null;
  readonly strength: number;
}

interface FusedRow extends EntryRow {
  facets: Partial<Facets> | null;
  score: number;
  places: Partial<Record<Signal, number>>;
  signals: FoundSignal[];
}

/**
 * One box: who carries the number typed comes first; the rest follows by rank fusion over exact numbers, full text, trigrams of numbers
 * and names, and vectors. Each result says why it is there. An entry is a group (its id) or a file in none (its id, negative).
 */
export async function searchEverything(snapshot: Snapshot, query: EverythingQuery): Promise<FusedPage> {
  const ratio = query.semanticRatio ?? 0.5;
  const text = await readUnits(snapshot, parseTextQuery(query.q));
  const byWords = ratio < 1;
  const facts = byWords ? factSignals(snapshot, query.q, text) : noSignals(snapshot);
  const names = byWords ? nameSignals(snapshot, query.q) : noSignals(snapshot);
  const vectors = ratio > 0 ? vectorSignals(snapshot, query.q) : noSignals(snapshot);
  const rows = await snapshot<FusedRow[]>`
    WITH fact_signals AS MATERIALIZED (SELECT * FROM (${facts}) facts UNION ALL SELECT * FROM (${vectors}) vectors),
    hits AS MATERIALIZED (SELECT file_id, 0::float8 AS score FROM fact_signals GROUP BY file_id),
    ${carriedHits(snapshot)},
    signals AS MATERIALIZED (
      SELECT found.*, coalesce(gm.group_id, -found.file_id) AS entry, gm.group_id
      FROM (
        SELECT c.file_id, c.carrier_id, s.signal, round(s.strength::numeric, 6) AS strength, s.field, s.value
        FROM carried c JOIN fact_signals s ON s.file_id = c.carrier_id
        UNION ALL
        SELECT s.file_id, s.file_id, s.signal, round(s.strength::numeric, 6), s.field, s.value
        FROM (${names}) s
        WHERE NOT EXISTS (SELECT 1 FROM files absent WHERE absent.id = s.file_id AND absent.status <> 'present')
      ) found LEFT JOIN document_group_members gm ON gm.file_id = found.file_id
    ),
    members AS MATERIALIZED (SELECT DISTINCT entry, group_id, file_id, carrier_id FROM signals),
    facet_values AS MATERIALIZED (${facetValues(snapshot)}),
    entry_signals AS (
      SELECT e.entry, e.signal, max(e.strength) AS strength FROM signals e WHERE ${passes(snapshot, query.filter ?? [])} GROUP BY 1, 2
    ),
    ranked AS (SELECT entry, signal, rank() OVER (PARTITION BY signal ORDER BY strength DESC) AS place FROM entry_signals),
    entries AS MATERIALIZED (
      SELECT entry, bool_or(signal = 'number') AS numbered, jsonb_object_agg(signal, place) AS places,
             sum(CASE signal WHEN 'vector' THEN ${2 * ratio}::numeric ELSE ${2 * (1 - ratio)}::numeric END / (${fusionConstant}::int + place)) AS score
      FROM ranked GROUP BY entry
    ),
    page AS (
      -- Groups by id, then files by id: the negative ids of files come last, the smallest file first.
      SELECT *, row_number() OVER (ORDER BY numbered DESC, score DESC, entry < 0, abs(entry)) AS position
      FROM entries ORDER BY numbered DESC, score DESC, entry < 0, abs(entry)
      LIMIT ${query.limit} OFFSET ${query.offset}
    ),
    evidence AS (
      SELECT p.position, p.entry, p.score, p.places, s.file_id, max(s.strength) AS strength,
             coalesce(min(s.carrier_id) FILTER (WHERE s.signal = 'fulltext'), min(s.carrier_id)) AS carrier_id,
             jsonb_agg(jsonb_build_object('signal', s.signal, 'field', s.field, 'value', s.value, 'strength', s.strength)
               ORDER BY array_position(${[...signalOrder]}::text[], s.signal), s.strength DESC, s.field) AS signals
      FROM page p JOIN signals s ON s.entry = p.entry GROUP BY p.position, p.entry, p.score, p.places, s.file_id
    )
    SELECT counted.total, counted.facets, e.position, CASE WHEN e.entry > 0 THEN e.entry END AS group_id, e.file_id, e.carrier_id,
           round(e.score, 6)::float8 AS score, e.places, e.signals
    FROM (SELECT count(*)::int AS total, ${countedFacets(snapshot)} AS facets FROM entries) counted LEFT JOIN evidence e ON true
    ORDER BY e.position, e.strength DESC, e.file_id`;
  return { ...(await present(snapshot, query, text, rows)), facets: completeFacets(rows[0]?.facets ?? null) };
}

async function present(
  snapshot: Snapshot,
  query: EverythingQuery,
  text: ReadTextQuery,
  rows: readonly FusedRow[],
): Promise<ResultPage<SignalDetail, FusedResult>> {
  const page = await namedEntries(snapshot, rows);
  const withText = rows.filter((row) => row.carrier_id !== null && row.signals.some(({ signal }) => signal === 'fulltext'));
  const carriers = [...new Set(withText.map((row) => row.carrier_id ?? 0))];
  const snippets = await snippetsOf(snapshot, text, 'all', carriers);
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
    const similarity = signal === 'trigram' || signal === 'vector' ? strength : null;
    return [{ signal, field, snippet: value ?? '', similarity, page: null, facts_from_file_id: named ? fileId : carrierId }];
  });
}

/** One reason per signal, with its best piece of evidence. */
function whyOf(places: Partial<Record<Signal, number>>, details: readonly SignalDetail[]): Why[] {
  return signalOrder.flatMap((signal): Why[] => {
    const rank = places[signal];
    if (rank === undefined) return [];
    const best = details.find((detail) => detail.signal === signal);
    return [{ signal, rank, snippet: best?.snippet ?? null, page: best?.page ?? null }];
  });
}
