import { describe, expect, test } from 'vitest';
import { extract } from '../../../processors/pdf/engines/pdfium.js';
import { a4Landscape, documentOf, pdf, put, silent, table, titleBlock } from './drawings.js';

type Pen = PDFKit.PDFDocument;
const read = async (bytes: Uint8Array) => extract(documentOf(bytes), silent);
const [width, height] = a4Landscape;

const values = {
  number: 'BR-10442',
  title: 'MOUNTING BRACKET',
  revision: 'C',
  material: '6061-T6 ALUMINUM',
  scale: '1:2',
  sheet: '1 OF 2',
};

/** Draws what follows with the sheet turned by quarter turns counter-clockwise, so that its text runs up the page after one. */
function turned(pen: Pen, quarters: number, draw: (pen: Pen) => void): void {
  pen.save();
  if (quarters === 1) pen.translate(0, width).rotate(-90);
  if (quarters === 2) pen.translate(width, height).rotate(180);
  if (quarters === 3) pen.translate(height, 0).rotate(90);
  draw(pen);
  pen.restore();
}

describe('a sheet whose form is turned', () => {
  test.each([1, 2, 3])('by %i quarters reads like the level one', async (quarters) => {
    const size: [number, number] = quarters === 2 ? [width, height] : [height, width];
    const bytes = await pdf(
      (pen) =>
        turned(pen, quarters, () => {
          titleBlock(pen, values);
          put(pen, '120.00', 200, 100);
          put(pen, 'R8', 300, 140);
          table(
            pen,
            40,
            300,
            [40, 90, 120, 40],
            [
              ['ITEM', 'PART NO', 'DESCRIPTION', 'QTY'],
              ['1', 'A-100', 'PLATE', '2'],
              ['2', 'A-200', 'BOLT', '8'],
            ],
          );
        }),
      { size },
    );
    const drawing = await read(bytes);
    expect(drawing.metadata).toMatchObject({
      drawing_number: values.number,
      title: values.title,
      revision: 'C',
      material: values.material,
      scale: '1:2',
      sheet: '1 OF 2',
    });
    expect(drawing.dimensions.map(({ label }) => label).sort()).toEqual(['120.00', 'R8']);
    expect(drawing.bom_items.map((item) => [item.part_number, item.quantity])).toEqual([
      ['A-100', 2],
      ['A-200', 8],
    ]);
  });

  test('has its evidence where the page shows it', async () => {
    const bytes = await pdf((pen) => turned(pen, 1, () => titleBlock(pen, values)), { size: [height, width] });
    const box = (await read(bytes)).metadata.evidence?.['drawing_number']?.box ?? [];
    // The form's lower right corner is the page's upper right one.
    expect(box[2]).toBeGreaterThan(0.8 * height);
    expect(box[3]).toBeGreaterThan(0.6 * width);
    expect(Number(box[3]) - Number(box[1])).toBeGreaterThan(Number(box[2]) - Number(box[0]));
  });
});

describe('labels left of their values', () => {
  test.each([
    [
      'German',
      [
        ['Benennung', 'Lagerbock'],
        ['Zeichnungsnummer', '4711-0815'],
        ['Werkstoff', '1.4301'],
        ['Maßstab', '1:2'],
        ['Gewicht', '2,4 kg'],
        ['Blatt', '1/2'],
      ],
    ],
    [
      'French',
      [
        ['Désignation', 'Support palier'],
        ['Plan n°', '4711-0815'],
        ['Matière', '1.4301'],
        ['Échelle', '1:2'],
        ['Masse', '2,4 kg'],
        ['Folio', '1/2'],
      ],
    ],
    [
      'Italian',
      [
        ['Denominazione', 'Supporto'],
        ['Disegno n°', '4711-0815'],
        ['Materiale', '1.4301'],
        ['Scala', '1:2'],
        ['Peso', '2,4 kg'],
        ['Foglio', '1/2'],
      ],
    ],
    [
      'Spanish',
      [
        ['Denominación', 'Soporte'],
        ['Plano nº', '4711-0815'],
        ['Material', '1.4301'],
        ['Escala', '1:2'],
        ['Peso', '2,4 kg'],
        ['Hoja', '1/2'],
      ],
    ],
  ])('%s', async (_, rows) => {
    const bytes = await pdf((pen) => table(pen, 560, 440, [100, 160], rows, 20));
    const { metadata } = await read(bytes);
    expect(metadata).toMatchObject({
      title: rows[0]?.[1],
      drawing_number: '4711-0815',
      material: '1.4301',
      scale: '1:2',
      weight: '2,4 kg',
      sheet: '1/2',
    });
  });

  test('in the last row too, with a frame below it', async () => {
    const bytes = await pdf((pen) => {
      pen.rect(20, 20, width - 40, height - 40).stroke();
      put(pen, '4711', 600, height - 30);
      table(
        pen,
        560,
        440,
        [100, 160],
        [
          ['Benennung', 'Welle'],
          ['Maßstab', '1:1'],
          ['Zeichnungs-Nr.', 'K-99.12.3'],
        ],
        20,
      );
    });
    expect((await read(bytes)).metadata).toMatchObject({ title: 'Welle', scale: '1:1', drawing_number: 'K-99.12.3' });
  });
});

