import type { DimensionQuery } from '../contract/parameters.js';
import type { DimensionDetail, ResultPage } from '../contract/results.js';
import { wholePattern } from '../criteria/pattern.js';
import { intervalOf, mmPer, scaled, type Interval } from '../criteria/units.js';
import { detailsPerFile, withDetails } from './details.js';
import { carriersOf, pageEntries } from './entries.js';
import type { Fragment, Snapshot } from './snapshot.js';

/** Documents with a dimension that meets every criterion; the nearest value first. */
export async function searchDimensions(snapshot: Snapshot, query: DimensionQuery): Promise<ResultPage<DimensionDetail>> {
  const matches = matchesOf(snapshot, query);
  const distance = distanceOf(snapshot, query);
  const page = await pageEntries(
    snapshot,
    snapshot`SELECT d.file_id, min(${distance}) AS score FROM extracted_dimensions d WHERE ${matches} GROUP BY d.file_id`,
    query,
  );
  const details = await snapshot<DimensionDetail[]>`
    SELECT value, unit, value_mm, dimension_type, tolerance_plus, tolerance_minus, tolerance_type, fit, quantity, label, layer,
           source_page AS page, position_x AS x, position_y AS y, file_id AS facts_from_file_id
    FROM (
      SELECT d.*, row_number() OVER (PARTITION BY d.file_id ORDER BY ${distance}, d.id) AS place
      FROM extracted_dimensions d WHERE d.file_id = ANY(${carriersOf(page)}::bigint[]) AND ${matches}
    ) ranked
    WHERE place <= ${detailsPerFile} ORDER BY file_id, place`;
  return withDetails(page, details);
}

function matchesOf(snapshot: Snapshot, query: DimensionQuery): Fragment {
  const interval = intervalOf(query);
  const label = query.label === undefined ? snapshot`` : snapshot`AND d.label ILIKE ${wholePattern(query.label)}`;
  const type = query.type === undefined ? snapshot`` : snapshot`AND d.dimension_type = ${query.type}`;
  return snapshot`${interval === null ? unitOnly(snapshot, query) : within(snapshot, interval, query)} ${label} ${type}`;
}

/** Without a unit a number is what stands on the drawing, or millimetres: nobody should have to know how a drawing counts. */
function within(snapshot: Snapshot, interval: Interval, query: DimensionQuery): Fragment {
  const printed = snapshot`d.value BETWEEN ${interval.from}::float8 AND ${interval.to}::float8`;
  if (query.unit === undefined) {
    return snapshot`(${printed} OR d.value_mm BETWEEN ${interval.from}::float8 AND ${interval.to}::float8)`;
  }
  const factor = mmPer(query.unit);
  if (factor === null) return snapshot`${printed} AND d.dimension_type = 'angular'`;
  const mm = scaled(interval, factor);
  return snapshot`d.value_mm BETWEEN ${mm.from}::float8 AND ${mm.to}::float8`;
}

/** A unit beside label or type alone asks for dimensions of that kind of quantity. */
function unitOnly(snapshot: Snapshot, query: DimensionQuery): Fragment {
  if (query.unit === undefined) return snapshot`true`;
  return mmPer(query.unit) === null ? snapshot`d.dimension_type = 'angular'` : snapshot`d.value_mm IS NOT NULL`;
}

/** Distance to the value asked for; without one, the shorter label is the closer match. */
function distanceOf(snapshot: Snapshot, query: DimensionQuery): Fragment {
  if (query.value === undefined) return snapshot`${query.label === undefined ? snapshot`0` : snapshot`length(d.label)`}::float8`;
  if (query.unit === undefined) {
    return snapshot`least(abs(d.value - ${query.value}::float8), abs(d.value_mm - ${query.value}::float8))`;
  }
  const factor = mmPer(query.unit);
  if (factor === null) return snapshot`abs(d.value - ${query.value}::float8)`;
  return snapshot`abs(d.value_mm - ${query.value * factor}::float8)`;
}
