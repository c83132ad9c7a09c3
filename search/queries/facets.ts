import { facetNames, type FacetFilter } from '../criteria/filter.js';
import type { Facets } from '../contract/results.js';
import type { Fragment, Snapshot } from './snapshot.js';

/** Values told per facet, the most frequent first. */
const valuesPerFacet = 20;

/**
 * `SELECT entry, facet, value` for the CTE `members(entry, group_id, file_id, carrier_id)`: what the files of a result that match say,
 * of the models and drawings among them alike.
 */
export function facetValues(snapshot: Snapshot): Fragment {
  const said = snapshot`JOIN extracted_metadata x ON x.file_id = m.carrier_id`;
  return snapshot`
    SELECT m.entry, 'project' AS facet, g.project_code AS value
    FROM members m JOIN document_groups g ON g.id = m.group_id WHERE g.project_code IS NOT NULL
    UNION SELECT m.entry, 'format', f.detected_format FROM members m JOIN files f ON f.id = m.file_id
    UNION SELECT m.entry, 'material', t.material_name FROM members m JOIN extracted_materials t ON t.file_id = m.carrier_id
    UNION SELECT m.entry, 'material', c.material FROM members m JOIN cad_models c ON c.file_id = m.carrier_id WHERE c.material <> ''
    UNION SELECT m.entry, 'revision', x.revision FROM members m ${said} WHERE x.revision <> ''
    UNION SELECT m.entry, 'unit', x.units FROM members m ${said} WHERE x.units <> ''`;
}

/** A condition on alias `e` with column `entry`: every filter holds for it. */
export function passes(snapshot: Snapshot, filters: readonly FacetFilter[]): Fragment {
  return filters.reduce(
    (conditions, { facet, values }) => snapshot`${conditions} AND e.entry IN (
      SELECT v.entry FROM facet_values v WHERE v.facet = ${facet}
        AND lower(v.value) = ANY(ARRAY(SELECT lower(u.value) FROM unnest(${[...values]}::text[]) AS u (value))))`,
    snapshot`true`,
  );
}

/** One JSON value: facet -> the values of the CTE `entries` with how many entries have each. */
export function countedFacets(snapshot: Snapshot): Fragment {
  return snapshot`
    (SELECT jsonb_object_agg(facet, listed) FROM (
      SELECT facet, jsonb_agg(jsonb_build_object('value', value, 'count', entries) ORDER BY place) AS listed FROM (
        SELECT v.facet, min(v.value COLLATE "C") AS value, count(DISTINCT v.entry)::int AS entries,
               row_number() OVER (PARTITION BY v.facet ORDER BY count(DISTINCT v.entry) DESC, min(v.value COLLATE "C")) AS place
        FROM facet_values v WHERE v.entry IN (SELECT entry FROM entries) GROUP BY v.facet, lower(v.value)
      ) counted WHERE place <= ${valuesPerFacet} GROUP BY facet) by_facet)`;
}

/** Every facet, those without a value too. */
export function completeFacets(found: Partial<Facets> | null): Facets {
  return Object.fromEntries(facetNames.map((name) => [name, found?.[name] ?? []])) as unknown as Facets;
}
