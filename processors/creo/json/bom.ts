import type { BomItemFact } from '../../../queues/contract/facts.js';
import { modelType, parseModelName } from '../model-file-name.js';
import { isList, isRecord, keyOf, numberOf, pick, textOf } from './shape.js';
import type { JsonRecord, Notes } from './shape.js';

const places = ['bom', 'bill_of_materials', 'assembly_components', 'components'];
const listKeys = ['items', 'components', 'rows', 'parts', 'bom', 'entries', 'children'];
const childKeys = ['children', 'components', 'sub_components', 'items'];
const numberKeys = ['part_number', 'part_no', 'number', 'pn'];
const nameKeys = [
  'name',
  'component_name',
  'model_name',
  'part_name',
  'component',
  'model',
  'filename',
  'file',
  'file_name',
  'part',
];
const fileKeys = ['filename', 'file', 'file_name', 'name', 'model_name', 'component_name'];
const quantityKeys = ['qty', 'quantity', 'count', 'instance_count'];
const descriptionKeys = ['description', 'desc', 'title'];
const itemKeys = ['item_number', 'item', 'item_no', 'find_number', 'index', 'position', 'pos'];
const materialKeys = ['material', 'matl', 'material_name'];
const typeKeys = ['type', 'model_type', 'file_type', 'component_type'];
const transformKeys = ['transform', 'matrix', 'transformation', 'transform_matrix'];

const understood = new Set(
  [...numberKeys, ...nameKeys, ...quantityKeys, ...descriptionKeys, ...itemKeys, ...materialKeys, ...childKeys].map(keyOf),
);
const MAX_DEPTH = 50;

/** A component as `cad_assembly_relations` keeps it. */
export interface AssemblyRow extends Record<string, unknown> {
  readonly child_name: string;
  /** Row-major 4 x 4 with lengths in the export's own unit, as given; null where the export has none. */
  readonly transform: readonly number[] | null;
  readonly instance_name: string | null;
  readonly instance_count: number;
  readonly relation_type: 'component' | 'subassembly';
}

export interface BillOfMaterials {
  readonly items: readonly BomItemFact[];
  /** The direct components only: what is below a sub-assembly is that sub-assembly's. */
  readonly assembly: readonly AssemblyRow[];
}

/** Reads the first place that holds components; the others are aliases of it in other dialects. */
export function readBom(root: JsonRecord, notes: Notes): BillOfMaterials {
  for (const place of places) {
    const source = pick(root, [place]);
    if (source === null) continue;
    const entries = entriesOf(source, place, notes);
    if (entries.length === 0) continue;
    const items = entries.flatMap((entry) => flatten(entry, place, 1, notes));
    return { items, assembly: entries.flatMap((entry) => relation(entry)) };
  }
  return { items: [], assembly: [] };
}

function entriesOf(source: unknown, place: string, notes: Notes): JsonRecord[] {
  if (isList(source)) {
    return source.flatMap((entry) => {
      if (isRecord(entry)) return [entry];
      const name = textOf(entry);
      if (name !== null) return [{ name }];
      notes.add(`an entry of ${place} is neither an object nor a name`);
      return [];
    });
  }
  if (!isRecord(source)) {
    notes.add(`${place} is neither a list nor an object`);
    return [];
  }
  const list = pick(source, listKeys);
  if (isList(list)) return entriesOf(list, place, notes);
  // {"71736-004.prt": 2} or {"71736-004.prt": {"qty": 2}}
  return Object.entries(source).flatMap(([name, entry]) => {
    if (isRecord(entry)) return [{ name, ...entry }];
    const quantity = numberOf(entry);
    if (quantity !== null) return [{ name, quantity }];
    notes.add(`entry ${name} of ${place} is neither an object nor a quantity`);
    return [];
  });
}

function flatten(entry: JsonRecord, place: string, level: number, notes: Notes): BomItemFact[] {
  const children = level >= MAX_DEPTH ? [] : childrenOf(entry);
  const below = children.flatMap((child) => flatten(child, place, level + 1, notes));
  const item = bomItem(entry, place, level, notes);
  return item === null ? below : [item, ...below];
}

function childrenOf(entry: JsonRecord): JsonRecord[] {
  const children = pick(entry, childKeys);
  return isList(children) ? children.filter(isRecord) : [];
}

function bomItem(entry: JsonRecord, place: string, level: number, notes: Notes): BomItemFact | null {
  const name = textOf(pick(entry, nameKeys));
  const partNumber = textOf(pick(entry, numberKeys)) ?? (name === null ? null : withoutExtension(name));
  const description = textOf(pick(entry, descriptionKeys));
  if (partNumber === null && description === null) {
    notes.add(`an entry of ${place} has neither a name nor a description`);
    return null;
  }
  const rest = Object.entries(entry).filter(([key, value]) => !understood.has(keyOf(key)) && value !== null);
  return {
    item_number: textOf(pick(entry, itemKeys)),
    part_number: partNumber,
    description,
    quantity: numberOf(pick(entry, quantityKeys)),
    material: textOf(pick(entry, materialKeys)),
    source_table: place,
    properties: { ...Object.fromEntries(rest), ...(name === null ? {} : { name }), level },
  };
}

function relation(entry: JsonRecord): AssemblyRow[] {
  const file = textOf(pick(entry, fileKeys)) ?? textOf(pick(entry, numberKeys));
  if (file === null) return [];
  const type = parseModelName(file).type ?? modelType(textOf(pick(entry, typeKeys)) ?? '');
  const subassembly = type === 'asm' || (type === null && childrenOf(entry).length > 0);
  const count = numberOf(pick(entry, quantityKeys));
  return [
    {
      child_name: file,
      transform: matrixOf(pick(entry, transformKeys)),
      instance_name: textOf(pick(entry, ['instance_name', 'instance', 'reference_designator'])),
      instance_count: count !== null && Number.isInteger(count) && count > 0 ? count : 1,
      relation_type: subassembly ? 'subassembly' : 'component',
    },
  ];
}

function matrixOf(value: unknown): number[] | null {
  if (!isList(value)) return null;
  const numbers = value.flatMap((row) => (isList(row) ? row : [row])).map(numberOf);
  return numbers.length === 16 && numbers.every((number) => number !== null) ? numbers : null;
}

function withoutExtension(name: string): string {
  return name.replace(/^.*[\\/]/, '').replace(/\.(?:prt|asm|drw)(?:\.\d+)?$/i, '');
}
