import type { ExtractionPorts } from '../../../queues/contract/processor.js';
import { reduced, type Bitmap } from '../../picture/bitmap.js';
import { pictureFile } from '../../picture/picture-file.js';
import { limits } from '../limits.js';
import { withBitmap } from '../pdfium/bitmap.js';
import type { PdfiumLibrary } from '../pdfium/library.js';

/** Pixels of the longer edge. */
const previewEdge = 1024;
/** A thumbnail's pixel is the mean of so many by so many of the preview: its longer edge is 256. */
const thumbnailFactor = 4;

type Keep = NonNullable<ExtractionPorts['keep']>;

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
    const [columns, rows] = [width, height].map((edge) => Math.max(1, Math.round(edge * perPoint))) as [number, number];
    const drawn = withBitmap(this.#pdfium, page, columns, rows, (bgrx, stride) => bitmapOf(bgrx, stride, columns, rows));
    if (!drawn) {
      this.warnings.push(`no preview of page ${number}: no room for its picture`);
      return;
    }
    await put(keep, drawn, number === 1 ? 'preview' : `page-${number}`, number);
    if (number === 1) await put(keep, reduced(drawn, thumbnailFactor), 'thumbnail', number);
  }
}

/** PDFium's bytes, blue first, are on little-endian machines (all that Node runs on but one) the numbers 0xrrggbb. */
function bitmapOf(bgrx: Uint8Array, stride: number, width: number, height: number): Bitmap {
  const pixels = new Int32Array(width * height);
  const bytes = new Uint8Array(pixels.buffer);
  for (let row = 0; row < height; row++) bytes.set(bgrx.subarray(row * stride, row * stride + 4 * width), 4 * row * width);
  return { width, height, pixels };
}

async function put(keep: Keep, picture: Bitmap, name: string, page: number): Promise<void> {
  const { bytes, mediaType, extension } = await pictureFile(picture);
  await keep({ name: `${name}.${extension}`, mediaType, bytes, page, width: picture.width, height: picture.height });
}
