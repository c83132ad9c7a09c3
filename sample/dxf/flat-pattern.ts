import { type Edge, type Loop, type Point, circleLoop, edgesOf, loopExtents, slotLoop } from '../part/outline.js';
import type { SheetMetalPart } from '../part/sheet-metal-part.js';
import type { Random } from '../random.js';
import { type DxfDocument, codePageName } from './document.js';
import { type DxfHabits, insertUnits } from './dxf-habits.js';
import { type DxfTruth, type WrittenDxf, countedTruth } from './dxf-truth.js';
import { type Entity, type Pen, arcEntity, circleEntity, lineEntity, polylineEntity } from './entity.js';
import { overallDimensions } from './flat-dimensions.js';
import { type FlatHabits, flatHabits } from './flat-habits.js';
import { type FlatPatternStamp, markingEntities } from './flat-marking.js';
import { flatPatternTruth } from './flat-pattern-truth.js';
import { type FlatPlacement, placed, placedExtents, placedLoop, placement } from './flat-placement.js';

/** The part as cut, at full size: outline, openings, bend lines, and what the shop writes beside it. */
export function flatPattern(
  part: SheetMetalPart,
  stamp: FlatPatternStamp,
  habits: DxfHabits,
  random: Random,
  force: Partial<FlatHabits> = {},
): WrittenDxf {
  const flat: FlatHabits = { ...flatHabits(random), ...force };
  const place = placement(random);
  const cut = cutEntities(part, flat, habits, place, random);
  const box = placedExtents(part, place);
  const blocks = new Map<string, readonly Entity[]>();
  const marking = markingEntities(part, stamp, flat, habits, box, blocks, random);
  const dimensions = flat.dimensioned ? overallDimensions(box, habits.encoding.version, random, blocks) : [];
  const entities = [...cut, ...marking, ...dimensions.map(({ entity }) => entity)];
  const layers = [...new Set(['0', ...entities.map(({ layer }) => layer)])].map((name, index) => ({
    name,
    colour: index === 0 ? 7 : ((index - 1) % 6) + 1,
    linetype: 'CONTINUOUS',
  }));
  const document: DxfDocument = {
    encoding: habits.encoding,
    quirk: habits.quirk,
    header: {
      codePageName: codePageName(habits.encoding),
      insertUnits: insertUnits(part.unit, habits.units),
      metric: part.unit === 'mm',
      extents: [box.minX, box.minY, box.maxX, box.maxY],
      dimensionScale: 1,
      textSize: 2.5,
    },
    layers,
    dimensionStyles: [{ name: 'STANDARD', tags: [[140, 2.5]] }],
    blocks,
    entities,
  };
  const unit = habits.units === 'stated' ? part.unit : null;
  const truth: DxfTruth = {
    ok: true,
    ...countedTruth(document),
    dims: dimensions.map(({ truth: dimension }) => dimension),
    tables: [],
    mleader: [],
    tolerance: [],
    xrefs: [],
    units: unit,
    document_class: 'flat pattern',
    title_block:
      flat.marking === 'block' ? { part_number: stamp.partNumber, revision: stamp.revision, material: part.material.name } : null,
    bom: [],
    flat_pattern: flatPatternTruth(part, flat, unit, place),
  };
  return { document, truth };
}

function cutEntities(part: SheetMetalPart, flat: FlatHabits, habits: DxfHabits, place: FlatPlacement, random: Random): Entity[] {
  const pen: Pen = { layer: flat.outlineLayer };
  const entities: Entity[] = [];
  const draw = (loop: Loop): void => {
    if (flat.outline === 'polyline') entities.push(polylineEntity(pen, placedLoop(place, loop), true, habits.encoding.version));
    else entities.push(...random.shuffle(edgesOf(placedLoop(place, loop))).map((edge) => edgeEntity(pen, edge, random)));
  };
  const round = (centre: Point, radius: number): void => {
    const at = placed(place, centre);
    if (flat.holesAsArcs) entities.push(...edgesOf(circleLoop(at, radius)).map((edge) => edgeEntity(pen, edge, random)));
    else entities.push(circleEntity(pen, at, radius));
  };
  const outer = loopExtents(part.outline);
  if (part.family === 'flange')
    round({ x: (outer.minX + outer.maxX) / 2, y: (outer.minY + outer.maxY) / 2 }, (outer.maxX - outer.minX) / 2);
  else draw(part.outline);
  part.cutouts.forEach(draw);
  for (const slot of part.slots) draw(slotLoop(slot.centre, slot.length, slot.width, slot.angleDeg));
  for (const { diameter, centres } of part.holes) for (const centre of centres) round(centre, diameter / 2);
  const bendPen: Pen = {
    layer: flat.bend.layer,
    ...(flat.bend.linetype === null ? {} : { linetype: flat.bend.linetype }),
    colour: 1,
  };
  for (const bend of part.bends) entities.push(lineEntity(bendPen, placed(place, bend.from), placed(place, bend.to)));
  return entities;
}

/** Exporters write the edges of a loop in any order and lines in either direction. */
function edgeEntity(pen: Pen, edge: Edge, random: Random): Entity {
  if (edge.kind === 'arc') return arcEntity(pen, edge.centre, edge.radius, edge.startDeg, edge.endDeg);
  return random.chance(0.3) ? lineEntity(pen, edge.to, edge.from) : lineEntity(pen, edge.from, edge.to);
}