describe('labels above their values in small letters', () => {
  test.each([
    ['German', ['Benennung', 'Zeichnungs-Nr.', 'Werkstoff', 'Maßstab', 'Blatt']],
    ['French', ['Désignation', 'N° de plan', 'Matière', 'Échelle', 'Feuille']],
    ['Italian', ['Titolo', 'Numero disegno', 'Materiale', 'Scala', 'Foglio']],
    ['Spanish', ['Título', 'Nº de plano', 'Material', 'Escala', 'Hoja']],
    [
      'two languages',
      ['Benennung / Title', 'Zeichnungsnummer / Drawing no.', 'Werkstoff / Material', 'Maßstab / Scale', 'Blatt / Sheet'],
    ],
  ])('%s', async (_, labels) => {
    const printed = ['Gehäuse unten', 'G-2044-01', 'EN AW-6082', '1:5', '1/3'];
    const bytes = await pdf((pen) => {
      labels.forEach((label, index) => {
        pen.rect(520, 400 + 30 * index, 280, 30).stroke();
        put(pen, label, 523, 408 + 30 * index, 5);
        put(pen, printed[index] ?? '', 530, 424 + 30 * index, 11);
      });
    });
    expect((await read(bytes)).metadata).toMatchObject({
      title: printed[0],
      drawing_number: printed[1],
      material: printed[2],
      scale: printed[3],
      sheet: printed[4],
    });
  });
});

test('labels in parentheses, as DIN 6771 has them', async () => {
  const bytes = await pdf((pen) => {
    const rows = [
      ['(Zul. Abw.)', 'ISO 2768-mK'],
      ['(Werkstoff, Halbzeug)', 'S235JR'],
      ['(Benennung)', 'Grundplatte'],
      ['(Zeichnungsnummer)', '10-2033-05'],
      ['(Gewicht)', '1,25 kg'],
    ];
    rows.forEach(([label, value], index) => {
      pen.rect(520, 400 + 30 * index, 280, 30).stroke();
      put(pen, label ?? '', 523, 408 + 30 * index, 5);
      put(pen, value ?? '', 530, 424 + 30 * index, 11);
    });
  });
  expect((await read(bytes)).metadata).toMatchObject({
    general_tolerance: 'ISO 2768-mK',
    material: 'S235JR',
    title: 'Grundplatte',
    drawing_number: '10-2033-05',
    weight: '1,25 kg',
  });
});

test('the row that Creo prints where there is no form', async () => {
  const bytes = await pdf((pen) => {
    put(pen, '120', 200, 100);
    put(pen, '35.5', 260, 140);
    put(pen, 'SCALE  1.000', 400, 560, 9);
    put(pen, 'TYPE : PART', 500, 560, 9);
    put(pen, 'NAME : BRACKET_12', 600, 560, 9);
    put(pen, 'SIZE : A3', 740, 560, 9);
  });
  const { metadata, dimensions } = await read(bytes);
  expect(metadata).toMatchObject({ scale: '1.000', title: 'BRACKET_12' });
  expect(dimensions.map(({ label }) => label)).toEqual(['120', '35.5']);
});

