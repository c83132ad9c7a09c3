import { escapeLike } from '../criteria/pattern.js';
import type { TextQuery } from '../criteria/text-query.js';
import { vectorText } from '../../adapters/postgres/embed/vector-fields.js';
import { fileKinds } from '../../processors/embed/kinds.js';
import { embedText } from '../../processors/embed/text.js';
import { fulltextHits } from './fulltext-hits.js';
import type { Fragment, Snapshot } from './snapshot.js';

/**
 * `SELECT file_id, signal, strength, field, value`: what speaks for an extracted file, and with it for its copies.
 * Numbers in the title block outrank names (3 over 2), and those a mention in a parts list (1).
 */
export function factSignals(snapshot: Snapshot, typed: string, text: TextQuery): Fragment {
  const exact = escapeLike(typed);
  return snapshot`
    SELECT m.file_id, 'number'::text AS signal, 3::float8 AS strength, 'drawing_number'::text AS field, m.drawing_number AS value
    FROM extracted_metadata m WHERE m.drawing_number ILIKE ${exact}
    UNION ALL
    SELECT m.file_id, 'number', 3, 'part_number', m.part_number FROM extracted_metadata m WHERE m.part_number ILIKE ${exact}
    UNION ALL
    SELECT DISTINCT b.file_id, 'number', 1::float8, 'bom_part_number', b.part_number
    FROM extracted_bom_items b WHERE b.part_number ILIKE ${exact}
    UNION ALL
    SELECT m.file_id, 'trigram', similarity(m.drawing_number, ${typed}), 'drawing_number', m.drawing_number
    FROM extracted_metadata m WHERE m.drawing_number % ${typed}
    UNION ALL
    SELECT m.file_id, 'trigram', similarity(m.part_number, ${typed}), 'part_number', m.part_number
    FROM extracted_metadata m WHERE m.part_number % ${typed}
    UNION ALL
    SELECT h.file_id, 'fulltext', -h.score, 'words', NULL FROM (${fulltextHits(snapshot, text, 'all')}) h`;
}

/** The same for what speaks for one file alone: its name, and the name of its group. */
export function nameSignals(snapshot: Snapshot, typed: string): Fragment {
  const exact = escapeLike(typed);
  return snapshot`
    SELECT f.id AS file_id, 'number'::text AS signal, 2::float8 AS strength, 'filename'::text AS field, f.name AS value
    FROM files f WHERE f.name ILIKE ${exact} OR f.name ILIKE ${`${exact}.%`}
    UNION ALL
    SELECT gm.file_id, 'number', 2, 'group_name', g.name
    FROM document_groups g JOIN document_group_members gm ON gm.group_id = g.id WHERE g.name ILIKE ${exact}
    UNION ALL
    SELECT f.id, 'trigram', similarity(f.name, ${typed}), 'filename', f.name FROM files f WHERE f.name % ${typed}
    UNION ALL
    SELECT gm.file_id, 'trigram', similarity(g.name, ${typed}), 'group_name', g.name
    FROM document_groups g JOIN document_group_members gm ON gm.group_id = g.id WHERE g.name % ${typed}`;
}

/** Neighbours that the vector of the words brings. */
const neighbours = 50;

/** Hashed vectors of unlike texts come as near as 0.2 in a large archive by chance. */
const leastLikeness = 0.3;

/** The same for files whose description is like the words typed, by their vectors. */
export function vectorSignals(snapshot: Snapshot, typed: string): Fragment {
  const vector = embedText(typed);
  if (vector === null) return noSignals(snapshot);
  const { dimensions, method, version } = fileKinds.text;
  // Literals: the planner recognises the index expression and its predicate only by them.
  const type = snapshot.unsafe(`vector(${dimensions})`);
  const distance = snapshot`e.embedding::${type} <=> ${vectorText(vector)}::${type}`;
  return snapshot`
    SELECT n.file_id, 'vector'::text AS signal, n.likeness AS strength, 'description'::text AS field,
           (SELECT concat_ws(' · ', m.drawing_number, m.part_number, m.title, m.material) FROM extracted_metadata m WHERE m.id = n.metadata_id)
             AS value
    FROM (
      SELECT e.file_id, e.metadata_id, (1 - (${distance}))::float8 AS likeness FROM file_embeddings e
      WHERE e.embedding_type = 'text' AND e.status = 'ready' AND e.method = ${method} AND e.model_version = ${version}
      ORDER BY ${distance} LIMIT ${neighbours}
    ) n WHERE n.likeness >= ${leastLikeness}::float8`;
}

/** The shape of the above without a row. */
export function noSignals(snapshot: Snapshot): Fragment {
  return snapshot`SELECT NULL::bigint AS file_id, NULL::text AS signal, NULL::float8 AS strength, NULL::text AS field, NULL::text AS value WHERE false`;
}
