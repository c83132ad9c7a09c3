import { deflateSync } from 'node:zlib';
import type { Trap } from './trap.js';

const mebibyte = 2 ** 20;

interface PdfParts {
  /** Contents of the page. */
  readonly content?: Buffer;
  readonly contentFilter?: string;
  readonly mediaBox?: string;
  /** More objects, numbered from 5 on. */
  readonly objects?: readonly (string | Buffer)[];
  readonly resources?: string;
  readonly pages?: string;
}

/** A PDF of one page around something hostile, with a cross-reference table that is right. */
function pdf({ content, contentFilter, mediaBox, objects = [], resources = '<< >>', pages }: PdfParts): Buffer {
  const body = content ?? Buffer.from('0 0 m 100 100 l S');
  const filter = contentFilter === undefined ? '' : `/Filter ${contentFilter} `;
  const all: (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    pages ?? '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox ${mediaBox ?? '[0 0 595 842]'} /Contents 4 0 R /Resources ${resources} >>`,
    Buffer.concat([Buffer.from(`<< ${filter}/Length ${body.length} >>\nstream\n`), body, Buffer.from('\nendstream')]),
    ...objects,
  ];
  const chunks = [Buffer.from('%PDF-1.7\n')];
  let at = 9;
  const offsets = all.map((object, index) => {
    const chunk = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    chunks.push(chunk);
    at += chunk.length;
    return at - chunk.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = all.length + 1;
  chunks.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(chunks);
}

const stream = (dictionary: string, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);

/** `size` bytes that shrink to a thousandth. */
const blanks = (size: number): Buffer => deflateSync(Buffer.alloc(size, 0x20), { level: 9 });
const twice = (size: number): Buffer => deflateSync(blanks(size), { level: 9 });
const giantImage = (side: number, bytes: Buffer): Buffer =>
  stream(
    `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode`,
    bytes,
  );

/** Documents made to exhaust a reader: memory, stack or time. */
export const pdfTraps: Readonly<Record<string, Trap>> = {
  bomb_content_600mb: () => pdf({ content: blanks(600 * mebibyte), contentFilter: '/FlateDecode' }),
  bomb_nested_flate: () => pdf({ content: twice(1024 * mebibyte), contentFilter: '[/FlateDecode /FlateDecode]' }),
  bomb_image: () =>
    pdf({
      content: Buffer.from('q 500 0 0 500 0 0 cm /I Do Q'),
      resources: '<< /XObject << /I 5 0 R >> >>',
      objects: [giantImage(14_000, blanks(588_000_000))],
    }),
  image_larger_than_its_data: () =>
    pdf({
      content: Buffer.from('q 500 0 0 500 0 0 cm /I Do Q'),
      resources: '<< /XObject << /I 5 0 R >> >>',
      objects: [giantImage(2_000_000_000, blanks(1000))],
    }),
  giant_page: () => pdf({ mediaBox: '[0 0 1e9 1e9]' }),
  page_of_infinite_size: () => pdf({ mediaBox: '[0 0 1e400 1e400]' }),
  page_turned_inside_out: () => pdf({ mediaBox: '[900 900 -900 -900]' }),
  deep_arrays: () => pdf({ objects: ['['.repeat(200_000) + ']'.repeat(200_000)], resources: '5 0 R' }),
  deep_dictionaries: () => pdf({ resources: `${'<< /A '.repeat(100_000)}1${' >>'.repeat(100_000)}` }),
  deep_graphics_state: () => pdf({ content: Buffer.from('q '.repeat(500_000)) }),
  form_that_draws_itself: () =>
    pdf({
      content: Buffer.from('/F Do'),
      resources: '<< /XObject << /F 5 0 R >> >>',
      objects: [
        stream(
          '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>',
          Buffer.from('/F Do /F Do'),
        ),
      ],
    }),
  forms_that_multiply: () =>
    pdf({
      content: Buffer.from('/F Do'),
      resources: '<< /XObject << /F 5 0 R >> >>',
      objects: Array.from({ length: 14 }, (_, level) =>
        stream(
          `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F ${level + 6} 0 R >> >>`,
          Buffer.from('/F Do '.repeat(10)),
        ),
      ),
    }),
  pages_in_a_circle: () => pdf({ pages: '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>' }),
  million_pages_claimed: () => pdf({ pages: '<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>' }),
  negative_page_count: () => pdf({ pages: '<< /Type /Pages /Kids [3 0 R] /Count -5 >>' }),
  hundred_thousand_lines: () => pdf({ content: Buffer.from('0 0 m 1 1 l S\n'.repeat(300_000)) }),
  hundred_thousand_words: () =>
    pdf({
      content: Buffer.from(`BT /F 10 Tf ${'(word) Tj 0 1 Td '.repeat(150_000)} ET`),
      resources: '<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>',
    }),
};
