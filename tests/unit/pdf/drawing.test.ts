import { beforeAll, describe, expect, test } from 'vitest';
import { extract } from '../../../processors/pdf/engines/pdfium.js';
import type { Extraction } from '../../../queues/contract/facts.js';
import { documentOf, drawnDiameter, pdf, put, silent, table, titleBlock } from './drawings.js';

const values = {
  number: 'BR-10442',
  title: 'MOUNTING BRACKET',
  revision: 'C',
  material: '6061-T6 ALUMINUM',
  scale: '1:2',
  sheet: '1 OF 2',
};
const read = async (bytes: Uint8Array, name?: string) => extract(documentOf(bytes, name), silent);
const labels = (extraction: Extraction) => extraction.dimensions.map((dimension) => dimension.label);

test('the circle that counted holes lie on is there once, in a line of its own too', async () => {
  const { dimensions } = await read(
    await pdf((pen) => {
      titleBlock(pen, values);
      put(pen, '6X Ø9 EQUISPACED', 200, 100);
      put(pen, 'ON 120 PCD', 200, 112);
    }),
  );
  expect(dimensions.map(({ value, quantity }) => [value, quantity])).toEqual([
    [9, 6],
    [120, 1],
  ]);
});

test('the classes of hole and shaft over each other are the fit of the size in front', async () => {
  const { dimensions } = await read(
    await pdf((pen) => {
      titleBlock(pen, values);
      put(pen, 'Ø50', 200, 100);
      put(pen, 'H7', 224, 95, 6);
      put(pen, 'g6', 224, 103, 6);
    }),
  );
  expect(dimensions.map(({ value, fit }) => [value, fit])).toEqual([[50, 'H7/g6']]);
});

describe('a drawing with a ruled title block', () => {
  let drawing: Extraction;

  beforeAll(async () => {
    const bytes = await pdf((pen) => {
      titleBlock(pen, values);
      put(pen, '120.00', 200, 100);
      put(pen, 'R8', 300, 140);
      put(pen, '42.5', 120, 300, 10, 90);
      put(pen, 'M6x1 - 6H', 380, 200, 10, 30);
      drawnDiameter(pen, 200, 200, 10);
      put(pen, '25.40', 209, 200);
      put(pen, '60.00', 300, 260);
      put(pen, '+0.10', 330, 255, 7);
      put(pen, '-0.05', 330, 263, 7);
      put(pen, '16.00', 420, 300);
      put(pen, '15.50', 420, 312);
      for (const [x, width, text] of [
        [500, 20, ''],
        [520, 30, '0.05'],
        [550, 20, 'A'],
      ] as const) {
        pen.lineWidth(0.5).rect(x, 300, width, 16).stroke();
        put(pen, text, x + 4, 312, 9);
      }
    });
    drawing = await read(bytes, 'archive/BR-10442_C.pdf');
  });

  test('yields its fields with evidence', () => {
    expect(drawing.metadata).toMatchObject({
      drawing_number: 'BR-10442',
      title: 'MOUNTING BRACKET',
      revision: 'C',
      material: '6061-T6 ALUMINUM',
      scale: '1:2',
      sheet: '1 OF 2',
      units: 'mm',
      document_class: 'drawing',
      text_source: 'native',
      pdf_pages: 1,
    });
    expect(drawing.metadata.finish).toBeUndefined();
    expect(drawing.metadata.evidence?.['drawing_number']).toMatchObject({ page: 1, rule: 'label-cell+file-name' });
  });

  test('yields its dimensions and no others', () => {
    expect(labels(drawing).sort()).toEqual(
      ['120.00', 'R8', '42.5', 'M6x1 - 6H', 'Ø25.40', '60.00 +0.10 -0.05', '16.00 / 15.50'].sort(),
    );
  });

  test('knows a drawn diameter sign from a number without', () => {
    expect(drawing.dimensions.find((dimension) => dimension.value === 25.4)?.dimension_type).toBe('diameter');
    expect(drawing.dimensions.find((dimension) => dimension.value === 120)?.dimension_type).toBe('linear');
  });

  test('joins stacked deviations and limits with their size', () => {
    expect(drawing.dimensions.find((dimension) => dimension.value === 60)).toMatchObject({
      tolerance_plus: 0.1,
      tolerance_minus: -0.05,
      tolerance_type: 'asymmetric',
    });
    expect(drawing.dimensions.find((dimension) => dimension.tolerance_type === 'limits')).toMatchObject({
      tolerance_plus: 16,
      tolerance_minus: 15.5,
    });
  });

  test('names its material once', () => {
    expect(drawing.materials.map((material) => material.material_name)).toEqual(['6061-T6 ALUMINUM']);
  });
});

