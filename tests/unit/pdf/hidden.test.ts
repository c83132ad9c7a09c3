import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { extract } from '../../../processors/pdf/engines/pdfium.js';
import { hiddenLayerNames } from '../../../processors/pdf/pdfium/layer-states.js';
import { documentOf, pdf, put, silent, titleBlock } from './drawings.js';

type Pen = PDFKit.PDFDocument;
const read = async (bytes: Uint8Array) => extract(documentOf(bytes), silent);

/** A string of a PDF; pdfkit writes plain ones as names. */
const string = (text: string) => new String(text) as unknown as string;

const values = { number: 'BR-10442', title: 'BRACKET', revision: 'C', material: 'S235JR', scale: '1:2', sheet: '1 OF 2' };

/** What pdfkit has no calls for: the dictionaries of the page and of the document. */
interface Inner {
  readonly page: { readonly resources: { readonly data: Record<string, unknown> } };
  readonly _root: { readonly data: Record<string, unknown> };
}

/** Draws on two layers, of which the document's default configuration turns one off. */
function layered(pen: Pen, shown: (pen: Pen) => void, hidden: (pen: Pen) => void): void {
  const layer = (name: string) => {
    const group = pen.ref({ Type: 'OCG', Name: string(name) });
    (group as unknown as { end(): void }).end();
    return group;
  };
  const [on, off] = [layer('SHOWN'), layer('HIDDEN (OLD)')];
  const inner = pen as unknown as Inner;
  inner.page.resources.data['Properties'] = { L1: on, L2: off };
  inner._root.data['OCProperties'] = { OCGs: [on, off], D: { ON: [on], OFF: [off], Order: [on, off] } };
  pen.addContent('/OC /L1 BDC');
  shown(pen);
  pen.addContent('EMC /OC /L2 BDC');
  hidden(pen);
  pen.addContent('EMC');
}

test('what lies on a layer that is off is neither text nor ruling', async () => {
  const bytes = await pdf((pen) =>
    layered(
      pen,
      () => {
        titleBlock(pen, values);
        put(pen, '120.00', 200, 100);
      },
      () => {
        put(pen, '999.00', 220, 250);
        put(pen, 'MATERIAL: BRASS', 100, 400);
        put(pen, 'OLD BRACKET', 590, 474, 14);
        pen.moveTo(580, 462).lineTo(820, 462).stroke();
      },
    ),
  );
  const { metadata, dimensions, materials, texts } = await read(bytes);
  expect(metadata).toMatchObject({ title: 'BRACKET', drawing_number: 'BR-10442', material: 'S235JR' });
  expect(dimensions.map(({ label }) => label)).toEqual(['120.00']);
  expect(materials.map((material) => material.material_name)).toEqual(['S235JR']);
  expect(texts.some(({ text }) => /999|OLD|BRASS/.test(text))).toBe(false);
});

describe('layers that are off', () => {
  const group = (number: number, name: string) => `${number} 0 obj\n<</Type /OCG /Name ${name}>>\nendobj\n`;
  const layers = group(4, '(A)') + group(5, '<FEFF00DF>') + group(6, '(A)') + group(7, '(B\\)\\101)');
  const names = (file: string) => [...hiddenLayerNames(Buffer.from(`%PDF-1.5\n${file}`, 'latin1'))];

  test('by the list, in any spelling of their names', () => {
    expect(names(`${layers}1 0 obj <</OCProperties <</OCGs [4 0 R] /D <</OFF [5 0 R 7 0 R]>>>>>>`)).toEqual(['ß', 'B)A']);
  });

  test('by the base state', () => {
    expect(
      names(`${layers}1 0 obj <</OCProperties 2 0 R>> 2 0 obj <</D 3 0 R>> 3 0 obj <</BaseState /OFF /ON [7 0 R]>>`),
    ).toEqual(['A', 'ß']);
  });

  test('not when a shown layer has the same name', () => {
    expect(names(`${layers}1 0 obj <</OCProperties <</D <</OFF [4 0 R]>>>>>>`)).toEqual([]);
  });

  test('in an object stream', () => {
    const objects = ['<</OCProperties <</D <</OFF [5 0 R]>>>>>>', '<</Type/OCG/Name(Z)>>'];
    const index = `1 0 5 ${objects[0]?.length ?? 0} `;
    const packed = deflateSync(Buffer.from(index + objects.join(''), 'latin1')).toString('latin1');
    expect(names(`9 0 obj <</Type/ObjStm/N 2/First ${index.length}>>stream\n${packed}\nendstream`)).toEqual(['Z']);
  });

  test('none in a file without layers, in an encrypted or a broken one', () => {
    expect(names('1 0 obj <</Type /Catalog>>')).toEqual([]);
    expect(names(`${layers}1 0 obj <</OCProperties <</D <</OFF [5 0 R]>>>>>> trailer <</Encrypt 8 0 R>>`)).toEqual([]);
    expect(names(`${layers}1 0 obj <</OCProperties <</D <</OFF [5 0`)).toEqual([]);
  });
});

/** A page in a Type 3 font whose glyphs have numbers for names and no map to Unicode, as printer drivers wrote them. */
function typeThree(texts: readonly string[]): Uint8Array {
  const letters = [...new Set(texts.join(''))];
  const code = (text: string) =>
    Array.from(text)
      .map((letter) => (0x41 + letters.indexOf(letter)).toString(16))
      .join('');
  const show = texts.map((text, index) => `BT /F1 10 Tf 100 ${500 - 20 * index} Td <${code(text)}> Tj ET`).join('\n');
  const stream = (content: string) => `<</Length ${content.length}>>stream\n${content}\nendstream`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    stream(show),
    `<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 65/LastChar ${64 + letters.length}` +
      `/Widths[${letters.map(() => 600).join(' ')}]/Encoding<</Differences[65 ${letters.map((_, index) => `/g${index}`).join(' ')}]>>` +
      `/CharProcs<<${letters.map((_, index) => `/g${index} 6 0 R`).join(' ')}>>/Resources<<>>>>`,
    stream('600 0 0 0 500 700 d1 0 0 500 700 re f'),
  ];
  return Buffer.from(
    `%PDF-1.4\n${objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer<</Root 1 0 R/Size 7>>\n%%EOF\n`,
    'latin1',
  );
}

test('letters that only their pictures tell are no text, and the page is one to recognise', async () => {
  const { metadata, texts, dimensions } = await read(typeThree(['120.00', 'TITLE: BRACKET', 'MATERIAL: S235JR', 'SCALE 1:2']));
  expect(metadata.properties?.['textless_pages']).toEqual([1]);
  expect([texts, dimensions]).toEqual([[], []]);
});
