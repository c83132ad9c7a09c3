import type { BomRow } from '../drawing/tables.js';
import type { TitleFields } from '../drawing/title-fields.js';
import type { PlacedDimension } from '../drawing/dimension.js';
import type { WrittenDimension } from './dimension-entity.js';
import type { DxfDocument } from './document.js';
import type { Entity } from './entity.js';
import type { Tag } from './tags.js';

export interface DxfDimensionTruth {
  readonly type: number;
  /** In drawing units; degrees for angles. */
  readonly value: number;
  readonly how: 'stored' | 'points';
  readonly stored: number | null;
  readonly text: string;
  readonly style: string;
  readonly place: 'layout';
  readonly kind: string;
  readonly upper: number | null;
  readonly lower: number | null;
  readonly limits: boolean;
  readonly fit: string | null;
  readonly quantity: number;
}

/** Lengths in drawing units; `*_mm` are null where the file does not state its unit. */
export interface FlatPatternTruth {
  readonly unit: 'mm' | 'inch' | null;
  readonly width: number;
  readonly height: number;
  /** Of the outer outline. */
  readonly perimeter: number;
  /** Within the outer outline, openings not subtracted. */
  readonly area: number;
  readonly net_area: number;
  /** Outline, cutouts, holes and slots together. */
  readonly cut_length: number;
  readonly width_mm: number | null;
  readonly height_mm: number | null;
  readonly perimeter_mm: number | null;
  readonly area_mm2: number | null;
  readonly net_area_mm2: number | null;
  readonly cut_length_mm: number | null;
  readonly holes: readonly { readonly diameter: number; readonly diameter_mm: number | null; readonly count: number }[];
  readonly slots: readonly { readonly length: number; readonly width: number; readonly count: number }[];
  readonly cutouts: number;
  readonly bend_lines: readonly { readonly length: number; readonly layer: string; readonly linetype: string | null }[];
}

/** What is in a DXF file, in the shape of the corpus truth with fields of our own at the end. */
export interface DxfTruth {
  readonly ok: true;
  readonly version: string;
  readonly encoding: string;
  readonly binary: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly texts: readonly (readonly [kind: string, place: string, text: string])[];
  readonly attribs: readonly (readonly [tag: string, value: string])[];
  readonly dims: readonly DxfDimensionTruth[];
  readonly inserts: Readonly<Record<string, number>>;
  /** How often each block is drawn on the layouts: nesting and rows x columns multiplied out. */
  readonly inserts_expanded: Readonly<Record<string, number>>;
  /** Texts on layers that are off or frozen; they are among `texts` too. */
  readonly hidden_texts: readonly string[];
  readonly tables: readonly never[];
  readonly mleader: readonly never[];
  readonly tolerance: readonly never[];
  readonly blocks: readonly string[];
  readonly layers: readonly string[];
  readonly insunits: number | null;
  readonly xrefs: readonly never[];
  /** `mm`, `inch`, or null: the file does not state it. */
  readonly units: 'mm' | 'inch' | null;
  readonly document_class: 'drawing' | 'flat pattern' | 'vector-only';
  readonly title_block: Partial<TitleFields> | null;
  readonly bom: readonly BomRow[];
  readonly flat_pattern: FlatPatternTruth | null;
}

export interface WrittenDxf {
  readonly document: DxfDocument;
  readonly truth: DxfTruth;
}

export function dimensionTruth(dimension: PlacedDimension, written: WrittenDimension): DxfDimensionTruth {
  const { label } = dimension;
  return {
    type: written.type,
    value: label.value,
    how: written.stored === null ? 'points' : 'stored',
    stored: written.stored,
    text: written.text,
    style: written.style?.name ?? 'STANDARD',
    place: 'layout',
    kind: dimension.kind === 'ordinate' ? 'ordinate' : label.type,
    upper: label.printed.upper,
    lower: label.printed.lower,
    limits: label.printed.value === null,
    fit: label.fit,
    quantity: label.quantity,
  };
}

/** The part of the truth that can be counted off the document. */
export function countedTruth(
  document: DxfDocument,
): Pick<
  DxfTruth,
  | 'counts'
  | 'texts'
  | 'attribs'
  | 'inserts'
  | 'inserts_expanded'
  | 'hidden_texts'
  | 'blocks'
  | 'layers'
  | 'insunits'
  | 'version'
  | 'encoding'
  | 'binary'
> {
  const counts: Record<string, number> = {};
  const inserts: Record<string, number> = {};
  const texts: [string, string, string][] = [];
  const attribs: [string, string][] = [];
  const visit = (entities: readonly Entity[], place: string): void => {
    for (const entity of entities) {
      counts[entity.type] = (counts[entity.type] ?? 0) + 1;
      if (entity.type === 'TEXT' || entity.type === 'ATTDEF') texts.push([entity.type.toLowerCase(), place, valueOf(entity, 1)]);
      if (entity.type === 'MTEXT') texts.push(['mtext', place, readMtext(valueOf(entity, 3) + valueOf(entity, 1))]);
      if (entity.type === 'INSERT') {
        const name = valueOf(entity, 2);
        inserts[name] = (inserts[name] ?? 0) + 1;
        for (const attribute of entity.children ?? []) attribs.push([valueOf(attribute, 2), valueOf(attribute, 1)]);
      }
    }
  };
  visit(document.entities, 'layout');
  for (const [name, entities] of document.blocks) visit(entities, name.startsWith('*D') ? 'dimension' : 'block');
  const { version, codePage, binary } = document.encoding;
  const unicode = version === 'AC1032' || codePage === 'utf8-claims-1252';
  return {
    version,
    encoding: unicode ? 'utf-8' : codePage === 'dos932' ? 'cp932' : 'cp1252',
    binary,
    counts,
    texts,
    attribs,
    inserts,
    inserts_expanded: expandedInserts(document),
    hidden_texts: hiddenTexts(document),
    blocks: [...document.blocks.keys()],
    layers: document.layers.map(({ name }) => name),
    insunits: version === 'AC1009' ? null : document.header.insertUnits,
  };
}

function expandedInserts({ entities, blocks }: DxfDocument): Record<string, number> {
  const drawn: Record<string, number> = {};
  const visit = (contents: readonly Entity[], times: number): void => {
    for (const entity of contents) {
      if (entity.type !== 'INSERT') continue;
      const name = valueOf(entity, 2);
      const all = times * (Number(valueOf(entity, 70)) || 1) * (Number(valueOf(entity, 71)) || 1);
      drawn[name] = (drawn[name] ?? 0) + all;
      visit(blocks.get(name) ?? [], all);
    }
  };
  visit(entities, 1);
  return drawn;
}

function hiddenTexts({ entities, layers }: DxfDocument): string[] {
  const hidden = new Set(layers.filter(({ off, frozen }) => off === true || frozen === true).map(({ name }) => name));
  return entities.filter(({ type, layer }) => type === 'TEXT' && hidden.has(layer)).map((entity) => valueOf(entity, 1));
}

function valueOf(entity: Entity, code: number): string {
  return entity.parts
    .flatMap(([, tags]): readonly Tag[] => tags)
    .filter(([group]) => group === code)
    .map(([, value]) => String(value))
    .join('');
}

/** The codes that this archive writes into MTEXT, undone: paragraphs, height, font, stacks and groups. */
function readMtext(content: string): string {
  return content
    .replace(/\\P/g, '\n')
    .replace(/\\[HfAC][^;]*;/g, '')
    .replace(/\\S([^;]*);/g, '$1')
    .replace(/\\[Ll]/g, '')
    .replace(/[{}]/g, '');
}
