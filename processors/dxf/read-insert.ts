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
