import { extract } from '../../../processors/dxf/extract.js';
import type { Extraction } from '../../../queues/contract/facts.js';
import type { ExtractionPorts } from '../../../queues/contract/processor.js';
import { TagWriter, type Encoding, type Tag } from '../../../sample/dxf/tags.js';

export type { Tag };

/** Sections of a file; those that are left out are not written. */
export interface Sections {
  readonly header?: readonly Tag[];
  readonly tables?: readonly Tag[];
  readonly blocks?: readonly Tag[];
  readonly entities?: readonly Tag[];
  readonly objects?: readonly Tag[];
  readonly eof?: boolean;
}

export const silent: ExtractionPorts = { stage: () => undefined, keep: null };

const ascii: Encoding = { version: 'AC1015', binary: false, codePage: 'utf8', lineEnd: '\r\n' };

/** A DXF file made of tags. */
export function dxf(sections: Sections, encoding: Partial<Encoding> = {}): Buffer {
  const writer = new TagWriter({ ...ascii, ...encoding });
  for (const name of ['header', 'tables', 'blocks', 'entities', 'objects'] as const) {
    const tags = sections[name];
    if (tags !== undefined) writer.write([0, 'SECTION'], [2, name.toUpperCase()], ...tags, [0, 'ENDSEC']);
  }
  if (sections.eof !== false) writer.write([0, 'EOF']);
  return writer.finish();
}

export const entitiesOnly = (...tags: readonly Tag[]): Buffer => dxf({ entities: tags });

/** Tags from alternating codes and values, as they stand in a file. */
export function tags(...flat: readonly (string | number)[]): Tag[] {
  const pairs: Tag[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) pairs.push([Number(flat[at]), flat[at + 1] ?? '']);
  return pairs;
}

export async function facts(bytes: Uint8Array): Promise<Extraction> {
  return await extract({ name: 'test.dxf', format: 'dxf', bytes }, silent);
}
