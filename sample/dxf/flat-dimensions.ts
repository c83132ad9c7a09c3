import { dimensionPicture, dimensionTextPoint } from '../drawing/dimension-picture.js';
import type { DimensionStyle, PlacedDimension } from '../drawing/dimension.js';
import { numberLabel } from '../drawing/label.js';
import { strokeTextWidth } from '../drawing/stroke-lettering.js';
import type { Extents } from '../part/outline.js';
import type { Random } from '../random.js';
import { dimensionEntity } from './dimension-entity.js';
import { type DxfDimensionTruth, dimensionTruth } from './dxf-truth.js';
import type { Entity } from './entity.js';
import { primitiveEntities } from './primitive-entities.js';
import type { DxfVersion } from './tags.js';

/** Overall width and height, as some exporters add them to a flat pattern. */
export function overallDimensions(
  box: Extents,
  version: DxfVersion,
  random: Random,
  blocks: Map<string, readonly Entity[]>,
): { entity: Entity; truth: DxfDimensionTruth }[] {
  const size = Math.max(box.maxX - box.minX, box.maxY - box.minY);
  const factor = size / 200;
  const style: DimensionStyle = { textHeight: 2.5, placement: 'aligned', drawnDiameterSign: false, textWidth: strokeTextWidth };
  const paper = (x: number, y: number): { x: number; y: number } => ({ x: (x - box.minX) / factor, y: (y - box.minY) / factor });
  const number = { unit: 'mm' as const, decimals: 2, decimalComma: false, leadingZero: true };
  const [low, right, top] = [paper(box.minX, box.minY), paper(box.maxX, box.minY), paper(box.minX, box.maxY)];
  const placed: PlacedDimension[] = [
    {
      kind: 'linear',
      from: low,
      to: right,
      angleDeg: 0,
      linePoint: { x: 0, y: -40 },
      label: numberLabel('linear', box.maxX - box.minX, number),
    },
    {
      kind: 'linear',
      from: low,
      to: top,
      angleDeg: 90,
      linePoint: { x: -12, y: 0 },
      label: numberLabel('linear', box.maxY - box.minY, number),
    },
  ];
  const frame = { factor, shift: { x: box.minX, y: box.minY } };
  const storesMeasurement = version !== 'AC1009' && random.chance(0.5);
  return placed.flatMap((dimension, index) => {
    const block = `*D${index + 1}`;
    const at = ({ x, y }: { x: number; y: number }): { x: number; y: number } => ({
      x: x * factor + box.minX,
      y: y * factor + box.minY,
    });
    const written = dimensionEntity(
      dimension,
      block,
      dimensionTextPoint(dimension, style),
      at,
      { version, storesMeasurement, toleranceIn: 'style', layer: 'DIM' },
      random,
    );
    if (written === null) return [];
    blocks.set(
      block,
      primitiveEntities(dimensionPicture(dimension, style), {
        frame,
        version,
        layer: 'DIM',
        paperSpace: false,
        encodeText: (text) => text,
      }),
    );
    return [{ entity: written.entity, truth: dimensionTruth(dimension, written) }];
  });
}
