import type { Word } from '../text/words.js';
import { Alphabet } from './alphabet.js';
import { blobsIn, type Blob } from './blobs.js';
import { withDecimalPoints } from './decimal-points.js';
import { diameterSigns, erased } from './diameter-signs.js';
import { joinedByFootMarks, withFootMarks } from './foot-marks.js';
import { letteringRows } from './lettering-rows.js';
import { loneCharacters } from './lone-characters.js';
import { withPlusMinus } from './plus-minus.js';
import { turnedClockwise, type Raster } from './raster.js';
import type { GreyImage, RecognisedWord, Recogniser } from './recogniser.js';
import { rowSheet } from './row-sheet.js';
import { withoutStrayDashes } from './stray-dashes.js';
import { unreadFigures } from './unread-figures.js';

/** Below this a word is more often a piece of geometry than text. Percent. */
const leastConfidence = 30;

/** Words so certain need no second look from the side. Percent. */
const certainConfidence = 80;

/**
 * Reads a page level and turned by 90 degrees, and keeps of two readings of one place the better one. What was read with certainty is taken
 * out before the page is turned: the recogniser would spend most of its time on words that lie on their side, and find scraps in them.
 */
export async function readPage(recogniser: Recogniser, { image, dpi }: Raster): Promise<Word[]> {
  const perPixel = 72 / dpi;
  const level = await readLevel(recogniser, image, dpi);
  const turned = await readUpward(recogniser, turnedClockwise(erased(image, level.filter(isCertain).map(boxOf))), dpi);
  return withoutOverlaps([
    ...placedWords(level).map((word) => onPage(word, 0, image.height, perPixel)),
    // In the turned picture x runs up the page and y from its left edge.
    ...placedWords(turned).map((word) => onPage(word, 90, image.height, perPixel)),
  ]);
}

/** Two figures one above the other are no word: what runs up the page is higher than wide. */
function isCertain({ text, confidence, width, height }: RecognisedWord): boolean {
  return confidence >= certainConfidence && text.length > 1 && width > height;
}

function boxOf({ left, top, width, height }: RecognisedWord): Blob {
  return { left, top, right: left + width - 1, bottom: top + height - 1 };
}

/** The recogniser's words, with what it does not see: diameter signs, and characters that stand alone. */
async function readLevel(recogniser: Recogniser, image: GreyImage, dpi: number): Promise<RecognisedWord[]> {
  const { letters, signs } = patchesIn(image);
  const words = await readRows(recogniser, image, dpi, letters);
  words.push(...(await loneCharacters(recogniser, image, dpi, letters, words)));
  return withSigns(words, letters, signs);
}

async function readUpward(recogniser: Recogniser, image: GreyImage, dpi: number): Promise<RecognisedWord[]> {
  const { letters, signs } = patchesIn(image);
  return withSigns(await readRows(recogniser, image, dpi, letters), letters, signs);
}

/** The recogniser is shown the rows alone, one below the other, without the paper between them. */
async function readRows(
  recogniser: Recogniser,
  image: GreyImage,
  dpi: number,
  letters: readonly Blob[],
): Promise<RecognisedWord[]> {
  const rows = letteringRows(image, letters);
  if (rows.length === 0) return [];
  const sheet = rowSheet(image, rows);
  const recognised = await recogniser.recognise(sheet.image, dpi);
  const placed = recognised.flatMap((word) => sheet.placed(word) ?? []);
  return corrected(placed, image, letters);
}

/** The diameter signs of a picture, and its other patches of ink. */
function patchesIn(image: GreyImage): { letters: Blob[]; signs: Blob[] } {
  const blobs = blobsIn(image);
  const signs = new Set(diameterSigns(image, blobs));
  return { letters: blobs.filter((blob) => !signs.has(blob)), signs: [...signs] };
}

function corrected(recognised: readonly RecognisedWord[], image: GreyImage, letters: readonly Blob[]): RecognisedWord[] {
  const read = plausible(withFootMarks(recognised.map(withoutStrayDashes), letters, leastConfidence));
  const words = withDecimalPoints(withPlusMinus(read, letters).flatMap(countedSheets), letters);
  return [...words, ...unreadFigures(letters, words, new Alphabet(image, letters, words))];
}

function withSigns(words: readonly RecognisedWord[], letters: readonly Blob[], signs: readonly Blob[]): RecognisedWord[] {
  const whole = joinedByFootMarks(words, letters);
  return [...whole, ...signs.flatMap((sign) => signWord(sign, whole))];
}

/** `10F 1`, `1OF1`, `OF1`: no number ends in F, but sheets are counted with OF. */
function countedSheets(word: RecognisedWord): RecognisedWord[] {
  const match = /^(\d{1,2})[0O]F(\d{0,2})$|^()OF(\d{1,2})$/.exec(word.text);
  const [text, count, of] = [match?.[0], match?.[1] ?? match?.[3], match?.[2] ?? match?.[4]];
  if (text === undefined || count === undefined || of === undefined) return [word];
  const perLetter = word.width / text.length;
  const part = (content: string, from: number) => ({
    ...word,
    text: content,
    left: word.left + Math.round(from * perLetter),
    width: Math.round(content.length * perLetter * 0.8),
  });
  return [
    ...(count === '' ? [] : [part(count, 0)]),
    part('OF', count.length),
    ...(of === '' ? [] : [part(of, count.length + 2)]),
  ];
}

