import { symbolOf } from '../callout/symbol-font.js';
import type { TextPlace } from './drawing.js';
import { plainMtext } from './mtext-codes.js';
import { radiansPerDegree } from './plane.js';
import type { Reader } from './reader.js';
import { plainText } from './text-codes.js';

type Range = readonly [start: number, end: number];

/** Attribute flag (group 70) of a value that is not shown. */
const invisibleFlag = 1;

/** Group 72 and group 73 (74 in attributes). */
const alignments: readonly TextPlace['align'][] = ['left', 'centre', 'right', 'left', 'centre', 'left'];
const verticals: readonly TextPlace['valign'][] = ['baseline', 'bottom', 'middle', 'top'];

/** From here on group codes belong to an entity within the entity, for example the MTEXT of a multi-line attribute. */
const embeddedObject = 101;
const subclass = 100;

/** TEXT, ATTRIB and ATTDEF: one line of text; attributes have a tag and may hold several lines as an embedded MTEXT. */
export function readText(reader: Reader, kind: 'text' | 'attrib' | 'attdef'): boolean {
  const { source } = reader;
  reader.begin();
  let value: Range = [0, 0];
  const lines: Range[] = [];
  let tag: string | null = null;
  let x = 0;
  let y = 0;
  let height = 0;
  let angle = 0;
  let flags = 0;
  let anchorX = 0;
  let anchorY = 0;
  let horizontal = 0;
  let vertical = 0;
  let widthFactor = 1;
  let style = -1;
  let isEmbedded = false;
  // What follows the subclass AcDbXrecord uses the codes of points, heights and tags in other meanings.
  let isRecord = false;
  let hasRecord = false;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    const { code } = source;
    if (isEmbedded) {
      if (code === 1 || code === 3) lines.push([source.start, source.end]);
      continue;
    }
    if (isRecord && code !== embeddedObject) continue;
    switch (code) {
      case subclass:
        isRecord = kind !== 'text' && reader.string() === 'AcDbXrecord';
        hasRecord ||= isRecord;
        break;
      case 1:
        value = [source.start, source.end];
        break;
      case 2:
        if (kind !== 'text') tag = reader.string().trim();
        break;
      case 10:
        x = source.real();
        break;
      case 20:
        y = source.real();
        break;
      case 40:
        height = source.real();
        break;
      case 50:
        angle = source.real();
        break;
      case 7:
        style = reader.nameId();
        break;
      case 11:
        anchorX = source.real();
        break;
      case 21:
        anchorY = source.real();
        break;
      case 41:
        widthFactor = source.real();
        break;
      case 70:
        if (kind !== 'text') flags = source.integer();
        break;
      case 72:
        horizontal = source.integer();
        break;
      case 73:
        if (kind === 'text') vertical = source.integer();
        break;
      case 74:
        if (kind !== 'text') vertical = source.integer();
        break;
      case embeddedObject:
        isEmbedded = true;
        break;
      default:
        reader.common();
    }
  }
  let text = plainText(reader.strings.decode(...value));
  if (reader.drawsSymbols(style, text)) text = Array.from(text, symbolOf).join('');
  // The embedded MTEXT holds all lines. Programs repeat in group 1 the first, or all of them in one.
  const embedded = lines.length > 0 ? plainMtext(reader.strings.decodePieces(lines)).text : '';
  if (embedded.trim() !== '') text = embedded;
  if ((flags & invisibleFlag) !== 0 && kind === 'attrib') reader.isVisible = false;
  const keep = kind === 'attrib' ? addAttribute(reader, tag ?? '', text) : ignore;
  if (kind !== 'attrib') reader.count();
  if (kind !== 'text' || text.trim() !== '') {
    // The second point counts only for text that is not left-aligned on its baseline.
    const isAligned = (horizontal !== 0 || vertical !== 0) && (anchorX !== 0 || anchorY !== 0);
    if (isAligned && x === 0 && y === 0) [x, y] = [anchorX, anchorY];
    const place = isAligned
      ? {
          anchor: [anchorX, anchorY] as const,
          align: alignments[horizontal] ?? 'left',
          valign: verticals[vertical] ?? 'baseline',
        }
      : {};
    // Aligned and fitted text (3 and 5) runs from the first point to the second.
    const isFitted = horizontal === 3 || horizontal === 5;
    const fact = reader.addText(kind, text, tag, { x, y, height, angle, widthFactor, ...(isFitted ? {} : place) });
    if (fact !== null) {
      const { handle } = reader;
      reader.drawing.fields.note({ handle, text: fact, plain: embedded === '' ? plainText : linesOf, keep });
      if (hasRecord && embedded.trim() === '') {
        reader.awaitedLines = (all) => {
          fact.text = all;
          keep(all);
        };
      }
    }
  }
  return more;
}

const linesOf = (source: string): string => plainMtext(source).text;
const ignore = (): void => undefined;

/** @returns what replaces the value that was added. */
function addAttribute(reader: Reader, tag: string, text: string): (value: string) => void {
  if (reader.openInsert < 0) return ignore;
  const { attributes } = reader.drawing;
  let last = attributes.at(-1);
  if (last?.insert !== reader.openInsert) attributes.push((last = { insert: reader.openInsert, values: [] }));
  const { values } = last;
  const index = values.push([tag, text]) - 1;
  return (value) => (values[index] = [tag, value]);
}

/** MTEXT: the text comes in pieces of 250 bytes, groups 3 and last group 1. */
export function readMtext(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  const pieces: Range[] = [];
  let x = 0;
  let y = 0;
  let height = 0;
  let rotation: number | null = null;
  let attachment = 1;
  let wrapWidth = 0;
  let directionX = 1;
  let directionY = 0;
  let style = -1;
  let isEmbedded = false;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    const { code } = source;
    if (isEmbedded) continue;
    switch (code) {
      case 1:
      case 3:
        pieces.push([source.start, source.end]);
        break;
      case 10:
        x = source.real();
        break;
      case 20:
        y = source.real();
        break;
      case 40:
        height = source.real();
        break;
      case 41:
        wrapWidth = source.real();
        break;
      case 50:
        rotation = source.real();
        break;
      case 7:
        style = reader.nameId();
        break;
      case 71:
        attachment = source.integer();
        break;
      case 11:
        directionX = source.real();
        break;
      case 21:
        directionY = source.real();
        break;
      case embeddedObject:
        isEmbedded = true;
        break;
      default:
        reader.common();
    }
  }
  const written = reader.strings.decodePieces(pieces);
  let { text } = plainMtext(written);
  // What stands in a font of its own is no letter of the style.
  const inStyle = written.replace(/\{\\[fF][^}]*\}|\\[A-Za-z][^;\\]*;/g, '');
  if (reader.drawsSymbols(style, inStyle)) text = plainMtext(written, true).text;
  const angle = rotation ?? Math.atan2(directionY, directionX) / radiansPerDegree;
  const { awaitedLines } = reader;
  if (awaitedLines !== null) {
    if (text.trim() !== '') awaitedLines(text);
    return more;
  }
  reader.count();
  if (text.trim() !== '') {
    // Attachment points count from 1, top left, row by row.
    const align = alignments[(attachment - 1) % 3] ?? 'left';
    const valign = verticals[3 - Math.floor((attachment - 1) / 3)] ?? 'top';
    const fact = reader.addText('mtext', text, null, { x, y, height, angle, align, valign, wrapWidth });
    if (fact !== null) reader.drawing.fields.note({ handle: reader.handle, text: fact, plain: linesOf, keep: ignore });
  }
  return more;
}
