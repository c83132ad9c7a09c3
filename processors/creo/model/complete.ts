import type { ModelFacts } from '../../../queues/contract/creo-service.js';
import type { Extraction, Metadata, ParameterFact } from '../../../queues/contract/facts.js';
import { modelOf, type PartialModel } from '../../../queues/contract/partial-model.js';

/**
 * One result of what another way found and what the file's own header says: the way speaks first, the header fills what it left open.
 */
export function completeWithHeader(
  extractor: Extraction['extractor'],
  version: string,
  found: ModelFacts,
  header: Extraction,
): Extraction {
  const metadata = mergeMetadata(header.metadata, found.metadata);
  const stored = modelOf({ cad: null, metadata: header.metadata });
  const cad = found.cad && {
    ...found.cad,
    material: found.cad.material ?? header.metadata.material ?? null,
    mass_kg: found.cad.mass_kg ?? stored?.mass_kg ?? null,
  };
  return {
    ...header,
    extractor,
    extractor_version: version,
    metadata,
    parameters: mergeParameters(found.parameters, header.parameters),
    materials: found.materials.length > 0 ? found.materials : header.materials,
    bom_items: found.bom_items.length > 0 ? found.bom_items : header.bom_items,
    cad,
  };
}

function mergeMetadata(header: Metadata, found: Metadata): Metadata {
  const stated = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null && value !== undefined));
  const warnings = [...(found.warnings ?? []), ...(header.warnings ?? [])];
  return {
    ...header,
    ...stated,
    // The header knows the kind; a neutral file calls a part what is one body of an assembly.
    document_class: header.document_class ?? found.document_class ?? null,
    properties: { ...header.properties, ...found.properties, ...mergeModels(header, found) },
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

/** What either says of a model whose counts are not known. */
function mergeModels(header: Metadata, found: Metadata): { cad?: PartialModel } {
  const [stored, exported] = [header, found].map((metadata) => modelOf({ cad: null, metadata }));
  if (!stored || !exported) return {};
  return { cad: { ...stored, ...Object.fromEntries(Object.entries(exported).filter(([, value]) => value !== null)) } };
}

/** Creo compares parameter names without case. */
function mergeParameters(first: readonly ParameterFact[], then: readonly ParameterFact[]): ParameterFact[] {
  const known = new Set(first.map(({ name }) => name.toUpperCase()));
  return [...first, ...then.filter(({ name }) => !known.has(name.toUpperCase()))];
}
