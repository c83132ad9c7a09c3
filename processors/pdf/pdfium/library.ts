import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';
import { loadedOnce } from '../loaded-once.js';

/**
 * The C functions used here, as the WebAssembly module exports them. They are called directly: the package's own wrappers
 * check and convert every argument, which costs more than the call when there are seven calls per character.
 * Pointers are byte offsets into `memory`; booleans are 0 or 1.
 */
export interface PdfiumExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(bytes: number): number;
  free(pointer: number): void;
  PDFiumExt_Init(): void;
  FPDF_LoadMemDocument64(data: number, bytes: number, password: number): number;
  FPDF_CloseDocument(document: number): void;
  FPDF_GetLastError(): number;
  FPDF_GetPageCount(document: number): number;
  FPDF_GetMetaText(document: number, tag: number, buffer: number, bytes: number): number;
  FPDF_GetFileVersion(document: number, version: number): number;
  FPDF_LoadPage(document: number, index: number): number;
  FPDF_ClosePage(page: number): void;
  FPDF_GetPageWidthF(page: number): number;
  FPDF_GetPageHeightF(page: number): number;
  FPDF_GetPageBoundingBox(page: number, rect: number): number;
  FPDFPage_GetRotation(page: number): number;
  FPDFText_LoadPage(page: number): number;
  FPDFText_ClosePage(textPage: number): void;
  FPDFText_CountChars(textPage: number): number;
  FPDFText_GetUnicode(textPage: number, index: number): number;
  FPDFText_HasUnicodeMapError(textPage: number, index: number): number;
  FPDFText_IsGenerated(textPage: number, index: number): number;
  FPDFText_GetFontSize(textPage: number, index: number): number;
  FPDFText_GetTextObject(textPage: number, index: number): number;
  FPDFText_GetFontInfo(textPage: number, index: number, buffer: number, bytes: number, flags: number): number;
  FPDFText_GetMatrix(textPage: number, index: number, matrix: number): number;
  FPDFText_GetCharBox(textPage: number, index: number, left: number, right: number, bottom: number, top: number): number;
  FPDFText_GetCharOrigin(textPage: number, index: number, x: number, y: number): number;
  FPDFPage_GetAnnotCount(page: number): number;
  FPDFPage_GetAnnot(page: number, index: number): number;
  FPDFPage_CloseAnnot(annotation: number): void;
  FPDFAnnot_GetSubtype(annotation: number): number;
  FPDFAnnot_GetFlags(annotation: number): number;
  FPDFAnnot_GetRect(annotation: number, rect: number): number;
  FPDFAnnot_GetStringValue(annotation: number, key: number, buffer: number, bytes: number): number;
  FPDFPage_CountObjects(page: number): number;
  FPDFPage_GetObject(page: number, index: number): number;
  FPDFPageObj_GetType(object: number): number;
  FPDFPageObj_CountMarks(object: number): number;
  FPDFPageObj_GetMark(object: number, index: number): number;
  FPDFPageObjMark_GetName(mark: number, buffer: number, bytes: number, needed: number): number;
  FPDFPageObjMark_GetParamStringValue(mark: number, key: number, buffer: number, bytes: number, needed: number): number;
  FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  FPDFFormObj_CountObjects(form: number): number;
  FPDFFormObj_GetObject(form: number, index: number): number;
  FPDFPath_CountSegments(path: number): number;
  FPDFPath_GetPathSegment(path: number, index: number): number;
  FPDFPath_GetDrawMode(path: number, fillMode: number, stroke: number): number;
  FPDFPathSegment_GetType(segment: number): number;
  FPDFPathSegment_GetPoint(segment: number, x: number, y: number): number;
  FPDFPathSegment_GetClose(segment: number): number;
  FPDFBitmap_CreateEx(width: number, height: number, format: number, buffer: number, stride: number): number;
  FPDFBitmap_FillRect(bitmap: number, left: number, top: number, width: number, height: number, argb: number): number;
  FPDFBitmap_GetBuffer(bitmap: number): number;
  FPDFBitmap_GetStride(bitmap: number): number;
  FPDFBitmap_Destroy(bitmap: number): void;
  FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    x: number,
    y: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
}

/** Bytes of scratch memory for out-parameters: six doubles are the most that one call returns. */
const scratchBytes = 64;

/**
 * PDFium in WebAssembly, one instance per process. Its memory may grow, and moves, in any call that allocates; the old views
 * are then empty, which is how it shows. `memory.buffer` itself is too slow to ask for with every number.
 */
export class PdfiumLibrary {
  readonly c: PdfiumExports;
  /** Address of `scratchBytes` bytes for out-parameters, 8-byte aligned. */
  readonly scratch: number;
  #f32 = new Float32Array(0);
  #f64 = new Float64Array(0);
  #i32 = new Int32Array(0);

  constructor(c: PdfiumExports) {
    this.c = c;
    this.scratch = c.malloc(scratchBytes);
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.c.memory.buffer);
  }

  /** Float number `index` of the scratch memory. */
  f32(index: number): number {
    if (this.#f32.length === 0) this.#renewViews();
    return this.#f32[(this.scratch >> 2) + index] ?? 0;
  }

  /** Double number `index` of the scratch memory. */
  f64(index: number): number {
    if (this.#f64.length === 0) this.#renewViews();
    return this.#f64[(this.scratch >> 3) + index] ?? 0;
  }

  /** Integer number `index` of the scratch memory. */
  i32(index: number): number {
    if (this.#i32.length === 0) this.#renewViews();
    return this.#i32[(this.scratch >> 2) + index] ?? 0;
  }

  #renewViews(): void {
    const { buffer } = this.c.memory;
    this.#f32 = new Float32Array(buffer);
    this.#f64 = new Float64Array(buffer);
    this.#i32 = new Int32Array(buffer);
  }
}

/** The one instance of this process. About 60 ms of compilation at the first call. */
export const loadPdfium = loadedOnce(instantiate);

async function instantiate(): Promise<PdfiumLibrary> {
  const wasmFile = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
  const wasm = await readFile(wasmFile);
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  const module = await init({ wasmBinary });
  // The package declares only malloc and free of its exports; the others are there by their C names.
  const c = module.pdfium.wasmExports as unknown as PdfiumExports;
  c.PDFiumExt_Init();
  return new PdfiumLibrary(c);
}
