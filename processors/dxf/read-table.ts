import type { TableCell } from './drawing.js';
import { handleKey } from './handle.js';
import { radiansPerDegree } from './plane.js';
import type { Reader } from './reader.js';

type Range = readonly [start: number, end: number];

/** Cell type (group 171) of a cell that holds a block. */
const blockCell = 2;
/** Value type (group 90) of whole numbers. */
const wholeNumber = 1;

/**
 * One cell while its tags are read. AutoCAD 2004 to 2006 write the text alone (2 or 3 for pieces, 1 for the last); from 2007 on a value
 * follows `301 CELL_VALUE`: its type, the value in the group of its type, the text as it is printed (303 for pieces, 302 for the last).
 */
class CellTags {
  private readonly isBlock: boolean;
  private readonly pieces: Range[] = [];
  private readonly printed: Range[] = [];
  private readonly attributes: Range[] = [];
  private number: number | null = null;
  private field: string | null = null;
  private valueType = 0;
  private isInValue = false;

  constructor(type: number) {
    this.isBlock = type === blockCell;
  }

  take({ source, strings }: Reader): void {
    const { code } = source;
    const range: Range = [source.start, source.end];
    const isFilled = source.end > source.start;
    if (code === 301) this.isInValue = true;
    else if (code === 304) this.isInValue = false;
    else if (code === 1 || code === 2 || code === 3) this.pieces.push(range);
    else if ((code === 302 || code === 303) && isFilled) this.printed.push(range);
    else if (code === 300 && this.isBlock && !this.isInValue && isFilled) this.attributes.push(range);
    else if (code === 344) this.field = handleKey(strings.decode(...range));
    else if (this.isInValue && code === 90) this.valueType = source.integer();
    else if (this.isInValue && (code === 140 || (code === 91 && this.valueType === wholeNumber)))
      this.number = source.exactReal();
  }

  close(reader: Reader, plain: (source: string) => string): TableCell {
    const { strings } = reader;
    const whole = (ranges: readonly Range[]): string => (ranges.length === 0 ? '' : plain(strings.decodePieces(ranges)));
    const texts = [
      whole(this.pieces),
      whole(this.printed),
      this.attributes.map((one) => plain(strings.decode(...one))).join(' '),
    ];
    const text = texts.find((each) => each.trim() !== '') ?? (this.number === null ? '' : String(this.number));
    return { text, field: this.field === '0' ? null : this.field };
  }
}

/** ACAD_TABLE: cells by row, each beginning with its type (171). */
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
  const cells: TableCell[] = [];
  let cell: CellTags | null = null;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    const { code } = source;
    if (code === 171) {
      if (cell !== null) cells.push(cell.close(reader, plain));
      cell = new CellTags(source.integer());
    } else if (cell !== null) cell.take(reader);
    else if (code === 2) block = reader.nameId();
    else if (code === 10) x = source.real();
    else if (code === 20) y = source.real();
    else if (code === 11) directionX = source.real();
    else if (code === 21) directionY = source.real();
    else if (code === 91) rowCount = source.integer();
    else if (code === 92) columnCount = source.integer();
    else reader.common();
  }
  if (cell !== null) cells.push(cell.close(reader, plain));
  reader.count();
  for (const { field } of cells) if (field !== null) reader.drawing.fields.noteCell();
  const rows: TableCell[][] = [];
  if (columnCount > 0) {
    for (let row = 0; row < rowCount && row * columnCount < cells.length; row++) {
      rows.push(cells.slice(row * columnCount, (row + 1) * columnCount));
    }
  }
  const home = reader.home();
  home.box.include(x, y);
  reader.drawing.tables.push({ container: home.id, layer: reader.layer, block, rows, x, y });
  placePicture(reader, block, x, y, Math.atan2(directionY, directionX) / radiansPerDegree);
  return more;
}

/** A table's picture is drawn like an insert of its block. */
function placePicture(reader: Reader, block: number, x: number, y: number, rotation: number): void {
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
