import { ExtractionError } from '../../queues/contract/errors.js';
import type { DocumentInput } from '../../queues/contract/processor.js';
import { sniff } from '../creo/header/sniff.js';
import { isBinaryBrep } from './brep/binary.js';
import { brokenBrep } from './brep/check.js';
import type { KernelFormat } from './kernel/read.js';
import { withMendedGlobal } from './iges/mend-global.js';
import { checkIgesEnd, otherForm, plainIges } from './iges/records.js';
import { kernelText } from './step/kernel-text.js';
import { plainStepText } from './step/plain-text.js';
import { unpackStep } from './step/unpack.js';

/** What the kernel is given, and warnings about what is visibly missing. */
export interface CheckedBytes {
  readonly bytes: Uint8Array;
  readonly warnings: readonly string[];
}

/**
 * Looks at the bytes before the kernel does: it answers to other formats with silence. Compressed STEP comes out unpacked.
 * @throws {ExtractionError} FILE_EMPTY, FORMAT_MISMATCH naming what the file is, FILE_CORRUPT for a BREP file that the kernel would not end
 * with, and for STEP and IGES files that are cut off
 */
export function checkBytes(format: KernelFormat, { bytes: packed, name }: Pick<DocumentInput, 'bytes' | 'name'>): CheckedBytes {
  if (packed.length === 0) throw new ExtractionError('FILE_EMPTY', `${name} has no bytes`);
  const bytes = textOf(format, packed, name);
  const head = bytes.toString('latin1', 0, 8192);
  if (head.trim() === '' && bytes.length <= 8192) throw new ExtractionError('FILE_EMPTY', `${name} holds nothing but blanks`);
  const form = format === 'iges' ? otherForm(head) : null;
  if (form !== null)
    throw new ExtractionError('FORMAT_MISMATCH', `${name} is an IGES file in the ${form} form, which is not read`);
  if (!beginnings[format].test(head)) {
    throw new ExtractionError('FORMAT_MISMATCH', `${name} is not ${articles[format]} but ${sniff(bytes)}`);
  }
  // The binary form's reader ends at what it does not expect; the one of the text form does not.
  if (format === 'brep' && !isBinaryBrep(bytes)) {
    const broken = brokenBrep(bytes);
    if (broken !== null) throw new ExtractionError('FILE_CORRUPT', `${name} is damaged: ${broken}`);
  }
  if (format === 'step') return checkedStep(bytes, head, name);
  return format === 'iges' ? checkedIges(bytes, name) : { bytes, warnings: [] };
}

function textOf(format: KernelFormat, packed: Uint8Array, name: string): Buffer {
  if (format === 'step') return plainStepText(unpackStep(packed, name));
  const bytes = asBuffer(packed);
  return format === 'iges' ? plainIges(bytes) : bytes;
}

function checkedIges(bytes: Buffer, name: string): CheckedBytes {
  const warnings = checkIgesEnd(bytes, name);
  const mended = withMendedGlobal(bytes);
  if (mended === null) return { bytes, warnings };
  return {
    bytes: mended,
    warnings: [...warnings, 'strings of the global section are not as long as it states: they end at the next delimiter'],
  };
}

function checkedStep(text: Buffer, head: string, name: string): CheckedBytes {
  const building = buildingSchema.exec(head)?.[1];
  if (building !== undefined)
    throw new ExtractionError('FORMAT_MISMATCH', `${name} is a building model (${building}), not a product model`);
  const { bytes, isWhole, warnings } = kernelText(text, name);
  return { bytes, warnings: [...(isWhole ? [] : ['the file ends without its last line, END-ISO-10303-21']), ...warnings] };
}

/** IFC files are ISO 10303-21 too. */
const buildingSchema = /FILE_SCHEMA\s*\(\s*\(\s*'(IFC\w*)/i;

const beginnings: Readonly<Record<KernelFormat, RegExp>> = {
  step: /^\s*ISO-10303-21\s*;/,
  iges: /^(?:[^\r\n]{72}[SC][ \d]{0,7}\s*[\r\n]|[^\r\n]{72}S[ \d]{7})/,
  brep: /^\s*(?:DBRep_DrawableShape\s+)?(?:CASCADE|Open CASCADE) Topology V\d/,
};

const articles: Readonly<Record<KernelFormat, string>> = {
  step: 'a STEP file',
  iges: 'an IGES file',
  brep: 'an OpenCASCADE BREP file',
};

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
