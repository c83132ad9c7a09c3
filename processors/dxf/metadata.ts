import type { DimensionFact, Evidence, Metadata } from '../../queues/contract/facts.js';
import type { BlockGraph } from './block-graph.js';
import type { Drawing } from './drawing.js';
import type { FlatPattern } from './flat-pattern/flat-pattern.js';
import type { SheetFindings } from './sheet/sheet.js';
import { printedUnit, unitName, unitWord } from './units.js';

/** What the header and the tables say about the file as a whole. */
export function fileMetadata(drawing: Drawing, graph: BlockGraph, encoding: string): Metadata {
  const { header } = drawing;
  const modelBounds = graph.boundsOf(drawing.model);
  const bounds = modelBounds.isEmpty ? graph.boundsOf(drawing.paper) : modelBounds;
  const counts = Object.fromEntries(drawing.entityCounts);
  const version = header.get('$ACADVER');
  const xrefs = drawing.containers.flatMap(({ xrefPath }) => (xrefPath === null ? [] : [xrefPath]));
  return {
    units: unitName(header.get('$INSUNITS')),
    text_source: drawing.texts.length > 0 ? 'native' : 'none',
    dxf_version: typeof version === 'string' ? version : null,
    code_page: encoding,
    entity_count: Object.values(counts).reduce((sum, count) => sum + count, 0),
    entity_counts: counts,
    extents: bounds.toTuple(),
    xrefs: [...new Set([...xrefs, ...drawing.references])],
    properties: fileProperties(drawing),
  };
}

function fileProperties(drawing: Drawing): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  const { header } = drawing;
  const measurement = header.get('$MEASUREMENT');
  if (measurement !== undefined) properties['measurement'] = measurement === 1 ? 'metric' : 'imperial';
  const codePage = header.get('$DWGCODEPAGE');
  if (codePage !== undefined) properties['stated_code_page'] = codePage;
  const { properties: own } = drawing.fields;
  if (own.size > 0) properties['custom'] = Object.fromEntries(own);
  const extents = ['$EXTMIN.x', '$EXTMIN.y', '$EXTMAX.x', '$EXTMAX.y'].map((name) => header.get(name));
  // Empty drawings hold 1e20 and -1e20.
  if (extents.every((value) => typeof value === 'number' && Math.abs(value) < 1e19)) properties['header_extents'] = extents;
  return properties;
}

/** Adds the title block and what the sheet states, with the rule each came by. */
export function addSheet(metadata: Metadata, { title, statements, notes, revisions }: SheetFindings): void {
  const evidence: Record<string, Evidence> = {};
  for (const [field, value] of title?.fields ?? []) {
    if (field === 'units') continue;
    metadata[field] = value;
    evidence[field] = { rule: title?.rule ?? '', confidence: title?.confidence ?? 0, ...boxOf(title?.bounds ?? null) };
  }
  const state = (field: 'general_tolerance' | 'projection' | 'units', value: string | null): void => {
    if (value === null || (metadata[field] ?? null) !== null) return;
    metadata[field] = value;
    evidence[field] = { rule: 'statement', confidence: 0.9 };
  };
  state('general_tolerance', statements.generalTolerance);
  state('projection', statements.projection);
  state('units', unitWord(title?.fields.get('units') ?? '') ?? statements.units);
  if (notes.length > 0) metadata.notes = notes;
  if (revisions.length > 0) metadata.revisions = revisions;
  if (Object.keys(evidence).length > 0) metadata.evidence = evidence;
}

/** A drawing that states no unit but prints one beside its lengths, `8'-9"`, is in that unit. */
export function addPrintedUnits(metadata: Metadata, dimensions: readonly DimensionFact[]): void {
  if ((metadata.units ?? null) !== null) return;
  const printed = new Set(dimensions.flatMap(({ label }) => printedUnit(label) ?? []));
  const [unit] = printed;
  if (unit === undefined || printed.size > 1) return;
  metadata.units = unit;
  metadata.evidence = { ...metadata.evidence, units: { rule: 'printed beside dimensions', confidence: 0.8 } };
}

function boxOf(bounds: { minX: number; minY: number; maxX: number; maxY: number } | null): {
  box?: [number, number, number, number];
} {
  return bounds === null ? {} : { box: [bounds.minX, bounds.minY, bounds.maxX, bounds.maxY] };
}

export function addPattern(metadata: Metadata, pattern: FlatPattern | null): void {
  if (pattern !== null) metadata.properties = { ...metadata.properties, flat_pattern: pattern };
}
