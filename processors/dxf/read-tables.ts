import { isSymbolFont } from '../callout/symbol-font.js';
import type { DimensionVariables } from './drawing.js';
import { handleKey } from './handle.js';
import type { Reader } from './reader.js';

/** DIMSTYLE group codes that decide how a dimension is printed; the others place its arrows and lines. */
const styleCodes = new Set([3, 45, 47, 48, 71, 72, 78, 144, 147, 179, 270, 271, 272, 275, 277, 278]);

const frozenFlag = 1;

/** LAYER record: a negative colour means the layer is off. */
export function readLayer(reader: Reader): boolean {
  const { source, drawing } = reader;
  let name = -1;
  let flags = 0;
  let color = 0;
  let linetype = '';
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    if (source.code === 2) name = reader.nameId();
    else if (source.code === 70) flags = source.integer();
    else if (source.code === 62) color = source.integer();
    else if (source.code === 6) linetype = reader.string().trim();
  }
  if (name >= 0) {
    const isFrozen = (flags & frozenFlag) !== 0;
    drawing.layers.set(name, { name: reader.name(name), isFrozen, isOff: color < 0, color: Math.abs(color), linetype });
  }
  return more;
}

/** STYLE record: its font's file (3) and, for TrueType, the typeface (1000). */
export function readTextStyle(reader: Reader): boolean {
  const { source, drawing } = reader;
  let name = -1;
  let drawsSymbols = false;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    if (source.code === 2) name = reader.nameId();
    else if (source.code === 3 || source.code === 1000) drawsSymbols ||= isSymbolFont(reader.string());
  }
  if (drawsSymbols && name >= 0) drawing.symbolStyles.add(reader.name(name).toUpperCase());
  return more;
}

export function readDimensionStyle(reader: Reader): boolean {
  const { source, drawing } = reader;
  const variables: DimensionVariables = new Map();
  let name = '';
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    const { code } = source;
    if (code === 2) name = reader.string().trim();
    else if (styleCodes.has(code)) variables.set(code, code === 3 ? reader.string() : source.exactReal());
  }
  if (name !== '') drawing.dimensionStyles.set(name.toUpperCase(), variables);
  return more;
}

/** XDATA of an anonymous block that is a dynamic block in one of its states; its handle is that of the dynamic block's record. */
const representation = 'ACDBBLOCKREPBTAG';

/** BLOCK_RECORD: a block's name. A drawing may have the record without the BLOCK. */
export function readBlockRecord(reader: Reader): boolean {
  const { source, drawing } = reader;
  let name = '';
  let handle = '';
  let stateOf: string | null = null;
  let application = '';
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    const { code } = source;
    if (code === 2) name = reader.string().trim();
    else if (code === 5) handle = handleKey(reader.string());
    else if (code === 1001) application = reader.string().trim().toUpperCase();
    else if (code === 1005 && application === representation) stateOf = handleKey(reader.string());
  }
  if (name !== '') drawing.blockRecords.push({ name, handle, stateOf });
  return more;
}
