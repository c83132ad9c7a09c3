import { dimensionPicture, dimensionTextPoint } from '../drawing/dimension-picture.js';
import type { Drawing } from '../drawing/drawing.js';
import type { Point } from '../part/outline.js';
import type { Random } from '../random.js';
import { type DimensionHabits, dimensionEntity } from './dimension-entity.js';
import { leaderEntities } from './drawing-extras.js';
import { type DxfDimensionTruth, dimensionTruth } from './dxf-truth.js';
import type { Entity } from './entity.js';
import { type DrawOptions, primitiveEntities, toModel } from './primitive-entities.js';
import type { DimensionStyleTags } from './tables.js';

export interface DimensionLayer {
  readonly entities: readonly Entity[];
  readonly truths: readonly DxfDimensionTruth[];
  readonly styles: readonly DimensionStyleTags[];
}

/** All dimensions of a drawing, their pictures as blocks `*D1`, `*D2`, ..., and the styles that their tolerances need. */
export function dimensionLayer(
  drawing: Drawing,
  draw: DrawOptions,
  habits: DimensionHabits,
  standard: DimensionStyleTags,
  blocks: Map<string, readonly Entity[]>,
  random: Random,
): DimensionLayer {
  const entities: Entity[] = [];
  const truths: DxfDimensionTruth[] = [];
  const styles = new Map([[standard.name, standard]]);
  const at = (point: Point): Point => toModel(draw.frame, point);
  const leaders = draw.version !== 'AC1009' && random.chance(0.5);
  for (const dimension of drawing.dimensions) {
    const picture = dimensionPicture(dimension, drawing.dimensionStyle);
    const block = `*D${truths.length + 1}`;
    const written = dimensionEntity(dimension, block, dimensionTextPoint(dimension, drawing.dimensionStyle), at, habits, random);
    if (written === null) {
      if (leaders && dimension.kind === 'callout') entities.push(...leaderEntities(dimension, drawing, draw));
      else entities.push(...primitiveEntities(picture, draw));
      continue;
    }
    if (written.style !== null)
      styles.set(written.style.name, { ...written.style, tags: [...standard.tags, ...written.style.tags] });
    blocks.set(block, primitiveEntities(picture, { ...draw, layer: 'DIM' }));
    entities.push(written.entity);
    truths.push(dimensionTruth(dimension, written));
  }
  return { entities, truths, styles: [...styles.values()] };
}
