import type { LineStyle, Primitive } from '../drawing/primitives.js';
import type { Point } from '../part/outline.js';
import { type Entity, type Pen, arcEntity, circleEntity, lineEntity, polylineEntity, solidEntity, textEntity } from './entity.js';
import type { DxfVersion } from './tags.js';

/** Paper to drawing coordinates: everything grows by `factor` about the paper's lower left corner, then moves. */
export interface ModelFrame {
  readonly factor: number;
  readonly shift: Point;
}

export const toModel = ({ factor, shift }: ModelFrame, { x, y }: Point): Point => ({
  x: x * factor + shift.x,
  y: y * factor + shift.y,
});

const penOf: Readonly<Record<LineStyle, Pen>> = {
  border: { layer: 'BORDER' },
  visible: { layer: 'OUTLINE' },
  thin: { layer: 'THIN' },
  hidden: { layer: 'HIDDEN', linetype: 'HIDDEN' },
  centre: { layer: 'CENTER', linetype: 'CENTER' },
  phantom: { layer: 'BEND', linetype: 'PHANTOM' },
};

export interface DrawOptions {
  readonly frame: ModelFrame;
  readonly version: DxfVersion;
  /** Everything on this layer, as in the picture of a dimension; null: by line style. */
  readonly layer: string | null;
  readonly paperSpace: boolean;
  /** How a text enters the file: sign codes such as %%c, or plain characters. */
  readonly encodeText: (text: string) => string;
}

export function primitiveEntities(primitives: readonly Primitive[], options: DrawOptions): Entity[] {
  return primitives.flatMap((primitive) => entitiesOf(primitive, options));
}

function entitiesOf(primitive: Primitive, { frame, version, layer, paperSpace, encodeText }: DrawOptions): Entity[] {
  const at = (point: Point): Point => toModel(frame, point);
  const pen = (style: LineStyle | 'text'): Pen => {
    const base: Pen = layer !== null ? { layer } : style === 'text' ? { layer: 'TEXT' } : penOf[style];
    return paperSpace ? { ...base, paperSpace } : base;
  };
  switch (primitive.kind) {
    case 'path': {
      const points = primitive.points.map(at);
      const [from, to] = points;
      if (points.length === 2 && from !== undefined && to !== undefined && !primitive.closed)
        return [lineEntity(pen(primitive.style), from, to)];
      return [
        polylineEntity(
          pen(primitive.style),
          points.map((point) => ({ ...point, bulge: 0 })),
          primitive.closed,
          version,
        ),
      ];
    }
    case 'arc': {
      const radius = primitive.radius * frame.factor;
      if (primitive.endDeg - primitive.startDeg === 360)
        return [circleEntity(pen(primitive.style), at(primitive.centre), radius)];
      return [arcEntity(pen(primitive.style), at(primitive.centre), radius, primitive.startDeg, primitive.endDeg)];
    }
    case 'fill': {
      const [a, b, c] = primitive.points.map(at);
      return a === undefined || b === undefined || c === undefined ? [] : [solidEntity(pen('thin'), a, b, c)];
    }
    case 'text': {
      const place = {
        at: at(primitive.at),
        height: primitive.height * frame.factor,
        angleDeg: primitive.angleDeg,
        justify: justification[primitive.align],
      };
      return [textEntity(pen('text'), encodeText(primitive.text), place)];
    }
  }
}

const justification = { left: 0, middle: 1, right: 2 } as const;

/** The signs of drawings as AutoCAD's control codes. */
export function controlCodes(text: string): string {
  return text.replace(/Ø/g, '%%c').replace(/±/g, '%%p').replace(/°/g, '%%d');
}
