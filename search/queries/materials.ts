import type { MaterialQuery } from '../contract/parameters.js';
import type { MaterialDetail, ResultPage } from '../contract/results.js';
import { containedPattern, escapeLike } from '../criteria/pattern.js';
import { intervalOf, mmPer, scaled } from '../criteria/units.js';
import { detailsPerFile, withDetails } from './details.js';
import { carriersOf, pageEntries } from './entries.js';
import type { Fragment, Snapshot } from './snapshot.js';

/** Documents of a material: the same name first, then names that hold what was asked for, then names that are alike. */
export async function searchMaterials(snapshot: Snapshot, query: MaterialQuery): Promise<ResultPage<MaterialDetail>> {
  const matches = matchesOf(snapshot, query);
  const similarity =
    query.material === undefined ? snapshot`NULL::float8` : snapshot`similarity(m.material_name, ${query.material})::float8`;
  const kind = kindOf(snapshot, query);
  const distance = snapshot`(CASE ${kind} WHEN 'exact' THEN 0 WHEN 'substring' THEN 1 WHEN 'similar' THEN 2 ELSE 0 END
    + 1 - coalesce(${similarity}, 1))::float8`;
  const page = await pageEntries(
    snapshot,
    snapshot`SELECT m.file_id, min(${distance}) AS score FROM extracted_materials m WHERE ${matches} GROUP BY m.file_id`,
    query,
  );
  const details = await snapshot<MaterialDetail[]>`
    SELECT material_name, material_spec, finish, thickness, thickness_unit, thickness_mm, match, similarity,
           file_id AS facts_from_file_id
    FROM (
      SELECT m.*, ${kind} AS match, ${similarity} AS similarity,
             row_number() OVER (PARTITION BY m.file_id ORDER BY ${distance}, m.id) AS place
      FROM extracted_materials m WHERE m.file_id = ANY(${carriersOf(page)}::bigint[]) AND ${matches}
    ) ranked
    WHERE place <= ${detailsPerFile} ORDER BY file_id, place`;
  return withDetails(page, details);
}

function matchesOf(snapshot: Snapshot, query: MaterialQuery): Fragment {
  const { material, spec, finish } = query;
  const thickness = intervalOf({ min: query.thickness_min, max: query.thickness_max });
  const mm = thickness === null ? null : scaled(thickness, mmPer(query.unit ?? 'mm') ?? 1);
  return snapshot`true
    ${material === undefined ? snapshot`` : snapshot`AND ${nameMatches(snapshot, material)}`}
    ${spec === undefined ? snapshot`` : snapshot`AND m.material_spec ILIKE ${containedPattern(spec)}`}
    ${finish === undefined ? snapshot`` : snapshot`AND m.finish ILIKE ${containedPattern(finish)}`}
    ${mm === null ? snapshot`` : snapshot`AND m.thickness_mm BETWEEN ${mm.from}::float8 AND ${mm.to}::float8`}`;
}

/** `%` is trigram similarity above the threshold set with the snapshot; a wildcard asks for no likeness. */
function nameMatches(snapshot: Snapshot, material: string): Fragment {
  const held = snapshot`m.material_name ILIKE ${containedPattern(material)}`;
  return material.includes('*') ? held : snapshot`(${held} OR m.material_name % ${material})`;
}

function kindOf(snapshot: Snapshot, { material }: MaterialQuery): Fragment {
  if (material === undefined) return snapshot`NULL::text`;
  return snapshot`CASE WHEN m.material_name ILIKE ${escapeLike(material)} THEN 'exact'
    WHEN m.material_name ILIKE ${containedPattern(material)} THEN 'substring' ELSE 'similar' END`;
}
