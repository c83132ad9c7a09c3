import { projectionSymbol } from '../drawing/projection-symbol.js';
import type { TitleBlock, TitleCell } from '../drawing/title-block.js';
import type { PrintedField } from '../drawing/title-fields.js';
import type { Random } from '../random.js';
import { type Entity, attributeDefinition, insertEntity } from './entity.js';
import { type DrawOptions, type ModelFrame, primitiveEntities, toModel } from './primitive-entities.js';

const tagSets: readonly Readonly<Record<PrintedField, string>>[] = [
  {
    drawing_number: 'DWG_NO',
    part_number: 'PART_NO',
    title: 'TITLE',
    revision: 'REV',
    material: 'MATERIAL',
    finish: 'FINISH',
    scale: 'SCALE',
    weight: 'WEIGHT',
    date: 'DATE',
    sheet: 'SHEET',
  },
  {
    drawing_number: 'DRAWING_NUMBER',
    part_number: 'PARTNUMBER',
    title: 'DESCRIPTION',
    revision: 'REVISION',
    material: 'MATL',
    finish: 'FINISH',
    scale: 'SCALE',
    weight: 'MASS',
    date: 'DRAWN_DATE',
    sheet: 'SHEET_NO',
  },
];

/** The title block as a block with attribute definitions, and one INSERT with the values. */
export function titleInsert(
  title: TitleBlock,
  inPaperSpace: boolean,
  draw: DrawOptions,
  blocks: Map<string, readonly Entity[]>,
  random: Random,
): Entity[] {
  const tags = random.pick(tagSets);
  const name = random.pick(['TITLEBLOCK', 'TITLE_BLOCK', 'A-BORDER-TITLE', 'Title']);
  const pen = inPaperSpace ? { layer: 'TITLE', paperSpace: true } : { layer: 'TITLE' };
  const paper: ModelFrame = { factor: 1, shift: { x: 0, y: 0 } };
  const frame = inPaperSpace ? paper : draw.frame;
  const attribute = (
    cell: TitleCell,
    where: ModelFrame,
  ): { tag: string; value: string; place: { at: { x: number; y: number }; height: number; angleDeg: number; justify: 0 } } => ({
    tag:
      cell.field === null
        ? cell.label
            .replace(/[^A-Za-z]+/g, '_')
            .replace(/_$/, '')
            .toUpperCase()
        : tags[cell.field],
    value: draw.encodeText(cell.value),
    place: { at: toModel(where, cell.valueAt), height: cell.valueHeight * where.factor, angleDeg: 0, justify: 0 },
  });
  const nested: Entity[] = [];
  if (title.symbol !== null) {
    blocks.set(
      'PROJ_SYMBOL',
      primitiveEntities(projectionSymbol(title.symbol.projection), { ...draw, frame: paper, layer: '0', paperSpace: false }),
    );
    nested.push(insertEntity({ layer: '0' }, 'PROJ_SYMBOL', title.symbol, 1, []));
  }
  blocks.set(name, [
    ...primitiveEntities(title.primitives, { ...draw, frame: paper, layer: '0', paperSpace: false }),
    ...nested,
    ...title.cells.map((cell) => attributeDefinition({ layer: '0' }, attribute(cell, paper), cell.label)),
  ]);
  return [
    insertEntity(
      pen,
      name,
      { x: 0, y: 0 },
      frame.factor,
      title.cells.map((cell) => attribute(cell, frame)),
    ),
  ];
}
