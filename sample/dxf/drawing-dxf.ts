import { dimensionPicture } from '../drawing/dimension-picture.js';
import type { Drawing } from '../drawing/drawing.js';
import type { Primitive } from '../drawing/primitives.js';
import { strokeText } from '../drawing/stroke-lettering.js';
import { titleValues } from '../drawing/title-block.js';
import type { Random } from '../random.js';
import { type DimensionLayer, dimensionLayer } from './dimension-layer.js';
import { type DxfDocument, codePageName } from './document.js';
import { hiddenLayer, legendEntities, noteEntities, remarkEntities } from './drawing-extras.js';
import { type DxfHabits, insertUnits } from './dxf-habits.js';
import { type DxfTruth, type WrittenDxf, countedTruth } from './dxf-truth.js';
import type { Entity } from './entity.js';
import { type DrawOptions, controlCodes, primitiveEntities } from './primitive-entities.js';
import type { DimensionStyleTags, Layer } from './tables.js';
import { titleInsert } from './title-insert.js';

export interface DrawingDxfOptions {
  readonly habits: DxfHabits;
  /** Every letter and dimension as strokes: nothing to read but lines. */
  readonly exploded: boolean;
  /** `attributes`: an INSERT with ATTRIBs; `paper`: the same in paper space; `texts`: a grid of texts and lines. */
  readonly title: 'attributes' | 'paper' | 'texts';
  /** A symbol inserted in rows and columns. */
  readonly legend: boolean;
}

/** A drawing as DXF: views at full size in model space, or on paper scale with DIMLFAC. */
export function drawingDxf(drawing: Drawing, options: DrawingDxfOptions, random: Random): WrittenDxf {
  const { habits, exploded } = options;
  const fullSize = random.chance(0.8);
  const factor = fullSize ? 1 / drawing.factor : 1;
  const plainSigns = random.chance(0.4);
  const draw: DrawOptions = {
    frame: { factor, shift: { x: 0, y: 0 } },
    version: habits.encoding.version,
    layer: null,
    paperSpace: false,
    encodeText: plainSigns ? (text) => text : controlCodes,
  };
  const blocks = new Map<string, readonly Entity[]>();
  const entities: Entity[] = [];
  const standard = standardStyle(factor, drawing, fullSize);
  let dimensions: DimensionLayer = { entities: [], truths: [], styles: [standard] };
  if (exploded) {
    entities.push(...primitiveEntities(strokesOnly(everything(drawing)), draw));
  } else {
    const dimensionHabits = {
      version: draw.version,
      // Programs differ on whether the stored value has been through DIMLFAC; files with it store none.
      storesMeasurement: draw.version !== 'AC1009' && fullSize && random.chance(0.5),
      toleranceIn: random.pick(['style', 'xdata', 'text'] as const),
      layer: 'DIM',
    };
    dimensions = dimensionLayer(drawing, draw, dimensionHabits, standard, blocks, random);
    entities.push(
      ...primitiveEntities(drawing.primitives, draw),
      ...noteEntities(drawing, draw, random),
      ...remarkEntities(drawing, habits, draw, random),
    );
    if (options.legend) entities.push(...legendEntities(drawing, draw, blocks, random));
    entities.push(...dimensions.entities, ...titleEntities(drawing, options, draw, blocks, random));
  }
  const document: DxfDocument = {
    encoding: habits.encoding,
    quirk: habits.quirk,
    header: {
      codePageName: codePageName(habits.encoding),
      insertUnits: insertUnits(drawing.drawnIn, habits.units),
      metric: drawing.drawnIn === 'mm',
      extents: [0, 0, drawing.size.width * factor, drawing.size.height * factor],
      dimensionScale: factor,
      textSize: drawing.dimensionStyle.textHeight * factor,
    },
    layers: layersOf([...blocks.values(), entities].flat(), random),
    dimensionStyles: dimensions.styles,
    blocks,
    entities,
  };
  const truth: DxfTruth = {
    ok: true,
    ...countedTruth(document),
    dims: dimensions.truths,
    tables: [],
    mleader: [],
    tolerance: [],
    xrefs: [],
    units: habits.units === 'stated' ? drawing.drawnIn : exploded ? null : drawing.title.stated.units,
    document_class: exploded ? 'vector-only' : 'drawing',
    title_block: exploded ? null : drawing.title.stated,
    bom: exploded ? [] : drawing.bom,
    flat_pattern: null,
  };
  return { document, truth };
}

function layersOf(entities: readonly Entity[], random: Random): Layer[] {
  const names = [...new Set(['0', ...entities.map(({ layer }) => layer)])];
  const hidden = random.chance(0.5) ? { frozen: true } : { off: true };
  return names.map((name, index) => ({
    name,
    colour: (index % 7) + 1,
    linetype: 'CONTINUOUS',
    ...(name === hiddenLayer ? hidden : {}),
  }));
}

function standardStyle(factor: number, drawing: Drawing, fullSize: boolean): DimensionStyleTags {
  const lengthFactor = fullSize ? [] : ([[144, 1 / drawing.factor]] as const);
  const tags = [
    [40, factor],
    [41, 2.5],
    [42, 1],
    [44, 1.5],
    ...lengthFactor,
    [140, drawing.dimensionStyle.textHeight],
    [147, 1],
  ] as const;
  return { name: 'STANDARD', tags };
}

const everything = (drawing: Drawing): Primitive[] => [
  ...drawing.primitives,
  ...drawing.noteTexts,
  ...drawing.title.primitives,
  ...titleValues(drawing.title),
  ...drawing.dimensions.flatMap((dimension) => dimensionPicture(dimension, drawing.dimensionStyle)),
];

function strokesOnly(primitives: readonly Primitive[]): Primitive[] {
  return primitives.flatMap((primitive): Primitive[] =>
    primitive.kind === 'text'
      ? strokeText(primitive).map((points): Primitive => ({ kind: 'path', points, closed: false, style: 'thin' }))
      : [primitive],
  );
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
