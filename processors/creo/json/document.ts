import { ExtractionError } from '../../../queues/contract/errors.js';
import { sniff } from '../header/sniff.js';
import { isRecord, keyOf } from './shape.js';
import type { JsonRecord, Notes } from './shape.js';

/** Keys that no JSON but an export of a Creo model has, or several of which together only such an export has. */
const vocabulary = new Set(
  [
    ...[
      'model_name',
      'filename',
      'file_type',
      'model_type',
      'category',
      'tags',
      'serialization_version',
      'feature_count',
      'features',
    ],
    ...['sketches', 'groups', 'relations', 'references', 'parameters', 'params', 'model_parameters', 'designated_parameters'],
    ...[
      'user_parameters',
      'metadata',
      'mass_properties',
      'massprops',
      'mp',
      'bounding_box',
      'bom',
      'bill_of_materials',
      'components',
    ],
    ...['assembly_components', 'brep_graph', 'point_cloud', 'serialization_quality', 'units', 'material', 'materials'],
    ...[
      'feature_tree',
      'surfaces',
      'faces',
      'edges',
      'creo_version',
      'extraction_date',
      'extracted_at',
      'name',
      'type',
      'description',
    ],
    ...[
      'part_number',
      'revision',
      'exporter',
      'export_date',
      'version',
      'file_path',
      'full_path',
      'path',
      'model',
      'status',
      'warnings',
      'errors',
    ],
  ].map(keyOf),
);

/** Names so general that they make no export by themselves. */
const general = new Set(
  ['name', 'type', 'description', 'version', 'path', 'status', 'category', 'tags', 'units', 'warnings', 'errors', 'metadata'].map(
    keyOf,
  ),
);

export function isKnownKey(name: string): boolean {
  return vocabulary.has(keyOf(name));
}

/**
 * Parses the bytes of an export. A byte order mark, UTF-16, an older code page and Python's `NaN` are read and noted.
 * @throws {ExtractionError} FILE_EMPTY; FILE_CORRUPT for what is not JSON, with the position; FORMAT_MISMATCH for other JSON.
 */
export function parseExport(bytes: Uint8Array, fileName: string, notes: Notes): JsonRecord {
  const text = decode(bytes, notes);
  if (text.trim() === '') throw new ExtractionError('FILE_EMPTY', `${fileName} has no content`);
  if (!/^\s*[{[]/.test(text)) throw new ExtractionError('FORMAT_MISMATCH', `${fileName} is not JSON but ${sniff(bytes)}`);
  const value = parse(text, fileName, notes);
  const root = unwrap(value);
  if (root === null) throw new ExtractionError('FORMAT_MISMATCH', `${fileName} is JSON, but not an export of a Creo model`);
  return root;
}

function decode(bytes: Uint8Array, notes: Notes): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    notes.add('the text is not UTF-8; read as Windows-1252');
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function parse(text: string, fileName: string, notes: Notes): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const repaired = withoutNonNumbers(text);
    if (repaired === text) throw corrupt(fileName, error);
    try {
      const value: unknown = JSON.parse(repaired);
      notes.add('NaN or Infinity stands for some numbers; read as missing');
      return value;
    } catch {
      throw corrupt(fileName, error);
    }
  }
}

function corrupt(fileName: string, error: unknown): ExtractionError {
  const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 200) : String(error);
  return new ExtractionError('FILE_CORRUPT', `${fileName} is not valid JSON: ${reason}`);
}

/** Replaces bare `NaN`, `Infinity` and `-Infinity`, which Python writes, by `null`; strings are passed over. */
function withoutNonNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (token) => (token.startsWith('"') ? token : 'null'));
}

/** The record that speaks of the model: the root, its only element, or what lies under a single wrapping key. */
function unwrap(value: unknown): JsonRecord | null {
  if (Array.isArray(value)) return value.length === 1 ? unwrap(value[0]) : null;
  if (!isRecord(value)) return null;
  if (isExport(value)) return value;
  const inner = Object.values(value).filter((child) => isRecord(child) && isExport(child));
  return inner.length === 1 && isRecord(inner[0]) ? inner[0] : null;
}

function isExport(record: JsonRecord): boolean {
  const keys = Object.keys(record).map(keyOf);
  return keys.some((key) => vocabulary.has(key) && !general.has(key));
}
