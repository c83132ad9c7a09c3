import { plainMtext } from './mtext-codes.js';
import { radiansPerDegree } from './plane.js';
import type { Reader } from './reader.js';
import { plainText } from './text-codes.js';

type Range = readonly [start: number, end: number];

/** Attribute flag (group 70) of a value that is not shown. */
const invisibleFlag = 1;

/** From here on group codes belong to an entity within the entity, for example the MTEXT of a multi-line attribute. */
const embeddedObject = 101;

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
  let isEmbedded = false;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    const { code } = source;
    if (isEmbedded) {
      if (code === 1 || code === 3) lines.push([source.start, source.end]);
      continue;
    }
    switch (code) {
      case 1:
        value = [source.start, source.end];
        break;
      case 2:
        if (kind !== 'text') tag = reader.string().trim();
        break;
      case 10:
        x = source.exactReal();
        break;
      case 20:
        y = source.exactReal();
        break;
      case 40:
        height = source.exactReal();
        break;
      case 50:
        angle = source.exactReal();
        break;
      case 70:
        if (kind !== 'text') flags = source.integer();
        break;
      case embeddedObject:
        isEmbedded = true;
        break;
      default:
        reader.common();
    }
  }
  let text = plainText(reader.strings.decode(...value));
  // The embedded MTEXT holds all lines; the plain value repeats the first, or is empty.
  if (lines.length > 0 && text.trim() === '') text = plainMtext(reader.strings.decodePieces(lines)).text;
  if ((flags & invisibleFlag) !== 0 && kind === 'attrib') reader.isVisible = false;
  if (kind === 'attrib') addAttribute(reader, tag ?? '', text);
  else reader.count();
  if (kind !== 'text' || text.trim() !== '') reader.addText(kind, text, tag, x, y, height, angle);
  return more;
}

function addAttribute(reader: Reader, tag: string, text: string): void {
  if (reader.openInsert < 0) return;
  const { attributes } = reader.drawing;
  const last = attributes.at(-1);
  if (last?.insert === reader.openInsert) last.values.push([tag, text]);
  else attributes.push({ insert: reader.openInsert, values: [[tag, text]] });
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
  let directionX = 1;
  let directionY = 0;
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
        x = source.exactReal();
        break;
      case 20:
        y = source.exactReal();
        break;
      case 40:
        height = source.exactReal();
        break;
      case 50:
        rotation = source.exactReal();
        break;
      case 11:
        directionX = source.exactReal();
        break;
      case 21:
        directionY = source.exactReal();
        break;
      case embeddedObject:
        isEmbedded = true;
        break;
      default:
        reader.common();
    }
  }
  const { text } = plainMtext(reader.strings.decodePieces(pieces));
  const angle = rotation ?? Math.atan2(directionY, directionX) / radiansPerDegree;
  reader.count();
  if (text.trim() !== '') reader.addText('mtext', text, null, x, y, height, angle);
  return more;
}
