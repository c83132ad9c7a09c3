import { dimensionType, measure, type DimensionTags } from './dimension-geometry.js';
import type { DimensionVariables } from './drawing.js';
import { objectPlane, toWorld, type Vector } from './object-plane.js';
import type { Reader } from './reader.js';

/** Definition points by their X code; Y and Z follow at +10 and +20. */
const pointCodes = new Set([10, 11, 13, 14, 15, 16]);

/** DIMENSION of every type, ARC_DIMENSION, LARGE_RADIAL_DIMENSION. */
export function readDimension(reader: Reader, entity: DimensionTags['entity']): boolean {
  const { source } = reader;
  reader.begin();
  const points = new Map<number, Vector>();
  let flags = 0;
  let stored: number | null = null;
  let text: readonly [number, number] | null = null;
  let style = '';
  let block = -1;
  let angle = 0;
  let horizontal = 0;
  let overrides: DimensionVariables | null = null;
  let more = source.next();
  while (more && source.code !== 0) {
    const { code } = source;
    if (pointCodes.has(code)) points.set(code, [source.real(), 0, 0]);
    else if (pointCodes.has(code - 10)) setPart(points, code - 10, 1, source.real());
    else if (pointCodes.has(code - 20)) setPart(points, code - 20, 2, source.real());
    else if (code === 1) text = [source.start, source.end];
    else if (code === 2) block = reader.nameId();
    else if (code === 3) style = reader.name(reader.nameId());
    else if (code === 42) stored = source.exactReal();
    else if (code === 50) angle = source.exactReal();
    else if (code === 51) horizontal = source.exactReal();
    else if (code === 70) flags = source.integer();
    else if (code === 1000 && reader.string().trim() === 'DSTYLE') {
      overrides = new Map();
      more = readStyleOverrides(reader, overrides);
      continue;
    } else reader.common();
    more = source.next();
  }
  reader.count();
  const home = reader.home();
  for (const code of [10, 13, 14]) {
    const point = points.get(code);
    if (point !== undefined) home.box.include(point[0], point[1]);
  }
  const tags: DimensionTags = { entity, flags, stored, points, angle, horizontal, normal: reader.extrusion };
  const measured = measure(tags);
  const [x, y] = position(tags);
  reader.drawing.dimensions.push({
    container: home.id,
    layer: reader.layer,
    type: dimensionType(tags),
    value: measured?.value ?? null,
    isStored: measured?.source === 'stored',
    text: text === null ? null : reader.strings.decode(...text),
    style,
    block,
    x,
    y,
    overrides,
  });
  return more;
}

/** The middle of the text where stored, else the dimension line's point. */
function position({ points, normal }: DimensionTags): readonly [number | null, number | null] {
  const text = points.get(11);
  const line = points.get(10);
  if (text !== undefined && (text[0] !== 0 || text[1] !== 0 || line === undefined)) {
    const plane = objectPlane(...normal);
    return plane === null ? [text[0], text[1]] : toWorld(plane, ...text);
  }
  return line === undefined ? [null, null] : [line[0], line[1]];
}

function setPart(points: Map<number, Vector>, code: number, axis: 1 | 2, value: number): void {
  const [x, y, z] = points.get(code) ?? [0, 0, 0];
  points.set(code, axis === 1 ? [x, value, z] : [x, y, value]);
}

/** `1000 DSTYLE`, `1002 {`, pairs of `1070` variable code and its value, `1002 }`. Stops on the tag after. */
function readStyleOverrides(reader: Reader, overrides: DimensionVariables): boolean {
  const { source } = reader;
  let variable = -1;
  while (source.next()) {
    const { code } = source;
    if (code === 0 || code === 1001) return true;
    if (code === 1002) {
      if (source.bytes[source.start] === 0x7d) return source.next();
    } else if (variable < 0) {
      if (code === 1070) variable = source.integer();
    } else {
      overrides.set(variable, code === 1000 || code === 1005 ? reader.string() : source.exactReal());
      variable = -1;
    }
  }
  return false;
}
