import { isSymbolFont, symbolOf } from '../callout/symbol-font.js';
import { Shape } from './geometry-store.js';
import { proxyItems } from './proxy-graphics.js';
import type { Reader } from './reader.js';
import { plainText } from './text-codes.js';

/** Size of the graphics that follow in pieces (group 310); older files use the first, newer the second. */
const sizeCodes: ReadonlySet<number> = new Set([92, 160]);

/** What is stored with a picture is its frame, which is not of the drawing. */
const framed = /^(?:IMAGE|WIPEOUT|OLE2?FRAME|VIEWPORT|.*UNDERLAY)$/;

/**
 * An entity that no reader is for: it is counted, and the graphics that were stored with it are taken for what it shows.
 * @param type its name in capitals
 */
export function readOther(reader: Reader, type: string): boolean {
  const { source } = reader;
  reader.begin();
  const pieces: Buffer[] = [];
  let isGraphics = false;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    const { code } = source;
    if (code === 310 && isGraphics) pieces.push(reader.binary());
    else {
      // Only the first such data are graphics; those behind another size are the object's own.
      isGraphics = sizeCodes.has(code) && pieces.length === 0;
      reader.common();
    }
  }
  reader.count();
  if (pieces.length > 0 && !framed.test(type)) keepGraphics(reader, Buffer.concat(pieces));
  return more;
}

function keepGraphics(reader: Reader, data: Buffer): void {
  const { box } = reader.home();
  for (const item of proxyItems(data, (bytes) => reader.strings.decodeBytes(bytes))) {
    if (item.kind === 'text') {
      const text = plainText(item.text);
      const shown = isSymbolFont(item.font) && !/[a-z]{3}/.test(text) ? Array.from(text, symbolOf).join('') : text;
      if (shown.trim() !== '') reader.addText('text', shown, null, item);
      continue;
    }
    const numbers = [item.isClosed ? 1 : 0];
    for (let at = 0; at + 1 < item.points.length; at += 2) {
      const [x = 0, y = 0] = item.points.slice(at, at + 2);
      box.include(x, y);
      numbers.push(x, y, 0);
    }
    reader.store(Shape.polyline, numbers, numbers.length);
  }
}
