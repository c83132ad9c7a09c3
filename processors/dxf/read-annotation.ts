import { plainMtext } from './mtext-codes.js';
import type { Reader } from './reader.js';
import { plainTolerance } from './tolerance-text.js';

/** TOLERANCE: a feature control frame in one string; `%%v` separates its cells. */
export function readTolerance(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  let value: readonly [number, number] = [0, 0];
  let x = 0;
  let y = 0;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    if (source.code === 1) value = [source.start, source.end];
    else if (source.code === 10) x = source.real();
    else if (source.code === 20) y = source.real();
    else reader.common();
  }
  reader.count();
  const text = plainTolerance(reader.strings.decode(...value));
  if (text !== '') reader.addText('tolerance', text, null, { x, y, height: 0, angle: 0 });
  return more;
}

/** MULTILEADER: its text stands in the context data (group 304), the values of a block's attributes in group 302. */
export function readMultileader(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  const texts: string[] = [];
  let x = 0;
  let y = 0;
  let height = 0;
  let depth = 0;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    switch (source.code) {
      case 300:
        if (reader.string().startsWith('CONTEXT_DATA')) depth = 1;
        break;
      case 301:
        depth = 0;
        break;
      case 302:
      case 304: {
        const value = reader.string();
        if (!/^\s*LEADER(?:_LINE)?\{/.test(value)) texts.push(plainMtext(value).text);
        break;
      }
      case 12:
        if (depth === 1) x = source.real();
        break;
      case 22:
        if (depth === 1) y = source.real();
        break;
      case 41:
        if (depth === 1 && height === 0) height = source.real();
        break;
      default:
        if (depth === 0) reader.common();
    }
  }
  reader.count();
  for (const text of texts) if (text.trim() !== '') reader.addText('leader', text, null, { x, y, height, angle: 0 });
  return more;
}
