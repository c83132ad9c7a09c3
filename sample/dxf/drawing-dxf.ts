import { dimensionPicture, dimensionTextPoint } from '../drawing/dimension-picture.js';
import type { Drawing } from '../drawing/drawing.js';
import type { Primitive } from '../drawing/primitives.js';
import { strokeText } from '../drawing/stroke-lettering.js';
import { titleValues } from '../drawing/title-block.js';
import { type Point, extentsOf } from '../part/outline.js';
import type { Random } from '../random.js';
import { dimensionEntity } from './dimension-entity.js';
import { type DxfDocument, codePageName } from './document.js';
import { type DxfDimensionTruth, type DxfTruth, type WrittenDxf, countedTruth, dimensionTruth } from './dxf-truth.js';
import { type DxfHabits, insertUnits, localRemark } from './dxf-habits.js';
import { type Entity, mtextEntity, textEntity } from './entity.js';
import { type DrawOptions, type ModelFrame, controlCodes, primitiveEntities, toModel } from './primitive-entities.js';
import type { DimensionStyleTags } from './tables.js';
import { titleInsert } from './title-insert.js';

export interface DrawingDxfOptions {
  readonly habits: DxfHabits;
  /** Every letter and dimension as strokes: nothing to read but lines. */
  readonly exploded: boolean;
  /** `attributes`: an INSERT with ATTRIBs; `paper`: the same in paper space; `texts`: a grid of texts and lines. */
  readonly title: 'attributes' | 'paper' | 'texts';
}

/** A drawing as DXF: views at full size in model space, or on paper scale with DIMLFAC. */
export function drawingDxf(drawing: Drawing, options: DrawingDxfOptions, random: Random): WrittenDxf {
  const unit = drawing.drawnIn;
  const { habits, exploded } = options;
  const { version } = habits.encoding;
  const fullSize = random.chance(0.8);
  const factor = fullSize ? 1 / drawing.factor : 1;
  const frame: ModelFrame = { factor, shift: { x: 0, y: 0 } };
  const plainSigns = random.chance(0.4);
  const draw: DrawOptions = {
    frame,
    version,
    layer: null,
    paperSpace: false,
    encodeText: plainSigns ? (text) => text : controlCodes,
  };
  const blocks = new Map<string, readonly Entity[]>();
  const styles = new Map<string, DimensionStyleTags>();
  styles.set('STANDARD', { name: 'STANDARD', tags: standardStyle(factor, drawing, fullSize) });
  const entities: Entity[] = [];
  const dims: DxfDimensionTruth[] = [];
  const storesMeasurement = version !== 'AC1009' && fullSize && random.chance(0.5);
  const toleranceIn = random.pick(['style', 'xdata', 'text'] as const);
  if (exploded) {
    entities.push(
      ...primitiveEntities(
        strokesOnly([
          ...drawing.primitives,
          ...drawing.noteTexts,
          ...drawing.title.primitives,
          ...titleValues(drawing.title),
          ...pictures(drawing),
        ]),
        draw,
      ),
    );
  } else {
    entities.push(...primitiveEntities(drawing.primitives, draw), ...noteEntities(drawing, draw, random));
    const remark = { x: drawing.size.width / 2, y: drawing.size.height - 17 };
    entities.push(
      textEntity({ layer: 'TEXT' }, localRemark(habits.encoding, random), {
        at: toModel(frame, remark),
        height: 2.5 * factor,
        angleDeg: 0,
        justify: 0,
      }),
    );
    for (const dimension of drawing.dimensions) {
      const block = `*D${dims.length + 1}`;
      const at = (point: Point): Point => toModel(frame, point);
      const picture = dimensionPicture(dimension, drawing.dimensionStyle);
      const written = dimensionEntity(
        dimension,
        block,
        dimensionTextPoint(dimension, drawing.dimensionStyle),
        at,
        { version, storesMeasurement, toleranceIn, layer: 'DIM' },
        random,
      );
      if (written === null) {
        entities.push(...primitiveEntities(picture, draw));
        continue;
      }
      if (written.style !== null)
        styles.set(written.style.name, {
          ...written.style,
          tags: [...standardStyle(factor, drawing, fullSize), ...written.style.tags],
        });
      blocks.set(block, primitiveEntities(picture, { ...draw, layer: 'DIM' }));
      entities.push(written.entity);
      dims.push(dimensionTruth(dimension, written));
    }
    entities.push(...titleEntities(drawing, options, draw, blocks, random));
  }
  const corner = { x: drawing.size.width * factor, y: drawing.size.height * factor };
  const box = extentsOf([{ x: 0, y: 0 }, corner]);
  const document: DxfDocument = {
    encoding: habits.encoding,
    header: {
      codePageName: codePageName(habits.encoding),
      insertUnits: insertUnits(unit, habits.units),
      metric: unit === 'mm',
      extents: [box.minX, box.minY, box.maxX, box.maxY],
      dimensionScale: factor,
      textSize: drawing.dimensionStyle.textHeight * factor,
    },
    layers: [...new Set(['0', ...[...blocks.values(), entities].flat().map(({ layer }) => layer)])].map((name, index) => ({
      name,
      colour: (index % 7) + 1,
      linetype: 'CONTINUOUS',
    })),
    dimensionStyles: [...styles.values()],
    blocks,
    entities,
  };
  const statedUnit = exploded ? null : drawing.title.stated.units;
  const truth: DxfTruth = {
    ok: true,
    ...countedTruth(document),
    dims,
    tables: [],
    mleader: [],
    tolerance: [],
    xrefs: [],
    units: habits.units === 'stated' ? unit : statedUnit,
    document_class: exploded ? 'vector-only' : 'drawing',
    title_block: exploded ? null : drawing.title.stated,
    bom: exploded ? [] : drawing.bom,
    flat_pattern: null,
  };
  return { document, truth };
}

