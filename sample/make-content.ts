import { type CreoJsonTruth, creoJson } from './creo/json-export.js';
import { creoNativeFixture } from './creo/native-fixture.js';
import { bomCsv, bomXlsx, jobXml } from './companions/office-files.js';
import { photoJpeg, picturePng } from './companions/pictures.js';
import { partOf } from './drawing/part-drawing.js';
import { strokeTextWidth } from './drawing/stroke-lettering.js';
import { writeDxf } from './dxf/document.js';
import { drawingDxf } from './dxf/drawing-dxf.js';
import { dxfHabits } from './dxf/dxf-habits.js';
import type { DxfTruth } from './dxf/dxf-truth.js';
import { flatPattern } from './dxf/flat-pattern.js';
import type { PdfTruth } from './pdf/pdf-truth.js';
import { composeDrawing, drawingPdf, letterPdf, partsListPdf } from './pdf/sample-pdf.js';
import type { ContentSpec } from './plan/content-spec.js';
import { Random } from './random.js';
import { type StepTruth, stepModel } from './solid/step-model.js';

export type ContentTruth =
  | {
      readonly format: 'dxf';
      readonly truth: DxfTruth | (Omit<DxfTruth, 'ok'> & { readonly ok: true; readonly truncated: true });
    }
  | { readonly format: 'pdf'; readonly truth: PdfTruth }
  | { readonly format: 'creo'; readonly truth: CreoJsonTruth }
  | { readonly format: 'step'; readonly truth: StepTruth };

export interface MadeContent {
  readonly bytes: Buffer;
  readonly truth: ContentTruth | null;
}

/** The bytes of one file and what is in them. The same seed and path give the same bytes, whatever else is written. */
export async function makeContent(
  seed: number,
  path: string,
  content: Exclude<ContentSpec, { type: 'copy' }>,
): Promise<MadeContent> {
  const random = Random.of(seed, 'content', path);
  switch (content.type) {
    case 'flat':
      return flat(seed, content, random);
    case 'dxf_drawing': {
      const habits = dxfHabits(random, content.habits);
      const drawing = composeDrawing(content.drawing, seed, content.subject, content.hand, random, {
        textWidth: strokeTextWidth,
        allowDrawnSigns: false,
      });
      const title = content.title ?? random.weighted([['attributes', 5] as const, ['paper', 2] as const, ['texts', 3] as const]);
      const written = drawingDxf(
        drawing,
        { habits, exploded: content.exploded, title, legend: content.drawing === 'plan' },
        random,
      );
      return { bytes: writeDxf(written.document), truth: { format: 'dxf', truth: written.truth } };
    }
    case 'pdf_drawing':
      return pdf(await drawingPdf(seed, content, random), content.defect !== 'truncated' && content.defect !== 'user_password');
    case 'pdf_parts_list':
      return pdf(await partsListPdf(content.number, content.project, random), true);
    case 'pdf_letter':
      return pdf(await letterPdf(content.heading, content.project, random), true);
    case 'creo_native':
      return { bytes: creoNativeFixture(content.model, content.creoType, content.version, random.int(1, 2e9)), truth: null };
    case 'creo_json': {
      const { bytes, truth } = creoJson(seed, content);
      return { bytes, truth: { format: 'creo', truth } };
    }
    case 'step_part':
    case 'step_assembly': {
      const { bytes, truth } = await stepModel(seed, content);
      return { bytes, truth: { format: 'step', truth } };
    }
    case 'bom_csv':
      return { bytes: bomCsv(random, content.number), truth: null };
    case 'bom_xlsx':
      return { bytes: bomXlsx(random, content.number), truth: null };
    case 'job_xml':
      return { bytes: jobXml(random, content.number, content.project), truth: null };
    case 'photo':
      return { bytes: await photoJpeg(random), truth: null };
    case 'png':
      return { bytes: picturePng(random), truth: null };
    case 'plain_text':
      return {
        bytes: Buffer.from(
          `Exported ${random.int(1, 28)} drawings.\r\nThis is a log of the exporter, not a drawing.\r\n`,
          'latin1',
        ),
        truth: null,
      };
    case 'junk':
      return { bytes: Buffer.from(`temporary file ${random.int(0, 1e9)} of the sample archive\n`, 'latin1'), truth: null };
    case 'empty':
      return { bytes: Buffer.alloc(0), truth: null };
  }
}

function flat(seed: number, content: Extract<ContentSpec, { type: 'flat' }>, random: Random): MadeContent {
  const stamp = { partNumber: content.partNumber, revision: content.revision, quantity: random.int(1, 24) };
  const habits = dxfHabits(random, content.habits);
  const { document, truth } = flatPattern(
    partOf(seed, content.partKey),
    stamp,
    habits,
    random,
    content.lettering ? { marking: 'lettering' } : {},
  );
  const bytes = writeDxf(document);
  if (!content.truncated) return { bytes, truth: { format: 'dxf', truth } };
  const entities = bytes.lastIndexOf('ENTITIES');
  const end = bytes.indexOf('ENDSEC', entities);
  return {
    bytes: bytes.subarray(0, Math.floor((entities + end) / 2)),
    truth: { format: 'dxf', truth: truncatedTruth(truth) },
  };
}

/** What is certain of a file that ends in the middle of its entities: its tables, not its contents. */
function truncatedTruth(truth: DxfTruth): Omit<DxfTruth, 'ok'> & { readonly ok: true; readonly truncated: true } {
  return {
    ...truth,
    truncated: true,
    counts: {},
    texts: [],
    attribs: [],
    dims: [],
    inserts: {},
    title_block: null,
    flat_pattern: null,
  };
}

const pdf = ({ bytes, truth }: { bytes: Buffer; truth: PdfTruth }, readable: boolean): MadeContent => ({
  bytes,
  truth: readable ? { format: 'pdf', truth } : null,
});
