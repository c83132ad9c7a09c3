import { expect, test } from 'vitest';
import { extract } from '../../../processors/pdf/engines/pdfium.js';
import { a4Landscape, documentOf, pdf, put, silent } from './drawings.js';

type Pen = PDFKit.PDFDocument;
const read = async (bytes: Uint8Array) => extract(documentOf(bytes), silent);

/** A string of a PDF; pdfkit writes plain ones as names. */
const string = (text: string) => new String(text) as unknown as string;

const annotate = (pen: Pen, kind: string, x: number, y: number, width: number, height: number, own: object) =>
  pen.annotate(x, y, width, height, { Subtype: kind, ...own } as PDFKit.Mixins.AnnotationOption);

/** A string over its strokes as AutoCAD writes it, its baseline at `y`. */
function stroked(pen: Pen, text: string, x: number, y: number, size = 10, isUpwards = false): void {
  const [length, height] = [0.6 * size * text.length, 0.72 * size];
  for (let index = 0; index < text.length; index++) pen.moveTo(x + 4 * index, y).lineTo(x + 4 * index + 3, y - 5);
  pen.stroke();
  const box = isUpwards ? ([x - height, y - length, height, length] as const) : ([x, y - height, length, height] as const);
  annotate(pen, 'Square', ...box, { T: string('AutoCAD SHX Text'), Contents: string(text), C: [] });
}

const labels = ['TITLE', 'DWG NO.', 'SCALE', 'MATERIAL'];
const values = ['BRACKET', 'K-4711', '1:2', 'S235JR'];

function form(
  pen: Pen,
  value: (text: string, x: number, y: number) => void,
  label: (text: string, x: number, y: number) => void,
): void {
  labels.forEach((text, index) => {
    const y = 400 + 30 * index;
    pen.rect(560, y, 200, 30).stroke();
    label(text, 562, y + 8);
    value(values[index] ?? '', 566, y + 25);
  });
}

const read4 = { title: 'BRACKET', drawing_number: 'K-4711', scale: '1:2', material: 'S235JR' };

test('strings of stroked lettering are read where they stand, level and upwards', async () => {
  const bytes = await pdf((pen) => {
    form(
      pen,
      (text, x, y) => stroked(pen, text, x, y),
      (text, x, y) => stroked(pen, text, x, y, 5),
    );
    stroked(pen, '%%C25 H7', 200, 100);
    stroked(pen, '142.5', 120, 300, 10, true);
    stroked(pen, '4X M6', 300, 200);
  });
  const { metadata, dimensions, texts } = await read(bytes);
  expect(metadata).toMatchObject({ ...read4, text_source: 'native' });
  expect(dimensions.map(({ value, fit, quantity }) => [value, fit, quantity])).toEqual([
    [25, 'H7', 1],
    [6, null, 4],
    [142.5, null, 1],
  ]);
  expect(texts.find(({ text }) => text === 'Ø25 H7')).toMatchObject({ angle: 0 });
  expect(texts.find(({ text }) => text === '142.5')).toMatchObject({ angle: 90 });
});

test('fields of a form that were filled in are its values, and text boxes are texts; what is hidden is neither', async () => {
  const bytes = await pdf((pen) => {
    pen.initForm();
    form(
      pen,
      (text, x, y) => pen.formText(`field ${text}`, x, y - 11, 150, 14, { value: text }),
      (text, x, y) => put(pen, text, x, y, 5),
    );
    annotate(pen, 'FreeText', 200, 100, 80, 16, { Contents: string('Ø33 H8'), DA: string('/Helv 10 Tf 0 g') });
    annotate(pen, 'FreeText', 300, 100, 80, 16, { Contents: string('Ø44'), DA: string('/Helv 10 Tf 0 g'), F: 2 });
    annotate(pen, 'Text', 400, 100, 20, 20, { Contents: string('55') });
    put(pen, '120', a4Landscape[0] / 3, 300);
  });
  const { metadata, dimensions } = await read(bytes);
  expect(metadata).toMatchObject(read4);
  expect(dimensions.map(({ value }) => value)).toEqual([33, 120]);
});
