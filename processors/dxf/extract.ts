import { ExtractionError } from '../../queues/contract/errors.js';
import { emptyExtraction, type Extraction, type Metadata } from '../../queues/contract/facts.js';
import type { Extract } from '../../queues/contract/processor.js';
import { BlockGraph } from './block-graph.js';
import { dimensionFact } from './dimension-facts.js';
import type { Drawing } from './drawing.js';
import { hideTextsOnHiddenLayers, layerFacts } from './layer-facts.js';
import { readDrawing } from './read-drawing.js';
import { ReadWarnings } from './read-warnings.js';
import { tableFacts } from './table-facts.js';
import { unitName } from './units.js';
import { extractorVersion } from './version.js';

/**
 * Facts of one DXF file, ASCII or binary, any version, damaged or not.
 * @throws {ExtractionError} `FILE_EMPTY` for no bytes, `FORMAT_MISMATCH` when no DXF section is found.
 */
export const extract: Extract = (input, ports): Extraction => {
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
  const extraction = emptyExtraction('dxf', extractorVersion);
  extraction.dimensions = drawing.dimensions.map((record) => {
    const picture = record.block < 0 ? null : graph.blockOf(record.block);
    const drawn = picture === null ? [] : (drawing.pictureTexts.get(picture.id) ?? []);
    return dimensionFact(record, drawing, nameOf(record.layer), drawn);
  });
  extraction.texts = drawing.texts;
  extraction.blocks = graph.facts();
  extraction.tables = tables;
  extraction.metadata = metadataOf(drawing, graph, reader.strings.encoding);
  extraction.metadata.layers = layers;
  const list = warnings.list();
  if (list.length > 0) extraction.metadata.warnings = list;
  return extraction;
};

function metadataOf(drawing: Drawing, graph: BlockGraph, encoding: string): Metadata {
  const { header } = drawing;
  const modelBounds = graph.boundsOf(drawing.model);
  const bounds = modelBounds.isEmpty ? graph.boundsOf(drawing.paper) : modelBounds;
  const counts = Object.fromEntries(drawing.entityCounts);
  const version = header.get('$ACADVER');
  const xrefs = drawing.containers.flatMap(({ xrefPath }) => (xrefPath === null ? [] : [xrefPath]));
  return {
    units: unitName(header.get('$INSUNITS')),
    dxf_version: typeof version === 'string' ? version : null,
    code_page: encoding,
    entity_count: Object.values(counts).reduce((sum, count) => sum + count, 0),
    entity_counts: counts,
    extents: bounds.toTuple(),
    xrefs: [...new Set([...xrefs, ...drawing.references])],
  };
}
