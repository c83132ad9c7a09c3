import { hiddenLayerNames } from './layer-states.js';
import type { PdfiumLibrary } from './library.js';

/** Bytes of a layer's name in UTF-16 that are looked at. */
const nameBytes = 512;

/**
 * Tells what lies on optional content (ISO 32000-1, 8.11) that is off when the document is opened: PDFium leaves it out of pictures, not out of
 * texts and paths. The states of layers are looked up at the first object that is on one.
 */
export class HiddenLayers {
  readonly #pdfium: PdfiumLibrary;
  readonly #bytes: Uint8Array;
  #names: ReadonlySet<string> | undefined;

  constructor(pdfium: PdfiumLibrary, bytes: Uint8Array) {
    this.#pdfium = pdfium;
    this.#bytes = bytes;
  }

  hide(object: number): boolean {
    const { c } = this.#pdfium;
    const count = c.FPDFPageObj_CountMarks(object);
    for (let index = 0; index < count; index++) {
      if (this.#names?.size === 0) return false;
      const mark = c.FPDFPageObj_GetMark(object, index);
      if (this.#text((buffer, needed) => c.FPDFPageObjMark_GetName(mark, buffer, nameBytes, needed)) !== 'OC') continue;
      this.#names ??= hiddenLayerNames(this.#bytes);
      const name = this.#param(mark, 'Name');
      if (name !== null && this.#names.has(name)) return true;
    }
    return false;
  }

  #param(mark: number, key: string): string | null {
    const { c } = this.#pdfium;
    const pointer = c.malloc(key.length + 1);
    try {
      this.#pdfium.bytes.set([...Buffer.from(key, 'latin1'), 0], pointer);
      return this.#text((buffer, needed) => c.FPDFPageObjMark_GetParamStringValue(mark, pointer, buffer, nameBytes, needed));
    } finally {
      c.free(pointer);
    }
  }

  #text(read: (buffer: number, needed: number) => number): string | null {
    const { c } = this.#pdfium;
    const buffer = c.malloc(nameBytes);
    try {
      if (read(buffer, this.#pdfium.scratch) === 0) return null;
      const length = this.#pdfium.i32(0);
      if (length < 2 || length > nameBytes) return null;
      return Buffer.from(this.#pdfium.bytes.subarray(buffer, buffer + length - 2)).toString('utf16le');
    } finally {
      c.free(buffer);
    }
  }
}
