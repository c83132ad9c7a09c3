import { emptyExtraction, type Evidence, type Extraction, type Metadata } from '../../queues/contract/facts.js';
import type { Carry } from './bom/parts-list.js';
import { classesOf, classOf, countedItems } from './classes.js';
import { controlFramesOf } from './dimensions/control-frames.js';
import { dimensionsOf } from './dimensions/dimensions.js';
import { materialsOf } from './materials/materials.js';
import type { Page } from './page.js';
import { readPage, type Reading } from './reading.js';
import { cleanText } from './text/sanitise.js';
import type { Line } from './text/lines.js';
import type { Field } from './title-block/labels.js';
import { statementsOf } from './title-block/statements.js';
import type { FieldValue } from './title-block/block-reader.js';

/** What a drawing reader makes of laid out pages. The engine adds what it knows of the document itself. */
export function analyse(
  pages: readonly Page[],
  extractor: Extraction['extractor'],
  version: string,
  fileName: string,
): Extraction {
  const extraction = emptyExtraction(extractor, version);
  const carry: Carry = { spans: null };
  const notes: string[] = [];
  const revisions: Record<string, string>[] = [];
  const readings = pages.map((page) => readPage(page, carry, fileName));
  const { fields, first } = documentFields(readings);
  const statements = statementsOf(first ? [first.page] : pages);
  for (const reading of readings) {
    extraction.bom_items.push(...reading.list.items);
    extraction.tables.push(...reading.list.tables);
    notes.push(...reading.notes);
    revisions.push(...reading.revisions);
  }
  const metadata = metadataOf(fields, fileName);
  extraction.metadata = metadata;
  metadata.document_class = classOf(pages, extraction, Object.keys(fields).length);
  // A book speaks of units and tolerances too, and tables without quantities are no parts lists in it.
  const prose = metadata.document_class === 'document';
  if (prose) extraction.bom_items = countedItems(extraction.bom_items);
  metadata.units = prose ? null : statements.units;
  metadata.projection = prose ? null : statements.projection;
  metadata.general_tolerance = metadata.general_tolerance ?? (prose ? null : statements.generalTolerance);
  if (notes.length > 0) metadata.notes = [...new Set(notes)];
  if (revisions.length > 0) metadata.revisions = revisions;
  const properties: Record<string, unknown> = {};
  if (pages.length > 1) properties['page_classes'] = classesOf(readings, metadata.document_class);
  if (metadata.document_class === 'drawing') {
    for (const { page, taken } of readings) {
      // A sheet may be in other units than the first.
      const unit = statementsOf([page]).units ?? statements.units;
      extraction.dimensions.push(...dimensionsOf(page, taken, { unit }));
    }
    const frames = pages.flatMap(controlFramesOf);
    if (frames.length > 0) properties['control_frames'] = frames;
  }
  if (Object.keys(properties).length > 0) metadata.properties = properties;
  metadata.units ??= unitOfMarks(extraction);
  extraction.materials = materialsOf(pages, fields.material, metadata.finish ?? null);
  extraction.texts = pages.flatMap((page) => page.lines.map((line) => textFact(line, page)));
  metadata.text_source = textSource(pages);
  return extraction;
}

/**
 * The fields of the first sheet that has a title block stand for the document; further sheets add what that form has no place for. A place
 * that was left empty is empty.
 */
function documentFields(readings: readonly Reading[]): {
  fields: Partial<Record<Field, FieldValue>>;
  first: Reading | undefined;
} {
  const first = readings.find((reading) => reading.labelled.size > 0);
  const fields: Partial<Record<Field, FieldValue>> = {};
  for (const reading of readings) {
    for (const [name, value] of Object.entries(reading.fields)) {
      const field = name as Field;
      if (reading === first || first?.labelled.has(field) !== true) fields[field] ??= value;
    }
  }
  return { fields, first };
}

function metadataOf(fields: Partial<Record<Field, FieldValue>>, fileName: string): Metadata {
  const metadata: Metadata = {};
  const evidence: Record<string, Evidence> = {};
  for (const [name, found] of Object.entries(fields)) {
    const field = name as Field;
    const value = cleanText(found.value);
    metadata[field] = value;
    // The file is often named by its drawing number: agreement makes the reading more certain, never different.
    const confirmed = field.endsWith('_number') && plain(fileName).includes(plain(value));
    evidence[field] = {
      page: found.page,
      box: found.box.map((edge) => Math.round(edge * 100) / 100) as [number, number, number, number],
      rule: confirmed ? `${found.rule}+file-name` : found.rule,
      confidence: confirmed ? Math.min(0.99, found.confidence + 0.08) : found.confidence,
    };
  }
  if (Object.keys(evidence).length > 0) metadata.evidence = evidence;
  return metadata;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** When every length on the sheet carries its own unit mark and all agree, that is the sheet's unit. */
function unitOfMarks(extraction: Extraction): string | null {
  const lengths = extraction.dimensions.filter(
    ({ dimension_type: type }) => type === 'linear' || type === 'diameter' || type === 'radial',
  );
  const units = new Set(lengths.map((dimension) => dimension.unit));
  const [unit] = units;
  return units.size === 1 && unit !== undefined ? unit : null;
}

function textFact(line: Line, page: Page): Extraction['texts'][number] {
  return {
    text: cleanText(line.text),
    source: page.source === 'ocr' ? 'ocr' : 'text',
    tag: null,
    page: page.number,
    layer: null,
    space: null,
    visible: true,
    x: Math.round(line.x0 * 100) / 100,
    y: Math.round(line.y0 * 100) / 100,
    height: Math.round(line.size * 100) / 100,
    angle: Math.round((Math.atan2(line.sin, line.cos) * 180) / Math.PI + 360) % 360,
  };
}

function textSource(pages: readonly Page[]): Metadata['text_source'] {
  const native = pages.some((page) => page.source === 'native' && page.lines.length > 0);
  const read = pages.some((page) => page.source === 'ocr' && page.lines.length > 0);
  if (native && read) return 'mixed';
  return native ? 'native' : read ? 'ocr' : 'none';
}
