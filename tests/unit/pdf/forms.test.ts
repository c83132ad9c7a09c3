import { describe, expect, test } from 'vitest';
import { extract } from '../../../processors/pdf/engines/pdfium.js';
import type { Metadata } from '../../../queues/contract/facts.js';
import { documentOf, pdf, put, silent } from './drawings.js';

type Pen = PDFKit.PDFDocument;

const fieldsOf = async (draw: (pen: Pen) => void, name?: string): Promise<Metadata> =>
  (await extract(documentOf(await pdf(draw), name), silent)).metadata;

/** A ruled cell with small lines from its upper left corner and a larger value at its foot. */
function cell(
  pen: Pen,
  x: number,
  y: number,
  width: number,
  height: number,
  small: readonly string[],
  value = '',
  size = 10,
): void {
  pen.lineWidth(0.6).rect(x, y, width, height).stroke();
  small.forEach((text, index) => put(pen, text, x + 2, y + 8 + 7 * index, 5.5));
  if (value !== '') put(pen, value, x + 6, y + height - 4, size);
}

/** The form of an ANSI A sheet: tolerances at the left, signatures in the middle, title, size, number and revision at the right. */
function ansiForm(pen: Pen): void {
  pen.lineWidth(1).rect(20, 20, 800, 555).stroke();
  cell(pen, 380, 470, 140, 60, [
    'UNLESS OTHERWISE SPECIFIED:',
    'DIMENSIONS ARE IN INCHES',
    'TOLERANCES:',
    'FRACTIONAL ±',
    'ANGULAR: MACH ±1°',
    'TWO PLACE DECIMAL ±.01',
    'THREE PLACE DECIMAL ±.005',
  ]);
  cell(pen, 380, 530, 140, 22, ['MATERIAL'], '304 SS', 8);
  cell(pen, 380, 552, 140, 22, ['FINISH'], '--', 8);
  const rows = [
    ['', 'NAME', 'DATE'],
    ['DRAWN', 'JD', '3/14/2016'],
    ['CHECKED', '', ''],
    ['ENG APPR.', '', ''],
  ];
  rows.forEach((row, index) =>
    row.forEach((text, column) => cell(pen, 520 + 40 * column, 470 + 14 * index, 40, 14, text === '' ? [] : [text])),
  );
  cell(pen, 640, 470, 180, 44, ['TITLE:'], 'PIVOT ARM, LEFT', 12);
  cell(pen, 640, 514, 30, 30, ['SIZE'], 'A');
  cell(pen, 670, 514, 110, 30, ['DWG.  NO.'], 'PA-2207');
  cell(pen, 780, 514, 40, 30, ['REV'], '02');
  cell(pen, 640, 544, 180, 30, []);
  put(pen, 'SCALE: 1:4   WEIGHT: 0.82 lbs   SHEET 1 OF 3', 644, 562, 6);
}

describe('forms of other systems', () => {
  test('ANSI: heading over signatures, tolerances in lines, an empty finish', async () => {
    const metadata = await fieldsOf((pen) => {
      ansiForm(pen);
      put(pen, 'DETAIL B', 560, 420, 10);
      put(pen, 'SCALE 2 : 1', 556, 433, 10);
    });
    expect(metadata).toMatchObject({
      drawing_number: 'PA-2207',
      title: 'PIVOT ARM, LEFT',
      revision: '02',
      material: '304 SS',
      scale: '1:4',
      weight: '0.82 lbs',
      sheet: '1 OF 3',
      date: '3/14/2016',
      units: 'inch',
      general_tolerance: 'ANGULAR: MACH ±1°, TWO PLACE DECIMAL ±.01, THREE PLACE DECIMAL ±.005',
    });
    expect(metadata.finish).toBeUndefined();
  });

  test('German and French labels', async () => {
    const german = await fieldsOf((pen) => {
      cell(pen, 520, 470, 150, 30, ['Benennung'], 'Lagerbock');
      cell(pen, 670, 470, 150, 30, ['Zeichnungsnummer'], '4711-08.15');
      cell(pen, 520, 500, 100, 25, ['Werkstoff'], '1.4301', 8);
      cell(pen, 620, 500, 100, 25, ['Maßstab'], '1:2', 8);
      cell(pen, 720, 500, 100, 25, ['Blatt'], '1 von 2', 8);
      cell(pen, 520, 525, 300, 20, ['Allgemeintoleranzen: ISO 2768-mK']);
      put(pen, 'Alle Maße in mm', 60, 540, 8);
    });
    expect(german).toMatchObject({
      title: 'Lagerbock',
      drawing_number: '4711-08.15',
      material: '1.4301',
      scale: '1:2',
      sheet: '1 von 2',
      general_tolerance: 'ISO 2768-mK',
      units: 'mm',
    });
    const french = await fieldsOf((pen) => {
      cell(pen, 520, 470, 150, 30, ['Désignation'], 'Bride de serrage');
      cell(pen, 670, 470, 150, 30, ['N° de plan'], 'BR 204-1');
      cell(pen, 520, 500, 100, 25, ['Matière'], 'S235JR', 8);
      cell(pen, 620, 500, 100, 25, ['Echelle'], '1:1', 8);
      cell(pen, 720, 500, 100, 25, ['Indice'], 'B', 8);
    });
    expect(french).toMatchObject({
      title: 'Bride de serrage',
      drawing_number: 'BR 204-1',
      material: 'S235JR',
      scale: '1:1',
      revision: 'B',
    });
  });

  test('labels in two languages, and a number that only the file name confirms', async () => {
    const metadata = await fieldsOf((pen) => {
      cell(pen, 520, 470, 300, 30, ['Titel / Title'], 'Housing cover');
      cell(pen, 520, 500, 100, 25, ['Material / Werkstoff'], 'POM-C', 8);
      cell(pen, 620, 500, 100, 25, ['Scale / Maßstab'], '5:1', 8);
      cell(pen, 720, 500, 100, 25, [], 'HC-3310', 8);
    }, 'parts/HC-3310_A.pdf');
    expect(metadata).toMatchObject({ title: 'Housing cover', material: 'POM-C', scale: '5:1', drawing_number: 'HC-3310' });
  });

  test('what the first sheet leaves empty is not filled from the second', async () => {
    const metadata = await fieldsOf((pen) => {
      const sheet = (date: string, number: string) => {
        cell(pen, 520, 470, 200, 30, ['TITLE:'], `PLATE ${number}`);
        cell(pen, 720, 470, 100, 30, ['DATE:'], date);
        cell(pen, 520, 500, 200, 25, ['DRAWING NO:'], number);
        cell(pen, 720, 500, 100, 25, ['SCALE:'], '1:1');
      };
      sheet('', 'P-1');
      pen.addPage();
      sheet('2020-01-31', 'P-2');
    });
    expect(metadata).toMatchObject({ title: 'PLATE P-1', drawing_number: 'P-1' });
    expect(metadata.date).toBeUndefined();
  });
});
