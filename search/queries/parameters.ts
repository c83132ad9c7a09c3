import type { ParameterQuery } from '../contract/parameters.js';
import type { ParameterDetail, ResultPage } from '../contract/results.js';
import { escapeLike, wholePattern } from '../criteria/pattern.js';
import { intervalOf } from '../criteria/units.js';
import { detailsPerFile, withDetails } from './details.js';
import { carriersOf, pageEntries } from './entries.js';
import type { Fragment, Snapshot } from './snapshot.js';

/** Documents with a parameter that meets every criterion; the closest name first. */
export async function searchParameters(snapshot: Snapshot, query: ParameterQuery): Promise<ResultPage<ParameterDetail>> {
  const matches = matchesOf(snapshot, query);
  // With wildcards the shortest name and value hold the least besides what was asked for.
  const distance = snapshot`(length(p.name) * 1000.0 + length(coalesce(p.value, '')))::float8`;
  const page = await pageEntries(
    snapshot,
    snapshot`SELECT p.file_id, min(${distance}) AS score FROM extracted_parameters p WHERE ${matches} GROUP BY p.file_id`,
    query,
  );
  const details = await snapshot<ParameterDetail[]>`
    SELECT name, value, value_numeric, value_type, units, category, is_designated, file_id AS facts_from_file_id
    FROM (
      SELECT p.*, row_number() OVER (PARTITION BY p.file_id ORDER BY ${distance}, p.id) AS place
      FROM extracted_parameters p WHERE p.file_id = ANY(${carriersOf(page)}::bigint[]) AND ${matches}
    ) ranked
    WHERE place <= ${detailsPerFile} ORDER BY file_id, place`;
  return withDetails(page, details);
}

function matchesOf(snapshot: Snapshot, query: ParameterQuery): Fragment {
  const { name, value, category, designated } = query;
  const range = intervalOf({ min: query.numeric_min, max: query.numeric_max });
  return snapshot`true
    ${name === undefined ? snapshot`` : snapshot`AND p.name ILIKE ${wholePattern(name)}`}
    ${value === undefined ? snapshot`` : snapshot`AND ${valueMatches(snapshot, value)}`}
    ${range === null ? snapshot`` : snapshot`AND p.value_numeric BETWEEN ${range.from}::float8 AND ${range.to}::float8`}
    ${category === undefined ? snapshot`` : snapshot`AND p.category ILIKE ${escapeLike(category)}`}
    ${designated === undefined ? snapshot`` : snapshot`AND p.is_designated = ${designated}`}`;
}

/** `12.50` finds 12.5: a value that reads as a number is compared as one too. */
function valueMatches(snapshot: Snapshot, value: string): Fragment {
  const numeric = Number(value);
  const interval = Number.isFinite(numeric) ? intervalOf({ value: numeric }) : null;
  if (interval === null) return snapshot`p.value ILIKE ${wholePattern(value)}`;
  return snapshot`(p.value ILIKE ${wholePattern(value)} OR p.value_numeric BETWEEN ${interval.from}::float8 AND ${interval.to}::float8)`;
}
