/**
 * Rows of facts as messages and back. A row is an open record: what the schema has a field for travels in it, the rest as JSON, so that
 * a row is the same on both sides. An absent field is null on the other side where the row always has it, else it is left out.
 */

export type Row = Record<string, unknown>;

export interface RowFields {
  /** Fields that every row has; null where they are absent. */
  readonly always: readonly string[];
  /** Fields that a row has only where they mean something. */
  readonly sometimes: readonly string[];
}

export const faceFields: RowFields = {
  always: ['face_id', 'part', 'surface_type', 'area', 'centroid', 'normal', 'uv_bounds', 'loops', 'edge_count'],
  sometimes: ['surface_kind', 'axis', 'radius', 'major_radius', 'minor_radius', 'semi_angle'],
};
export const edgeFields: RowFields = {
  always: ['edge_id', 'face_1', 'face_2', 'convexity', 'angle', 'length', 'curve_type'],
  sometimes: [],
};
export const featureFields: RowFields = { always: ['feature_type', 'face_ids', 'source'], sometimes: [] };
export const componentFields: RowFields = {
  always: ['parent_name', 'child_name', 'instance_name', 'transform', 'instance_count', 'relation_type'],
  sometimes: [],
};
export const bomFields: RowFields = {
  always: ['item_number', 'part_number', 'description', 'quantity', 'material'],
  sometimes: [],
};

export function toMessage(row: Row, { always, sometimes }: RowFields): Row {
  const message: Row = {};
  const more: Row = {};
  for (const [key, value] of Object.entries(row)) {
    if (!always.includes(key) && !sometimes.includes(key)) more[key] = value;
    else if (value !== null) message[key] = value;
  }
  return Object.keys(more).length > 0 ? { ...message, more_json: JSON.stringify(more) } : message;
}

/** @param zeros fields of proto3 without presence: absent means zero, not null */
export function fromMessage(message: object, { always, sometimes }: RowFields, zeros: readonly string[] = []): Row {
  const fields = message as Row;
  const row: Row = {};
  for (const key of always) row[key] = present(fields[key]) ?? (zeros.includes(key) ? 0 : null);
  for (const key of sometimes) {
    const value = present(fields[key]);
    if (value !== undefined) row[key] = value;
  }
  const more = fields['more_json'];
  return typeof more === 'string' && more !== '' ? { ...row, ...(JSON.parse(more) as Row) } : row;
}

/** An empty list or string is how an absent one arrives. */
function present(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return undefined;
  return Array.isArray(value) && value.length === 0 ? undefined : value;
}
