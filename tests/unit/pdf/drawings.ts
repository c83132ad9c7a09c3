import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import type { DocumentInput, ExtractionPorts } from '../../../queues/contract/processor.js';

/** Points, as pdfkit measures: from the upper left corner, y downwards. */
type Pen = PDFKit.PDFDocument;

export const a4Landscape: [number, number] = [841.89, 595.28];

/** A document made by `draw`, one page to begin with. */
export function pdf(draw: (pen: Pen) => void, options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pen = new PDFDocument({ size: a4Landscape, margin: 0, ...options });
    const chunks: Buffer[] = [];
    pen.on('data', (chunk: Buffer) => chunks.push(chunk));
    pen.on('error', reject);
    pen.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    pen.font('Helvetica');
    draw(pen);
    pen.end();
  });
}

export function put(pen: Pen, text: string, x: number, y: number, size = 10, degrees = 0): void {
  pen
    .save()
    .translate(x, y)
    .rotate(-degrees)
    .fontSize(size)
    .text(text, 0, -0.72 * size, { lineBreak: false })
    .restore();
}

export interface TitleValues {
  readonly number: string;
  readonly title: string;
  readonly revision: string;
  readonly material: string;
  readonly scale: string;
  readonly sheet: string;
}

/** A form of ruled cells at the lower right, each with a small label and its value below. */
export function titleBlock(pen: Pen, values: TitleValues): void {
  const cell = (label: string, value: string, x: number, y: number, width: number, height: number) => {
    pen.rect(x, y, width, height).stroke();
    put(pen, label, x + 2, y + 8, 5);
    if (value !== '') put(pen, value, x + 8, y + height - 6, 10);
  };
  cell('UNLESS OTHERWISE SPECIFIED:', '', 450, 440, 130, 40);
  put(pen, 'DIMENSIONS ARE IN MILLIMETERS', 452, 456, 5);
  cell('TITLE:', values.title, 580, 440, 240, 40);
  cell('MATERIAL:', values.material, 450, 480, 130, 36);
  cell('DWG NO.', values.number, 580, 480, 180, 36);
  cell('REV', values.revision, 760, 480, 60, 36);
  cell('FINISH:', '', 450, 516, 130, 30);
  cell('', '', 580, 516, 120, 30);
  put(pen, `SCALE: ${values.scale}`, 584, 534, 7);
  cell('', '', 700, 516, 120, 30);
  put(pen, `SHEET ${values.sheet}`, 704, 534, 7);
}

/** Ø as SolidWorks exports it: a circle in chords and a slash, no character. */
export function drawnDiameter(pen: Pen, x: number, baseline: number, size: number): void {
  const radius = 0.33 * size;
  const [cx, cy] = [x + radius, baseline - 0.36 * size];
  for (let step = 0; step <= 48; step++) {
    const [px, py] = [cx + radius * Math.cos((step * Math.PI) / 24), cy + radius * Math.sin((step * Math.PI) / 24)];
    if (step === 0) pen.moveTo(px, py);
    else pen.lineTo(px, py);
  }
  pen.lineWidth(0.4).stroke();
  pen
    .moveTo(cx - 0.2 * size, cy + 0.5 * size)
    .lineTo(cx + 0.2 * size, cy - 0.5 * size)
    .stroke();
}

/** A ruled table, rows from the top. */
export function table(
  pen: Pen,
  x: number,
  y: number,
  widths: readonly number[],
  rows: readonly (readonly string[])[],
  rowHeight = 16,
): void {
  rows.forEach((row, index) => {
    let left = x;
    row.forEach((text, column) => {
      const width = widths[column] ?? 60;
      pen
        .lineWidth(0.6)
        .rect(left, y + index * rowHeight, width, rowHeight)
        .stroke();
      if (text !== '') put(pen, text, left + 3, y + (index + 1) * rowHeight - 5, 8);
      left += width;
    });
  });
}

/** A page that is nothing but a picture of `draw`'s first page: what a scanner delivers. */
export async function scanOf(
  bytes: Uint8Array,
  render: (bytes: Uint8Array) => Promise<{ width: number; height: number; pixels: Uint8Array }>,
): Promise<Uint8Array> {
  const { width, height, pixels } = await render(bytes);
  const picture = await sharp(Buffer.from(pixels), { raw: { width, height, channels: 1 } })
    .jpeg({ quality: 85 })
    .toBuffer();
  return pdf((pen) => pen.image(picture, 0, 0, { width: a4Landscape[0], height: a4Landscape[1] }));
}

export function documentOf(bytes: Uint8Array, name = 'drawing.pdf'): DocumentInput {
  return { name, format: 'pdf', bytes };
}

export const silent: ExtractionPorts = { stage: () => undefined, keep: null };
