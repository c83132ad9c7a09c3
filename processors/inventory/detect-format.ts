import type { Format } from '../../queues/contract/formats.js';

/** Bytes of the beginning of a file that `detectFormat` wants to see. */
export const headBytes = 8192;

/** The PDF reference (ISO 32000-1, Annex H) lets readers accept the header anywhere in the first kilobyte. */
const pdfHeaderWithin = 1024;

/** Magic at offset 0, ASCII or bytes. */
const magics: readonly (readonly [Format, string])[] = [
  ['step', 'ISO-10303-21'],
  ['jpeg', '\xff\xd8\xff'],
  ['png', '\x89PNG\r\n'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['gif', 'GIF8'],
  ['zip', 'PK\x03\x04'],
  ['ole', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['dxf', 'AutoCAD Binary DXF'],
  ['creo_prt', '#UGC:2 PART'],
  ['creo_asm', '#UGC:2 ASSEMBLY'],
  ['creo_drw', '#UGC:2 DRAWING'],
];

const formatOfExtension: Readonly<Record<string, Format>> = {
  pdf: 'pdf',
  dxf: 'dxf',
  dwg: 'dwg',
  step: 'step',
  stp: 'step',
  p21: 'step',
  stpz: 'step',
  igs: 'iges',
  iges: 'iges',
  brep: 'brep',
  brp: 'brep',
  prt: 'creo_prt',
  asm: 'creo_asm',
  drw: 'creo_drw',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  tif: 'tiff',
  tiff: 'tiff',
  gif: 'gif',
  bmp: 'bmp',
  webp: 'webp',
  xml: 'xml',
  json: 'json',
  csv: 'csv',
  txt: 'text',
  md: 'text',
  log: 'text',
  xls: 'ole',
  xlsx: 'zip',
  zip: 'zip',
};

/**
 * What a file is: its magic bytes first, its name only where the bytes say nothing. Stored MIME types are useless here.
 * @param head the first `headBytes` of the file, or all of it
 * @param extension lower case, as from `classifyName`
 */
export function detectFormat(head: Uint8Array, extension: string, name: string): Format {
  const byName = formatOfExtension[extension] ?? 'unknown';
  if (head.length === 0) return byName === 'unknown' ? 'empty' : byName;
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  const byMagic = magics.find(([, magic]) => text.startsWith(magic))?.[0];
  if (isPackedStep(text, name)) return 'step';
  if (byMagic) return byMagic;
  if (text.lastIndexOf('%PDF-', pdfHeaderWithin) >= 0) return 'pdf';
  if (/^AC10\d\d/.test(text) || text.startsWith('AC1.')) return 'dwg';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'webp';
  if (text.startsWith('BM') && byName === 'bmp') return 'bmp';
  if (/^\s*(?:DBRep_DrawableShape|(?:Open )?CASCADE Topology V\d)/.test(text)) return 'brep';
  return detectTextFormat(text.replace(/^\u00ef\u00bb\u00bf/, ''), extension, name, byName);
}

/** Compressed STEP: gzip, or a zip archive by a name that promises one. */
function isPackedStep(text: string, name: string): boolean {
  const isPacked = text.startsWith('\x1f\x8b') || text.startsWith('PK\x03\x04');
  return isPacked && /\.(?:(?:stp|step|p21)(?:\.gz)?|stpz)$/i.test(name);
}

/** A DXF begins with group 0 SECTION, perhaps after comments of group 999. */
const dxfBeginning = /^\s*(?:999[ \t]*(?:\r\n|\r|\n)[^\r\n]*(?:\r\n|\r|\n)\s*)*0[ \t]*(?:\r\n|\r|\n)[ \t]*SECTION\b/i;

/** IGES: 80-column records, the section letter in column 73, the first record of the start section. */
const igesBeginning = /^[^\r\n]{72}S {0,6}\d{1,7}[ ]*[\r\n]/;

function detectTextFormat(text: string, extension: string, name: string, byName: Format): Format {
  if (dxfBeginning.test(text)) return 'dxf';
  if (igesBeginning.test(text)) return 'iges';
  if (/^(?:\s|\/\*[\s\S]*?\*\/)*ISO-10303-21/.test(text)) return 'step';
  if (/^\s*<\?xml/.test(text)) return 'xml';
  if (/^\s*[{[]/.test(text) && (extension === 'json' || extension === '')) return isCreoExport(text, name) ? 'creo_json' : 'json';
  // Siemens NX uses .prt too; its files begin with this or with a compound document (found as `ole`).
  if (byName === 'creo_prt' && text.includes('UGII')) return 'nx_prt';
  return byName;
}

const creoExportName = /(?:\.(?:prt|asm|drw)(?:\.\d+)?|_(?:extracted|export|metadata))\.json$/i;
const creoExportKeys = [
  'model_name',
  'model_type',
  'feature_count',
  'mass_properties',
  'designated_parameters',
  'brep_graph',
  'massprops',
];

/** Two keys of the exporters' vocabulary, or one and an exporter's file name. */
function isCreoExport(text: string, name: string): boolean {
  const keys = creoExportKeys.filter((key) => text.includes(`"${key}"`)).length;
  const named = creoExportName.test(name);
  return keys >= 2 || (keys >= 1 && named) || (named && /"(?:parameters|features|bom|filename)"/.test(text));
}
