import type { ExtractionPorts } from '../../../queues/contract/processor.js';
import { reduced, type Bitmap } from '../../picture/bitmap.js';
import { pictureFile } from '../../picture/picture-file.js';
import { limits } from '../limits.js';
import { withBitmap } from '../pdfium/bitmap.js';
import type { PdfiumLibrary } from '../pdfium/library.js';

/** Pixels of the longer edge. */
const previewEdge = 1024;

/**
 * Keeps pictures of a document's first pages: `preview` and `thumbnail` of the first, `page-2` and on of the others, up to
 * `limits.previewPages`, as PNG or WebP. Nothing is drawn where nobody keeps it. A page without a picture is a warning.
 */
export class Previews {
  readonly warnings: string[] = [];
  readonly #pdfium: PdfiumLibrary;
  readonly #ports: ExtractionPorts;

  constructor(pdfium: PdfiumLibrary, ports: ExtractionPorts) {
    this.#pdfium = pdfium;
    this.#ports = ports;
  }

  /** @param page handle of a loaded page; `width` and `height` are its size as shown, in points */
  async add(page: number, number: number, width: number, height: number): Promise<void> {
    const { keep } = this.#ports;
    if (!keep || number > limits.previewPages) return;
    this.#ports.stage(`preview of page ${number}`);
    const perPoint = previewEdge / Math.max(width, height);
    // Rows of whole words are written sooner (`encodePng`).
    const columns = Math.max(8, 8 * Math.round((width * perPoint) / 8));
    const rows = Math.max(1, Math.round(height * perPoint));
    const drawing = withBitmap(this.#pdfium, page, columns, rows, (bgrx) => {
      const sheet = bitmapOf(bgrx, columns, rows);
      const pictures = number === 1 ? [sheet, reduced(sheet)] : [sheet];
      return Promise.all(
        pictures.map(async (picture) => ({ ...(await pictureFile(picture)), width: picture.width, height: picture.height })),
      );
    });
    if (!drawing) {
      this.warnings.push(`no preview of page ${number}: no room for its picture`);
      return;
    }
    const names = [number === 1 ? 'preview' : `page-${number}`, 'thumbnail'];
    for (const [index, { extension, ...picture }] of (await drawing).entries()) {
      await keep({ ...picture, name: `${names[index]}.${extension}`, page: number });
    }
  }
}

/**
 * PDFium's bytes, blue first, are on little-endian machines (all that Node runs on but one) the numbers 0xrrggbb. Its rows of four bytes per
 * pixel follow on each other without gaps.
 */
function bitmapOf(bgrx: Uint8Array, width: number, height: number): Bitmap {
  return { width, height, pixels: new Int32Array(bgrx.buffer, bgrx.byteOffset, width * height) };
}
