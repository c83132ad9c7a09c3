import { ExtractionError } from '../../queues/contract/errors.js';
import { emptyExtraction, type Extraction } from '../../queues/contract/facts.js';
import type { Extract } from '../../queues/contract/processor.js';
import { BlockGraph } from './block-graph.js';
import { dimensionFact } from './dimension-facts.js';
import { documentClass } from './document-class.js';
import type { Drawing } from './drawing.js';
import { findFlatPattern, type FlatPattern } from './flat-pattern/flat-pattern.js';
import { isPaperScaled } from './flat-pattern/paper-scale.js';
import { patternParameters } from './flat-pattern/pattern-parameters.js';
import { hideTextsOnHiddenLayers, layerFacts } from './layer-facts.js';
import { addPattern, addPrintedUnits, addSheet, fileMetadata } from './metadata.js';
import { drawPreview } from './preview/preview.js';
import { readDrawing } from './read-drawing.js';
import { ReadWarnings } from './read-warnings.js';
import { readSheet, type SheetFindings } from './sheet/sheet.js';
import { tableFacts } from './table-facts.js';
import { extractorVersion } from './version.js';

/**
 * Facts of one DXF file, ASCII or binary, any version, damaged or not.
 * @throws {ExtractionError} `FILE_EMPTY` for no bytes, `FORMAT_MISMATCH` when no DXF section is found.
 */
export const extract: Extract = async (input, ports): Promise<Extraction> => {
  if (input.bytes.length === 0) throw new ExtractionError('FILE_EMPTY', 'the file has no bytes');
  const warnings = new ReadWarnings();
  ports.stage('read');
  const { drawing, reader } = readDrawing(input.bytes, warnings);
  if (drawing.sections.length === 0) throw new ExtractionError('FORMAT_MISMATCH', 'no SECTION found: this is not a DXF file');
  ports.stage('interpret');
  const nameOf = (id: number): string => reader.name(id);
  const graph = new BlockGraph(drawing, nameOf, warnings);
  const layers = layerFacts(drawing, nameOf);
  hideTextsOnHiddenLayers(drawing, layers);
  const tables = tableFacts(drawing, graph, nameOf);
  ports.stage('sheet');
  const sheet = readSheet(drawing, graph, tables);
  ports.stage('flat pattern');
  const found = patternOf(drawing, graph, nameOf, sheet);
  const bounds = graph.boundsOf(drawing.model);
  const kind = documentClass(drawing, found, sheet, Math.hypot(bounds.width, bounds.height));
  const pattern = kind === 'flat pattern' ? measurable(found, drawing, warnings) : null;
  const metadata = fileMetadata(drawing, graph, reader.strings.encoding);
  addSheet(metadata, sheet);
  addPattern(metadata, pattern);
  metadata.document_class = kind;
  metadata.layers = layers;
  const extraction = emptyExtraction('dxf', extractorVersion);
  extraction.metadata = metadata;
  const stated = { scale: sheet.title?.fields.get('scale') ?? null, units: metadata.units ?? null };
  extraction.dimensions = drawing.dimensions.map((record) => {
    const picture = record.block < 0 ? null : graph.blockOf(record.block);
    const drawn = picture === null ? [] : (drawing.pictureTexts.get(picture.id) ?? []);
    return dimensionFact(record, drawing, nameOf(record.layer), drawn, stated);
  });
  addPrintedUnits(metadata, extraction.dimensions);
  extraction.texts = drawing.texts;
  extraction.blocks = graph.facts();
  extraction.tables = [...tables, ...sheet.tables];
  extraction.bom_items = sheet.bomItems;
  extraction.materials = sheet.materials;
  extraction.parameters = pattern === null ? [] : patternParameters(pattern, metadata.units ?? null);
  if (ports.keep !== null) {
    ports.stage('preview');
    const preview = await drawPreview(drawing, graph, nameOf).catch((error: unknown) => {
      warnings.add(`no preview: ${error instanceof Error ? error.message.slice(0, 120) : String(error)}`);
      return null;
    });
    if (preview !== null) await ports.keep(preview.artifact);
    if (preview?.isComplete === false) warnings.add('the preview shows a part of the drawing only: it holds too many lines');
  }
  const list = warnings.list();
  if (list.length > 0) metadata.warnings = list;
  return extraction;
};

/** Lengths of a sheet that is drawn at its size on paper are not those of the part, so nothing is measured there. */
function patternOf(
  drawing: Drawing,
  graph: BlockGraph,
  nameOf: (id: number) => string,
  sheet: SheetFindings,
): FlatPattern | null {
  if (isPaperScaled(graph.boundsOf(drawing.model), sheet.title?.fields.get('scale') ?? null)) return null;
  return findFlatPattern(drawing, graph, nameOf, sheet.modelForms);
}

/** Areas and counts of a contour whose file was cut off would be those of the part that is left: they are not told. */
function measurable(pattern: FlatPattern | null, drawing: Drawing, warnings: ReadWarnings): FlatPattern | null {
  if (pattern === null || !drawing.isCutOff) return pattern;
  warnings.add('the flat pattern is not measured: the file ends within its entities');
  return null;
}