test('a page without a title block has no drawing number, revision or title', async () => {
  const bytes = await pdf((pen) => {
    put(pen, 'Meeting of 12.03.2021', 100, 100);
    put(pen, 'Part 10442 was discussed; see drawing BR-10442.', 100, 120);
    put(pen, 'The scale of the project is 1:1 with the last one.', 100, 140);
  });
  const { metadata, bom_items: items } = await read(bytes);
  expect([metadata.drawing_number, metadata.part_number, metadata.revision, metadata.title]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(items).toEqual([]);
});

test('a drawing turned by /Rotate reads like the upright one', async () => {
  const draw = (pen: PDFKit.PDFDocument) => {
    titleBlock(pen, values);
    put(pen, '120.00', 200, 100);
  };
  const upright = await read(await pdf(draw));
  const turned = await read(
    await pdf(
      (pen) => {
        Reflect.set(pen.page.dictionary.data, 'Rotate', 90);
        // What is shown upright after a quarter turn clockwise is drawn a quarter turn counter-clockwise.
        pen.rotate(-90).translate(-841.89, 0);
        draw(pen);
      },
      { size: [595.28, 841.89] },
    ),
  );
  expect(turned.metadata.drawing_number).toBe(upright.metadata.drawing_number);
  expect(turned.dimensions).toEqual(upright.dimensions);
});

describe('a parts list', () => {
  const rows = [
    ['ITEM', 'PART NO.', 'DESCRIPTION', 'MATERIAL', 'QTY'],
    ['1', 'P-100', 'Base plate', 'A36', '1'],
    ['2', 'P-101', 'Side wall', 'A36', '2'],
    ['3', 'DIN 912', 'Screw M6x20', '', '8'],
  ];
  const want = [
    { item_number: '1', part_number: 'P-100', description: 'Base plate', material: 'A36', quantity: 1 },
    { item_number: '2', part_number: 'P-101', description: 'Side wall', material: 'A36', quantity: 2 },
    { item_number: '3', part_number: 'DIN 912', description: 'Screw M6x20', material: null, quantity: 8 },
  ];
  const widths = [40, 80, 160, 80, 40];

  test('with ruling lines below its header', async () => {
    const { bom_items: items, tables } = await read(await pdf((pen) => table(pen, 60, 60, widths, rows)));
    expect(items).toMatchObject(want);
    expect(tables[0]?.rows).toEqual(rows);
  });

  test('with the header at the foot', async () => {
    const { bom_items: items } = await read(await pdf((pen) => table(pen, 60, 60, widths, [...rows].reverse())));
    expect(items).toMatchObject(want);
  });

  test('without ruling lines', async () => {
    const bytes = await pdf((pen) => {
      rows.forEach((row, index) => {
        let x = 60;
        row.forEach((text, column) => {
          if (text !== '') put(pen, text, x, 80 + 14 * index, 8);
          x += widths[column] ?? 0;
        });
      });
    });
    expect((await read(bytes)).bom_items).toMatchObject(want);
  });
});

test('item numbers in balloons are no dimensions, limits share the sign in front of them', async () => {
  const bytes = await pdf((pen) => {
    titleBlock(pen, values);
    pen.lineWidth(0.5).circle(203, 97, 11).stroke();
    put(pen, '7', 200, 100);
    // A circle in two arcs, as AutoCAD plots it.
    pen.path('M 289 97 A 11 11 0 0 1 311 97').stroke().path('M 311 97 A 11 11 0 0 1 289 97').stroke();
    put(pen, '12', 294.5, 100);
    put(pen, '12', 400, 100);
    put(pen, '8x Ø', 200, 206);
    put(pen, '4.55', 224, 201);
    put(pen, '4.50', 224, 212);
  });
  const { dimensions } = await read(bytes);
  expect(dimensions.map(({ dimension_type: type, label, quantity }) => [type, label, quantity])).toEqual([
    ['linear', '12', 1],
    ['diameter', 'Ø4.55 / 4.50', 8],
  ]);
});

test('decimal commas of an inch drawing stay inches', async () => {
  const bytes = await pdf((pen) => {
    put(pen, 'Motor Shaft - 8.6.2020', 500, 400, 14);
    put(pen, 'A4 Drawing - Scale 3:1', 500, 418, 14);
    put(pen, 'Dimensions in inches', 500, 436, 14);
    put(pen, '1,772', 200, 100);
  });
  const { metadata, dimensions } = await read(bytes);
  expect(metadata).toMatchObject({ title: 'Motor Shaft', date: '8.6.2020', scale: '3:1', units: 'inch' });
  expect(dimensions).toMatchObject([{ value: 1.772, unit: 'inch', label: '1,772' }]);
});

test('a count in a line of its own belongs to the size above it; a size in the other unit is no second one', async () => {
  const bytes = await pdf((pen) => {
    put(pen, 'R3', 200, 100);
    put(pen, '4 PLCS', 200, 112);
    put(pen, '25.40', 400, 100);
    put(pen, '[1.000]', 400, 112);
    put(pen, '12.00', 500, 300);
    put(pen, 'TYP 2 PL', 700, 300);
  });
  const { dimensions } = await read(bytes);
  expect(dimensions.map(({ label, quantity }) => [label, quantity]).sort()).toEqual([
    ['12.00', 1],
    ['25.40', 1],
    ['R3', 4],
  ]);
});