test('each page of a set has its class', async () => {
  const bytes = await pdf((pen) => {
    titleBlock(pen, values);
    pen.addPage();
    table(
      pen,
      40,
      60,
      [40, 90, 120, 40],
      [
        ['ITEM', 'PART NO', 'DESCRIPTION', 'QTY'],
        ['1', 'A-100', 'PLATE', '2'],
        ['2', 'A-200', 'BOLT', '8'],
        ['3', 'A-300', 'NUT', '8'],
      ],
    );
    pen.addPage();
    for (let row = 0; row < 30; row++) put(pen, 'The customer shall keep the pump in a dry and clean place.', 60, 60 + 15 * row);
  });
  expect((await read(bytes)).metadata.properties?.['page_classes']).toEqual(['drawing', 'parts list', 'document']);
});

test('a form of two cells is a form', async () => {
  const bytes = await pdf((pen) => {
    put(pen, '120.00', 200, 100);
    pen.rect(600, 500, 200, 30).rect(600, 530, 200, 30).stroke();
    put(pen, 'TITLE', 603, 508, 5);
    put(pen, 'END CAP', 620, 524, 11);
    put(pen, 'DWG NO', 603, 538, 5);
    put(pen, 'EC-100', 620, 554, 11);
  });
  expect((await read(bytes)).metadata).toMatchObject({ title: 'END CAP', drawing_number: 'EC-100' });
});

test('two labels in a letter are no form', async () => {
  const bytes = await pdf((pen) => {
    put(pen, 'Title: Minutes of the meeting', 80, 100);
    put(pen, 'Part number: 10442', 80, 120);
    put(pen, 'We met and spoke about the part above.', 80, 160);
  });
  const { metadata } = await read(bytes);
  expect([metadata.drawing_number, metadata.part_number]).toEqual([undefined, undefined]);
});

test('a place where no material stands names none; a scale may be a decimal number', async () => {
  const bytes = await pdf((pen) => titleBlock(pen, { ...values, material: 'SEE PARTS LIST', scale: '1.000' }));
  const { metadata, materials } = await read(bytes);
  expect(metadata.scale).toBe('1.000');
  expect(metadata.material).toBeUndefined();
  expect(materials).toEqual([]);
});

describe('parts lists', () => {
  test.each([
    ['German', ['Pos.', 'Menge', 'Benennung', 'Sach-Nr.', 'Werkstoff']],
    ['French', ['Rep.', 'Nb.', 'Désignation', 'Référence', 'Matière']],
    ['Spanish', ['Pos.', 'Cant.', 'Descripción', 'Referencia', 'Material']],
    ['Italian', ['Pos.', 'Q.tà', 'Descrizione', 'Codice', 'Materiale']],
    ['Dutch', ['Pos', 'Aantal', 'Omschrijving', 'Artikelnr.', 'Materiaal']],
  ])('%s', async (_, headings) => {
    const bytes = await pdf((pen) =>
      table(
        pen,
        400,
        300,
        [40, 50, 140, 90, 90],
        [headings, ['1', '2', 'Welle', 'W-1', 'C45'], ['2', '4', 'Schraube', 'S-9', '8.8']],
      ),
    );
    const { bom_items: items } = await read(bytes);
    expect(items).toMatchObject([
      { item_number: '1', quantity: 2, description: 'Welle', part_number: 'W-1', material: 'C45' },
      { item_number: '2', quantity: 4, description: 'Schraube', part_number: 'S-9', material: '8.8' },
    ]);
  });
});

test('a table in a book, and what the book says of units, are no facts of a drawing', async () => {
  const bytes = await pdf((pen) => {
    for (let page = 0; page < 3; page++) {
      if (page > 0) pen.addPage();
      for (let row = 0; row < 24; row++) {
        put(pen, 'The dimensions are in inches wherever the operator does not choose other units.', 60, 40 + 15 * row);
      }
    }
    table(
      pen,
      40,
      420,
      [40, 90, 120],
      [
        ['ID', 'Type', 'Name'],
        ['1', 'RT', 'siggen'],
        ['2', 'User', 'halcmd'],
        ['3', 'RT', 'stepgen'],
      ],
    );
    pen.addPage();
    put(pen, 'Chapter 2', 60, 60, 20);
  });
  const { metadata, bom_items } = await read(bytes);
  expect([metadata.document_class, metadata.units, bom_items]).toEqual(['document', null, []]);
  expect(metadata.properties?.['page_classes']).toEqual(['document', 'document', 'document', 'document']);
});
