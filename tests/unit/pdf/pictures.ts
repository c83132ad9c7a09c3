import { rasterise } from '../../../processors/pdf/ocr/raster.js';
import type { GreyImage } from '../../../processors/pdf/ocr/recogniser.js';
import { withDocument } from '../../../processors/pdf/pdfium/document.js';
import { loadPdfium } from '../../../processors/pdf/pdfium/library.js';
import { a4Landscape } from './drawings.js';

/** The first page as the recogniser is given it, 200 dots per inch. */
export async function pictureOf(bytes: Uint8Array): Promise<GreyImage> {
  const pdfium = await loadPdfium();
  return withDocument(pdfium, bytes, (document) => {
    const page = pdfium.c.FPDF_LoadPage(document, 0);
    const raster = rasterise(pdfium, page, ...a4Landscape, { dpi: 200, longestEdge: 5000 });
    pdfium.c.FPDF_ClosePage(page);
    if (!raster) throw new Error('no picture');
    return raster.image;
  });
}