/** The sign as a word of the line that it opens. */
function signWord({ left, top, right, bottom }: Blob, words: readonly RecognisedWord[]): RecognisedWord[] {
  const behind = words.find(
    (word) =>
      /^\.?\d/.test(word.text) &&
      word.left > right - 2 &&
      word.left - right < 1.3 * (bottom - top) &&
      word.top < bottom &&
      word.top + word.height > top,
  );
  return behind ? [{ ...behind, text: 'Ø', left, width: right - left + 1 }] : [];
}

interface PlacedWord {
  readonly word: RecognisedWord;
  /** Height of the em and place of the baseline below the top edge, pixels. */
  readonly em: number;
  readonly baseline: number;
}

interface Candidate {
  readonly word: Word;
  readonly weight: number;
}

function plausible(words: readonly RecognisedWord[]): RecognisedWord[] {
  return words.filter(({ text, confidence, width, height }) => {
    if (confidence < leastConfidence || height < 5 || width < 2) return false;
    if (!/[\p{L}\p{N}]/u.test(text)) return false;
    // Hatching and arrow heads come as strings of l, I and |.
    return !/^[lI|!/\\_.,'`~-]{2,}$/.test(text);
  });
}

/**
 * The height of a word's box depends on its letters: figures and capitals reach from the baseline to 0.72 em, small letters
 * without ascender to 0.52 em, and descenders go 0.2 em below. The median over a line evens out what is left.
 */
function placedWords(words: readonly RecognisedWord[]): PlacedWord[] {
  const lines = new Map<string, RecognisedWord[]>();
  for (const word of words) {
    const line = lines.get(word.line);
    if (line) line.push(word);
    else lines.set(word.line, [word]);
  }
  return [...lines.values()].flatMap((line) => {
    const em = median(line.map(emOf));
    return line.map((word) => ({
      word,
      em,
      baseline: median(line.map((other) => baselineOf(other, em))),
    }));
  });
}

const descends = /[gjpqyQ,;()[\]{}|/@]/;
const ascends = /[A-ZØ\dbdfhklt()[\]{}|/!?'"°#%&]/;

function emOf({ text, height }: RecognisedWord): number {
  return height / ((ascends.test(text) ? 0.72 : 0.52) + (descends.test(text) ? 0.2 : 0));
}

function baselineOf({ text, top, height }: RecognisedWord, em: number): number {
  return top + height - (descends.test(text) ? 0.2 * em : 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function onPage({ word, em, baseline }: PlacedWord, angle: 0 | 90, rows: number, perPixel: number): Candidate {
  const { left, top, width, height, text, confidence } = word;
  const common = { text, size: em * perPixel, u0: 0, u1: 0, v: 0, follows: false };
  const weight = confidence * text.length;
  if (angle === 0) {
    const [x0, x1] = [left * perPixel, (left + width) * perPixel];
    const v = (rows - baseline) * perPixel;
    const box = { x0, x1, y0: (rows - top - height) * perPixel, y1: (rows - top) * perPixel };
    return { weight, word: { ...common, cos: 1, sin: 0, u0: x0, u1: x1, v, ...box } };
  }
  // Column c and row r of the turned picture are row `rows - 1 - c` and column r of the page's.
  const [u0, u1] = [left * perPixel, (left + width) * perPixel];
  const box = { x0: top * perPixel, x1: (top + height) * perPixel, y0: u0, y1: u1 };
  return { weight, word: { ...common, cos: 0, sin: 1, u0, u1, v: -baseline * perPixel, ...box } };
}

/** Of words that cover each other by a third, the one with more confident characters. */
function withoutOverlaps(candidates: readonly Candidate[]): Word[] {
  const kept: Candidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.weight - a.weight)) {
    if (!kept.some((other) => overlap(candidate.word, other.word) > 0.33)) kept.push(candidate);
  }
  const order = new Map(candidates.map((candidate, index) => [candidate, index]));
  return kept.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)).map(({ word }) => word);
}

/** Recognised words that the page has not as text already. */
export function notPrinted(recognised: readonly Word[], printed: readonly Word[]): Word[] {
  return recognised.filter((word) => !printed.some((other) => overlap(word, other) > 0.33));
}

/** Share of the smaller box that lies in the other. */
function overlap(a: Word, b: Word): number {
  const width = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  const height = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  if (width <= 0 || height <= 0) return 0;
  const area = ({ x0, y0, x1, y1 }: Word) => (x1 - x0) * (y1 - y0);
  return (width * height) / Math.min(area(a), area(b));
}
