import { assemblyDrawing } from '../drawing/assembly-drawing.js';
import type { Drawing, Subject } from '../drawing/drawing.js';
import { openingDrawing } from '../drawing/opening-drawing.js';
import { partDrawing } from '../drawing/part-drawing.js';
import { planDrawing } from '../drawing/plan-drawing.js';
import type { Primitive, TextWidth } from '../drawing/primitives.js';
import type { SheetOptions } from '../drawing/sheet.js';
import { strokeTextWidth } from '../drawing/stroke-lettering.js';
import { titleValues } from '../drawing/title-block.js';
import { turnedDrawing } from '../drawing/turned-drawing.js';
import type { ContentSpec, DrawingKind, PdfDefect } from '../plan/content-spec.js';
import type { Random } from '../random.js';
import { letterPages, partsList } from './documents.js';
import { PdfWriter, type TypeFace } from './pdf-writer.js';
import { type PdfTruth, documentTruth, drawingTruth } from './pdf-truth.js';
import { scan } from './raster.js';
import { printed } from './render-drawing.js';

export interface WrittenPdf {
  readonly bytes: Buffer;
  readonly truth: PdfTruth;
}

/** Composes the drawing of a kind. All its documents draw from `random`, the part itself from the subject's key. */
export function composeDrawing(
  kind: DrawingKind,
  seed: number,
  subject: Subject,
  hand: string | null,
  random: Random,
  options: Omit<SheetOptions, 'unit'>,
): Drawing {
  switch (kind) {
    case 'part':
      return partDrawing(seed, subject, random, options);
    case 'turned':
      return turnedDrawing(seed, subject, random, options);
    case 'assembly':
      return assemblyDrawing(seed, subject, random, options);
    case 'opening':
      return openingDrawing(subject, hand, random, options);
    case 'plan':
      return planDrawing(subject, random, options);
  }
}

const faces: readonly TypeFace[] = ['Helvetica', 'Helvetica', 'Courier', 'Times'];

const passwords: Partial<Record<PdfDefect, { readonly userPassword?: string; readonly ownerPassword?: string }>> = {
  user_password: { userPassword: 'sample', ownerPassword: 'sample-owner' },
  owner_password: { ownerPassword: 'sample-owner' },
};

export async function drawingPdf(
  seed: number,
  content: Extract<ContentSpec, { type: 'pdf_drawing' }>,
  random: Random,
): Promise<WrittenPdf> {
  const { form } = content;
  const writer = new PdfWriter({
    face: random.pick(faces),
    title: content.subject.drawingNumber,
    createdAt: documentDate(random),
    ...passwords[content.defect],
  });
  const widest: TextWidth = (text, height) => Math.max(strokeTextWidth(text, height), writer.textWidth(text, height));
  const textWidth = form === 'native' ? writer.textWidth : form === 'mixed' ? widest : strokeTextWidth;
  const sheets: Drawing[] = [];
  for (let page = 1; page <= content.pages; page++) {
    const subject = {
      ...content.subject,
      sheet: `${page} OF ${content.pages}`,
      partKey: page === 1 ? content.subject.partKey : `${content.subject.partKey}/${page}`,
    };
    const drawing = composeDrawing(content.drawing, seed, subject, content.hand, random, { textWidth, allowDrawnSigns: true });
    sheets.push(drawing);
    writer.addPage(drawing.size.width, drawing.size.height);
    await drawSheet(writer, drawing, form, random);
  }
  const texts = sheets.flatMap((sheet) => textsOf(printed(sheet)));
  const kind = { native: 'native', stroked: 'outlined', scanned: 'scanned', mixed: 'mixed' } as const;
  return { bytes: withDefect(await writer.finish(), content.defect, random), truth: drawingTruth(sheets, kind[form], texts) };
}

async function drawSheet(
  writer: PdfWriter,
  drawing: Drawing,
  form: Extract<ContentSpec, { type: 'pdf_drawing' }>['form'],
  random: Random,
): Promise<void> {
  const { width, height } = drawing.size;
  if (form === 'scanned') {
    const options = {
      widthMm: width,
      heightMm: height,
      dpi: 200,
      skewDeg: random.int(-6, 6) / 10,
      noise: random.int(3, 9),
      jpegQuality: random.int(55, 75),
    };
    writer.picture(await scan(printed(drawing), options, random), width, height);
    return;
  }
  if (form === 'mixed') {
    const values = titleValues(drawing.title);
    writer.draw(printed({ ...drawing, title: { ...drawing.title, cells: [] } }), 'stroked');
    writer.draw(values, 'native');
    return;
  }
  writer.draw(printed(drawing), form);
}

const textsOf = (primitives: readonly Primitive[]): string[] =>
  primitives.flatMap((primitive) => (primitive.kind === 'text' ? [primitive.text] : []));

const documentDate = (random: Random): Date =>
  new Date(Date.UTC(random.int(2009, 2024), random.int(0, 11), random.int(1, 28), random.int(6, 18), random.int(0, 59)));

function withDefect(bytes: Buffer, defect: PdfDefect, random: Random): Buffer {
  switch (defect) {
    case 'truncated':
      // The page tree and the cross-reference table are written last, so this copy stopped before there was any page.
      return bytes.subarray(0, Math.floor(bytes.length * 0.45));
    case 'leading_junk':
      return Buffer.concat([junk(random, 300), bytes]);
    case 'long_leading_junk':
      return Buffer.concat([junk(random, 2500), bytes]);
    default:
      return bytes;
  }
}

/** What a faulty gateway leaves before a document: the header lines of a message. */
function junk(random: Random, length: number): Buffer {
  let text = 'Content-Type: application/octet-stream\r\nX-Spooler: sample\r\n';
  while (text.length < length) text += `X-Line-${random.int(1000, 9999)}: ${random.int(0, 1e9)}\r\n`;
  return Buffer.from(`${text}\r\n`, 'latin1');
}

export async function partsListPdf(number: string, project: string, random: Random): Promise<WrittenPdf> {
  const writer = new PdfWriter({ face: random.pick(faces), title: `Parts list ${number}`, createdAt: documentDate(random) });
  const { pages, rows, title } = partsList(random, number, project, writer.textWidth);
  for (const page of pages) {
    writer.addPage(page.widthMm, page.heightMm);
    writer.draw(page.primitives, 'native');
  }
  return {
    bytes: await writer.finish(),
    truth: documentTruth(
      pages.length,
      'bom',
      title,
      rows,
      pages.flatMap(({ primitives }) => textsOf(primitives)),
    ),
  };
}

export async function letterPdf(heading: string, project: string, random: Random): Promise<WrittenPdf> {
  const writer = new PdfWriter({ face: random.pick(faces), title: heading, createdAt: documentDate(random) });
  const pages = letterPages(random, heading, project);
  for (const page of pages) {
    writer.addPage(page.widthMm, page.heightMm);
    writer.draw(page.primitives, 'native');
  }
  return {
    bytes: await writer.finish(),
    truth: documentTruth(
      pages.length,
      'other',
      null,
      [],
      pages.flatMap(({ primitives }) => textsOf(primitives)),
    ),
  };
}
