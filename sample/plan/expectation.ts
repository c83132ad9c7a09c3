import type { ErrorClass } from '../../queues/contract/errors.js';
import type { Format } from '../../queues/contract/formats.js';
import type { ContentSpec } from './content-spec.js';
import type { PlannedFile } from './planned-file.js';

type Outcome = Pick<PlannedFile, 'kind' | 'format' | 'expected' | 'junk'>;

const completed = { status: 'completed', errorClass: null } as const;
const skipped = { status: 'skipped', errorClass: null } as const;
const failed = (errorClass: ErrorClass): PlannedFile['expected'] => ({ status: 'failed', errorClass });

/** What a good fleet must make of a file. */
export function expectation(content: ContentSpec, name: string): Outcome {
  const extension = (/\.([a-z]+)(\.\d+)?$/i.exec(name)?.[1] ?? '').toLowerCase();
  const outcome = (kind: string, format: Format, expected: PlannedFile['expected']): Outcome => ({
    kind,
    format,
    expected,
    junk: false,
  });
  switch (content.type) {
    case 'flat':
      return outcome(
        content.truncated ? 'dxf_truncated' : content.lettering ? 'dxf_flat_lettering' : 'dxf_flat_pattern',
        'dxf',
        completed,
      );
    case 'dxf_drawing':
      return outcome(content.exploded ? 'dxf_vector_only' : `dxf_drawing_${content.drawing}`, 'dxf', completed);
    case 'pdf_drawing':
      return pdfOutcome(content, extension);
    case 'pdf_parts_list':
      return outcome('pdf_parts_list', 'pdf', completed);
    case 'pdf_letter':
      return outcome('pdf_document', 'pdf', completed);
    case 'creo_native':
      return outcome(
        `creo_${content.creoType}_fixture`,
        `creo_${content.creoType}`,
        content.creoType === 'drw' ? skipped : completed,
      );
    case 'creo_json':
      return outcome(`creo_json_dialect_${content.dialect}`, 'creo_json', completed);
    case 'step_part':
      return outcome(`step_part_${content.member}`, 'step', completed);
    case 'step_assembly':
      return outcome('step_assembly', 'step', completed);
    case 'bom_csv':
      return outcome('csv', 'csv', skipped);
    case 'bom_xlsx':
      return outcome('xlsx', 'zip', skipped);
    case 'job_xml':
      return outcome('xml', 'xml', skipped);
    case 'photo':
      return outcome('photo', 'jpeg', skipped);
    case 'png':
      return outcome(extension === 'png' ? 'png' : `png_named_${extension}`, 'png', skipped);
    case 'plain_text':
      // Nothing in plain text says what it is, so a name that promises a DXF decides which reader must refuse it.
      return extension === 'txt'
        ? outcome('text', 'text', skipped)
        : outcome(`text_named_${extension}`, 'text', failed('FORMAT_MISMATCH'));
    case 'empty':
      return outcome('empty', 'empty', failed('FILE_EMPTY'));
    case 'junk':
      return { kind: 'junk', format: 'unknown', expected: skipped, junk: true };
    case 'copy':
      throw new Error(`${name}: the file that it copies must come first`);
  }
}

function pdfOutcome(content: Extract<ContentSpec, { type: 'pdf_drawing' }>, extension: string): Outcome {
  const form = content.form === 'native' ? '' : `_${content.form}`;
  const drawing = { kind: `pdf_drawing_${content.drawing}${form}`, format: 'pdf', expected: completed, junk: false } as const;
  if (extension !== 'pdf') return { ...drawing, kind: `pdf_named_${extension}` };
  switch (content.defect) {
    case 'none':
      return drawing;
    case 'user_password':
      return { ...drawing, kind: 'pdf_user_password', expected: failed('FILE_ENCRYPTED') };
    case 'truncated':
      return { ...drawing, kind: 'pdf_truncated', expected: failed('FILE_CORRUPT') };
    default:
      return { ...drawing, kind: `pdf_${content.defect}` };
  }
}
