import type { TableFact } from '../../queues/contract/facts.js';
import type { BlockGraph } from './block-graph.js';
import type { Drawing, TableCell } from './drawing.js';
import { isPlaceholder } from './fields.js';
import { plainMtext } from './mtext-codes.js';

/** Cells of ACAD_TABLE entities as tables, and as texts of their own so that they are found. */
export function tableFacts(drawing: Drawing, graph: BlockGraph, nameOf: (id: number) => string): TableFact[] {
  const facts: TableFact[] = [];
  for (const table of drawing.tables) {
    const picture = table.block < 0 ? null : graph.blockOf(table.block);
    const drawn = picture === null ? [] : (drawing.pictureTexts.get(picture.id) ?? []);
    const rows = table.rows.map((row) => row.map((cell) => cellText(cell, drawing)));
    const cells = rows.flat().filter((cell) => cell.trim() !== '');
    // Some programs leave the cells to the picture; then its texts are all there is.
    const texts = cells.length > 0 ? cells : drawn;
    const { role } = drawing.containerAt(table.container);
    for (const text of texts) {
      drawing.texts.push({
        text,
        source: 'table',
        tag: null,
        page: null,
        layer: nameOf(table.layer),
        space: role === 'model' || role === 'paper' ? role : 'block',
        visible: true,
        x: table.x,
        y: table.y,
        height: null,
        angle: null,
      });
      drawing.textPlaces.push({
        container: table.container,
        x: table.x,
        y: table.y,
        align: 'left',
        valign: 'top',
        widthFactor: 1,
        wrapWidth: 0,
      });
    }
    if (cells.length > 0) facts.push({ rows });
  }
  return facts;
}

/** A cell with a field may have no text beside it, or what was printed before the field had a value. */
function cellText({ text, field }: TableCell, { fields }: Drawing): string {
  const value = field === null ? null : fields.valueOf(field);
  return value === null || (text.trim() !== '' && !isPlaceholder(text)) ? text : plainMtext(value).text;
}
