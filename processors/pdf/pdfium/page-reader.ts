import type { ExtractionPorts } from '../../../queues/contract/processor.js';
import { limits } from '../limits.js';
import { withoutLettering } from '../ocr/lettering.js';
import { layOut, type Page, type RawPage } from '../page.js';
import { Previews } from '../preview/previews.js';
import { wordsOf } from '../text/words.js';
import { readAnnotations } from './annotations.js';
import { pageFrame } from './geometry.js';
import { readGlyphs } from './glyphs.js';
import { HiddenLayers } from './layers.js';
import type { PdfiumLibrary } from './library.js';
import { readArtwork } from './paths.js';

/** What to do with a page that is not blank and has hardly any text: another reading of it, or null to leave it so. */
export type ReadTextless = (page: number, raw: RawPage) => Promise<RawPage | null>;

/** Reads pages until the document's budget of characters and path segments is used up; what was read is kept. */
export class PageReader {
  readonly pages: Page[] = [];
  /** Numbers of pages, from 1. */
  readonly failed: number[] = [];
  readonly textless: number[] = [];
  readonly warnings: string[] = [];
  readonly #pdfium: PdfiumLibrary;
  readonly #document: number;
  readonly #ports: ExtractionPorts;
  readonly #readTextless: ReadTextless | undefined;
  #glyphs: number = limits.glyphs;
  #segments: number = limits.pathSegments;
  readonly #previews: Previews;

  readonly #layers: HiddenLayers;

  constructor(pdfium: PdfiumLibrary, document: number, bytes: Uint8Array, ports: ExtractionPorts, readTextless?: ReadTextless) {
    this.#pdfium = pdfium;
    this.#layers = new HiddenLayers(pdfium, bytes);
    this.#document = document;
    this.#ports = ports;
    this.#readTextless = readTextless;
    this.#previews = new Previews(pdfium, ports);
  }

  async readAll(count: number): Promise<void> {
    await this.#readUpTo(count);
    this.warnings.push(...this.#previews.warnings);
  }

  async #readUpTo(count: number): Promise<void> {
    const last = Math.min(count, limits.pages);
    for (let number = 1; number <= last; number++) {
      if (this.#glyphs <= 0 || this.#segments <= 0) {
        this.warnings.push(`read up to page ${number - 1} of ${count}: more characters or artwork than one document may have`);
        return;
      }
      this.#ports.stage(`page ${number}`);
      await this.#read(number);
    }
    if (last < count) this.warnings.push(`read ${last} of ${count} pages`);
  }

  async #read(number: number): Promise<void> {
    const { c } = this.#pdfium;
    const page = c.FPDF_LoadPage(this.#document, number - 1);
    if (page === 0) {
      this.failed.push(number);
      this.warnings.push(`page ${number} cannot be loaded`);
      return;
    }
    try {
      const { raw, namesLettering, unmapped } = this.#rawPage(page, number);
      const characters = raw.words.reduce((sum, word) => sum + word.text.length, 0);
      const textless =
        raw.artwork.objects > 0 &&
        (characters < limits.textlessCharacters ||
          unmapped >= Math.max(limits.textlessCharacters, unmappedShare * characters) ||
          (!namesLettering && isLettered(raw, characters)));
      if (textless) this.textless.push(number);
      const again = textless ? await this.#readTextless?.(page, raw) : null;
      this.pages.push(layOut(again ?? raw));
      await this.#previews.add(page, number, raw.width, raw.height);
    } finally {
      c.FPDF_ClosePage(page);
    }
  }

  #rawPage(page: number, number: number): { raw: RawPage; namesLettering: boolean; unmapped: number } {
    const frame = pageFrame(this.#pdfium, page);
    const { width, height, toShown } = frame;
    const budget = Math.min(this.#segments, limits.pathSegmentsPerPage);
    const { hiddenTexts, ...artwork } = readArtwork(this.#pdfium, page, toShown, width * height, budget, this.#layers);
    const most = Math.min(this.#glyphs, limits.glyphsPerPage);
    const { glyphs, unmapped } = readGlyphs(this.#pdfium, page, frame, most, hiddenTexts);
    this.#glyphs -= glyphs.length + unmapped;
    this.#segments -= artwork.pathSegments;
    if (artwork.truncated) this.warnings.push(`page ${number} has more artwork than was read`);
    const { words, stroked } = readAnnotations(this.#pdfium, page, frame);
    const segments = stroked.length > 0 ? withoutLettering(artwork.segments, stroked) : artwork.segments;
    const raw: RawPage = {
      number,
      width,
      height,
      source: 'native',
      words: [...wordsOf(glyphs), ...words],
      artwork: { ...artwork, segments },
    };
    return { raw, namesLettering: stroked.length > 0, unmapped };
  }
}

/** Of the characters that can be read as text: with more than these that cannot, the picture is read. */
const unmappedShare = 0.2;

/** Points; strokes of lettering are no longer. */
const longestStroke = 12;
/** Of each character that is text, and on the whole page. */
const strokes = { perCharacter: 8, least: 600 };
/** A form filled in with text has no more characters than this. */
const mostCharacters = 120;

/** Hardly any text and very many short strokes: a sheet with stroked lettering whose form was filled in with text. */
function isLettered({ artwork }: RawPage, characters: number): boolean {
  if (characters >= mostCharacters) return false;
  const short = artwork.segments.filter(({ x0, y0, x1, y1 }) => Math.hypot(x1 - x0, y1 - y0) < longestStroke).length;
  return short >= Math.max(strokes.least, strokes.perCharacter * characters);
}
