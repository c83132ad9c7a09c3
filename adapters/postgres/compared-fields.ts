import type { Facts, Metadata } from '../../queues/contract/facts.js';

const told = [
  'drawing_number',
  'part_number',
  'title',
  'revision',
  'material',
  'finish',
  'scale',
  'weight',
  'date',
  'sheet',
  'units',
  'general_tolerance',
  'projection',
  'document_class',
  'text_source',
] as const satisfies readonly (keyof Metadata)[];

/** What `fleet diff` compares of an extraction: its title block, how much it holds, and a model's sizes. Absent where nothing was found. */
export function comparedFields(facts: Facts): Readonly<Record<string, string | number>> {
  const { metadata, cad } = facts;
  const fields: Record<string, string | number | null | undefined> = {
    ...Object.fromEntries(told.map((name) => [name, metadata[name]])),
    dimensions: facts.dimensions.length,
    parameters: facts.parameters.length,
    materials: facts.materials.length,
    bom_items: facts.bom_items.length,
    texts: facts.texts.length,
    blocks: facts.blocks.length,
    faces: cad?.faces,
    edges: cad?.edges,
    solids: cad?.solids,
    volume: cad?.volume,
    area: cad?.area,
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === null || value === undefined || value === 0 || value === '' ? [] : [[name, value]],
    ),
  );
}
