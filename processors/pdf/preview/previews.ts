import sharp, { type Sharp } from 'sharp';
import type { ExtractionPorts } from '../../../queues/contract/processor.js';
import { limits } from '../limits.js';
import { withBitmap } from '../pdfium/bitmap.js';
import type { PdfiumLibrary } from '../pdfium/library.js';

/** Pixels of the longer edge. */
const previewEdge = 1024;
const thumbnailEdge = 256;
/** WebP's own scale of 0 to 100; thin lines stay legible from here on. */
const quality = 80;

type Keep = NonNullable<ExtractionPorts['keep']>;

/**
 * Keeps pictures of a document's first pages as WebP: `preview.webp` and `thumbnail.webp` of the first, `page-2.webp` and on of
 * the others, up to `limits.previewPages`. Nothing is drawn where nobody keeps it. A page without a picture is a warning.
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
    const pixels = withBitmap(this.#pdfium, page, columns, rows, (bgrx, stride) => rgbOf(bgrx, columns, rows, stride));
    if (!pixels) {
      this.warnings.push(`no preview of page ${number}: no room for its picture`);
      return;
    }
    const picture = sharp(pixels, { raw: { width: columns, height: rows, channels: 3 } });
    await put(keep, picture.clone(), number === 1 ? 'preview.webp' : `page-${number}.webp`, number);
    if (number === 1) {
      const small = picture.resize({ width: thumbnailEdge, height: thumbnailEdge, fit: 'inside', withoutEnlargement: true });
      await put(keep, small, 'thumbnail.webp', number);
    }
  }
}

async function put(keep: Keep, picture: Sharp, name: string, page: number): Promise<void> {
  const { data, info } = await picture.webp({ quality, effort: 2 }).toBuffer({ resolveWithObject: true });
  await keep({ name, mediaType: 'image/webp', bytes: data, page, width: info.width, height: info.height });
}

function rgbOf(bgrx: Uint8Array, columns: number, rows: number, stride: number): Uint8Array {
  const pixels = new Uint8Array(columns * rows * 3);
  let to = 0;
  for (let row = 0; row < rows; row++) {
    for (let from = row * stride, end = from + 4 * columns; from < end; from += 4) {
      pixels[to++] = bgrx[from + 2] ?? 0;
      pixels[to++] = bgrx[from + 1] ?? 0;
      pixels[to++] = bgrx[from] ?? 0;
    }
  }
  return pixels;
}
