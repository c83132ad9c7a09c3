import { Shape } from './geometry-store.js';
import { plainMtext } from './mtext-codes.js';
import type { Reader } from './reader.js';
import { plainText } from './text-codes.js';
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

/**
 * MULTILEADER: its text stands in the context data (group 304), the values of a block's attributes in group 302. Each `304 LEADER_LINE{`
 * holds the points of a line, which runs on to the last point of its `302 LEADER{`.
 */
export function readMultileader(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  const texts: string[] = [];
  let x = 0;
  let y = 0;
  let height = 0;
  let depth = 0;
  let landing: readonly [number, number] = [0, 0];
  /** The line that is being read: closed flag, then x y bulge each. */
  let line: number[] | null = null;
  const lines: number[][] = [];
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
        if (/^\s*LEADER_LINE\{/.test(value)) lines.push((line = [0]));
        else if (!/^\s*LEADER\{/.test(value)) texts.push(plainMtext(value).text);
        break;
      }
      case 305:
        line?.push(...landing, 0);
        line = null;
        break;
      case 10:
        if (line !== null) line.push(source.real());
        else if (depth === 1) landing = [source.real(), 0];
        break;
      case 20:
        if (line !== null) line.push(source.real(), 0);
        else if (depth === 1) landing = [landing[0], source.real()];
        break;
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
  for (const numbers of lines) {
    if (numbers.length < 7) continue;
    for (let at = 1; at + 1 < numbers.length; at += 3) reader.home().box.include(numbers[at] ?? 0, numbers[at + 1] ?? 0);
    reader.store(Shape.polyline, numbers, numbers.length);
  }
  for (const text of texts) if (text.trim() !== '') reader.addText('leader', text, null, { x, y, height, angle: 0 });
  return more;
}

/** ARCALIGNEDTEXT of the Express Tools: radius (40), height of letters (42), start and end (50, 51). It is placed where its arc begins, flat. */
export function readArcText(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  let value: readonly [number, number] = [0, 0];
  let x = 0;
  let y = 0;
  let radius = 0;
  let height = 0;
  let end = 0;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    if (source.code === 1) value = [source.start, source.end];
    else if (source.code === 10) x = source.real();
    else if (source.code === 20) y = source.real();
    else if (source.code === 40) radius = source.real();
    else if (source.code === 42) height = source.real();
    else if (source.code === 51) end = source.real();
    else reader.common();
  }
  reader.count();
  const text = plainText(reader.strings.decode(...value));
  // Letters run clockwise, from the end of the arc to its start; its angles are radians.
  const start = { x: x + radius * Math.cos(end), y: y + radius * Math.sin(end) };
  if (text.trim() !== '') reader.addText('text', text, null, { ...start, height, angle: 0 });
  return more;
}
