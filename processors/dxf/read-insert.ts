import { radiansPerDegree } from './plane.js';
import type { Reader } from './reader.js';

/** INSERT and MINSERT: point in object coordinates, rotation in degrees. Its ATTRIB records follow as entities. */
export function readInsert(reader: Reader): boolean {
  const { source } = reader;
  reader.begin();
  let block = -1;
  let x = 0;
  let y = 0;
  let scaleX = 1;
  let scaleY = 1;
  let rotation = 0;
  let columns = 1;
  let rows = 1;
  let columnSpacing = 0;
  let rowSpacing = 0;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    switch (source.code) {
      case 2:
        block = reader.nameId();
        break;
      case 10:
        x = source.real();
        break;
      case 20:
        y = source.real();
        break;
      case 41:
        scaleX = source.real();
        break;
      case 42:
        scaleY = source.real();
        break;
      case 50:
        rotation = source.real();
        break;
      case 70:
        columns = Math.max(1, source.integer());
        break;
      case 71:
        rows = Math.max(1, source.integer());
        break;
      case 44:
        columnSpacing = source.real();
        break;
      case 45:
        rowSpacing = source.real();
        break;
      default:
        reader.common();
    }
  }
  reader.count();
  if (block < 0) {
    reader.warnings.add(`${source.place()}, group code 2: INSERT without a block name`);
    return more;
  }
  reader.openInsert = reader.drawing.inserts.add({
    container: reader.home().id,
    block,
    layer: reader.layer,
    color: reader.color,
    x,
    y,
    scaleX,
    scaleY,
    rotation,
    columns,
    rows,
    columnSpacing,
    rowSpacing,
    mirrored: reader.isMirrored,
  });
  return more;
}

/** ACAD_TABLE: cells by row. Each cell begins with its type (171); long texts come in pieces (2 or 3, then 1), newer ones as a value (302). */
export function readTable(reader: Reader, plain: (source: string) => string): boolean {
  const { source } = reader;
  reader.begin();
  let block = -1;
  let x = 0;
  let y = 0;
  let directionX = 1;
  let directionY = 0;
  let rowCount = 0;
  let columnCount = 0;
  const cells: string[] = [];
  let pieces: (readonly [number, number])[] = [];
  let value: readonly [number, number] | null = null;
  let inCells = false;
  const closeCell = (): void => {
    if (inCells)
      cells.push(plain(pieces.length > 0 ? reader.strings.decodePieces(pieces) : value ? reader.strings.decode(...value) : ''));
    pieces = [];
    value = null;
  };
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    const { code } = source;
    if (code === 171) {
      closeCell();
      inCells = true;
    } else if (inCells) {
      if (code === 1 || code === 2 || code === 3) pieces.push([source.start, source.end]);
      else if (code === 302 && source.end > source.start) value ??= [source.start, source.end];
    } else if (code === 2) block = reader.nameId();
    else if (code === 10) x = source.real();
    else if (code === 20) y = source.real();
    else if (code === 11) directionX = source.real();
    else if (code === 21) directionY = source.real();
    else if (code === 91) rowCount = source.integer();
    else if (code === 92) columnCount = source.integer();
    else reader.common();
  }
  closeCell();
  reader.count();
  const rows: string[][] = [];
  if (columnCount > 0) {
    for (let row = 0; row < rowCount && row * columnCount < cells.length; row++) {
      rows.push(cells.slice(row * columnCount, (row + 1) * columnCount));
    }
  }
  const home = reader.home();
  home.box.include(x, y);
  reader.drawing.tables.push({ container: home.id, layer: reader.layer, block, rows, x, y });
  placeTable(reader, block, x, y, Math.atan2(directionY, directionX) / radiansPerDegree);
  return more;
}

/** A table's picture is drawn like an insert of its block. */
function placeTable(reader: Reader, block: number, x: number, y: number, rotation: number): void {
  if (block < 0) return;
  reader.drawing.inserts.add({
    container: reader.home().id,
    block,
    layer: reader.layer,
    color: reader.color,
    x,
    y,
    scaleX: 1,
    scaleY: 1,
    rotation,
    columns: 1,
    rows: 1,
    columnSpacing: 0,
    rowSpacing: 0,
    mirrored: false,
  });
}
