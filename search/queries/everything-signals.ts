import { escapeLike } from '../criteria/pattern.js';
import { vectorText } from '../../adapters/postgres/embed/vector-fields.js';
import { fileKinds } from '../../processors/embed/kinds.js';
import { embedText } from '../../processors/embed/text.js';
import { fulltextHits, type ReadTextQuery } from './fulltext-hits.js';
import type { Fragment, Snapshot } from './snapshot.js';

/**
 * `SELECT file_id, signal, strength, field, value`: what speaks for an extracted file, and with it for its copies.
 * Numbers in the title block outrank names (3 over 2), and those a mention in a parts list (1).
 */
export function factSignals(snapshot: Snapshot, typed: string, text: ReadTextQuery): Fragment {
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
    ${alike(snapshot, typed, snapshot`m.file_id`, 'drawing_number', snapshot`m.drawing_number`, snapshot`extracted_metadata m`)}
    UNION ALL
    ${alike(snapshot, typed, snapshot`m.file_id`, 'part_number', snapshot`m.part_number`, snapshot`extracted_metadata m`)}
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
    ${alike(snapshot, typed, snapshot`f.id`, 'filename', snapshot`f.name`, snapshot`files f`)}
    UNION ALL
    SELECT gm.file_id, a.signal, a.strength, a.field, a.value
    FROM (${alike(snapshot, typed, snapshot`g.id`, 'group_name', snapshot`g.name`, snapshot`document_groups g`)}) a
    JOIN document_group_members gm ON gm.group_id = a.id`;
}

/** Names that one field may bring because they are spelled alike: the rest of an archive of like numbers is no answer. */
const namesAlike = 200;

/**
 * The nearest by trigrams of which the typed text is a part, spelled the same or nearly so. Whole-text similarity would read every number of
 * the archive: all begin alike, and few shared trigrams satisfy it; of a part, most must be there, and the index goes by the rare ones.
 */
function alike(snapshot: Snapshot, typed: string, id: Fragment, field: string, value: Fragment, from: Fragment): Fragment {
  return snapshot`(
    SELECT ${id} AS id, 'trigram'::text AS signal, word_similarity(${typed}, ${value})::float8 AS strength, ${field}::text AS field, ${value} AS value
    FROM ${from} WHERE ${typed} <% ${value}
    ORDER BY strength DESC, similarity(${typed}, ${value}) DESC, id LIMIT ${namesAlike})`;
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
