import { featureType } from './feature-types.js';
import type { FeatureType } from './feature-types.js';
import { booleanOf, integerOf, isList, isRecord, numberOf, pick, textOf } from './shape.js';
import type { JsonRecord, Notes } from './shape.js';

/** One feature of the model tree, in regeneration order. */
export interface ExportedFeature {
  readonly id: number | null;
  readonly name: string | null;
  readonly type: FeatureType;
  readonly suppressed: boolean | null;
  readonly parents: readonly number[];
  /** Values of the element tree by the path of element ids, nested elements joined by `/`. */
  readonly elements: readonly { readonly path: string; readonly value: string | number | boolean }[];
  /** What the feature was placed on, as the exporter describes it. */
  readonly references: readonly string[];
  readonly faceIds: readonly number[];
}

const featureKeys = ['features', 'feature_tree', 'feature_list'];
const elementIdKeys = ['element_id', 'elem_id', 'id', 'name'];
const valueKeys = ['value', 'double_value', 'integer_value', 'int_value', 'string_value', 'boolean_value'];
const MAX_DEPTH = 60;

export function readFeatures(root: JsonRecord, notes: Notes): ExportedFeature[] {
  const source = pick(root, featureKeys);
  if (source === null) return [];
  const list = isRecord(source) ? (pick(source, ['features', 'items', 'list']) ?? Object.values(source)) : source;
  if (!isList(list)) {
    notes.add('features are neither a list nor an object');
    return [];
  }
  const features = list.flatMap((entry) => {
    if (isRecord(entry)) return [feature(entry, notes)];
    notes.add('a feature is not an object');
    return [];
  });
  const stated = integerOf(pick(root, ['feature_count', 'num_features']));
  if (stated !== null && stated !== features.length) notes.add(`feature_count says ${stated}, the list has ${features.length}`);
  return features;
}

function feature(entry: JsonRecord, notes: Notes): ExportedFeature {
  const stated = pick(entry, ['type_id', 'feature_type_id', 'feat_type', 'feature_type', 'type']);
  const spelled = textOf(pick(entry, ['type_name', 'feature_type_name', 'feature_type', 'type', 'subtype']));
  const id = integerOf(stated);
  const type = featureType(id, spelled !== null && numberOf(spelled) === null ? spelled : null);
  if (type.name === null) notes.add('a feature has no type');
  if (type.name?.startsWith('TYPE_') === true) notes.add(`feature type ${id ?? 0} is not known`);
  const status = textOf(pick(entry, ['status', 'feature_status']));
  return {
    id: integerOf(pick(entry, ['id', 'feature_id', 'feat_id', 'internal_id'])),
    name: textOf(pick(entry, ['name', 'feature_name', 'feat_name'])),
    type,
    suppressed: booleanOf(pick(entry, ['suppressed', 'is_suppressed'])) ?? (status === null ? null : /suppress/i.test(status)),
    parents: integers(pick(entry, ['parents', 'parent_ids', 'parent_id', 'parent'])),
    elements: elementsOf(entry, notes),
    references: [...new Set(references(pick(entry, ['selection_data', 'selections', 'references']), 0))],
    faceIds: faceIds(entry),
  };
}

/** `element_tree.elements`, or one `element_tree` further in. */
function elementsOf(entry: JsonRecord, notes: Notes): ExportedFeature['elements'] {
  const tree = pick(entry, ['element_tree']);
  const inner = isRecord(tree) ? (pick(tree, ['elements', 'element_tree']) ?? null) : tree;
  const list = isRecord(inner) ? pick(inner, ['elements']) : inner;
  const direct = list ?? pick(entry, ['elements']);
  if (direct === null) return [];
  if (!isList(direct)) {
    notes.add('an element tree has no list of elements');
    return [];
  }
  return direct.flatMap((element) => flatten(element, '', 0));
}

function flatten(element: unknown, parent: string, depth: number): ExportedFeature['elements'] {
  if (!isRecord(element) || depth > MAX_DEPTH) return [];
  const id = textOf(pick(element, elementIdKeys)) ?? '?';
  const path = parent === '' ? id : `${parent}/${id}`;
  const value = scalar(pick(element, valueKeys));
  const children = pick(element, ['elements', 'children', 'sub_elements']);
  const below = isList(children) ? children.flatMap((child) => flatten(child, path, depth + 1)) : [];
  return value === null ? below : [{ path, value }, ...below];
}

function scalar(value: unknown): string | number | boolean | null {
  if (typeof value === 'boolean') return value;
  return typeof value === 'number' ? numberOf(value) : textOf(value);
}

/** `semantic_reference` texts anywhere in the selection data. */
function references(value: unknown, depth: number): string[] {
  if (depth > MAX_DEPTH) return [];
  if (isList(value)) return value.flatMap((child) => references(child, depth + 1));
  if (!isRecord(value)) return [];
  const own = pick(value, ['semantic_reference']);
  const text = isRecord(own) ? JSON.stringify(own) : textOf(own);
  return [...(text === null ? [] : [text]), ...Object.values(value).flatMap((child) => references(child, depth + 1))];
}

/** Integers that fit the column: ids of another form cannot be joined with faces anyway. */
function faceIds(entry: JsonRecord): number[] {
  const surfaces = pick(entry, ['face_ids', 'surfaces', 'faces', 'surface_ids']);
  if (!isList(surfaces)) return [];
  const ids = surfaces.map((surface) => integerOf(isRecord(surface) ? pick(surface, ['id', 'surface_id', 'face_id']) : surface));
  return ids.filter((id): id is number => id !== null && Math.abs(id) < 2 ** 31);
}

function integers(value: unknown): number[] {
  const list = isList(value) ? value : [value];
  return list
    .map((entry) => integerOf(isRecord(entry) ? pick(entry, ['id', 'feature_id', 'feat_id']) : entry))
    .filter((id): id is number => id !== null);
}