function standardStyle(factor: number, drawing: Drawing, fullSize: boolean): DimensionStyleTags['tags'] {
  return [
    [40, factor],
    [41, 2.5],
    [42, 1],
    [44, 1.5],
    ...(fullSize ? [] : ([[144, 1 / drawing.factor]] as const)),
    [140, drawing.dimensionStyle.textHeight],
    [147, 1],
  ];
}

const pictures = (drawing: Drawing): Primitive[] =>
  drawing.dimensions.flatMap((dimension) => dimensionPicture(dimension, drawing.dimensionStyle));

function strokesOnly(primitives: readonly Primitive[]): Primitive[] {
  return primitives.flatMap((primitive): Primitive[] =>
    primitive.kind === 'text'
      ? strokeText(primitive).map((points): Primitive => ({ kind: 'path', points, closed: false, style: 'thin' }))
      : [primitive],
  );
}

/** Notes as single texts, or as one MTEXT with a heading in another font and height. */
function noteEntities(drawing: Drawing, draw: DrawOptions, random: Random): Entity[] {
  const [heading, ...lines] = drawing.noteTexts;
  if (heading === undefined) return [];
  if (draw.version === 'AC1009' || random.chance(0.4)) return primitiveEntities(drawing.noteTexts, draw);
  const content = `{\\fArial|b1|i0|c0|p34;\\H1.2x;\\L${heading.text}\\l}\\P${lines.map(({ text }) => text).join('\\P')}`;
  const at = toModel(draw.frame, { x: heading.at.x, y: heading.at.y + heading.height });
  return [mtextEntity({ layer: 'TEXT' }, content, at, heading.height * draw.frame.factor, 120 * draw.frame.factor, 1)];
}

function titleEntities(
  drawing: Drawing,
  options: DrawingDxfOptions,
  draw: DrawOptions,
  blocks: Map<string, readonly Entity[]>,
  random: Random,
): Entity[] {
  if (options.title === 'texts') return primitiveEntities([...drawing.title.primitives, ...titleValues(drawing.title)], draw);
  return titleInsert(drawing.title, options.title === 'paper' && draw.version !== 'AC1009', draw, blocks, random);
}
