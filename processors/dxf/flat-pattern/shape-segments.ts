import { Shape, type StoredShape } from '../geometry-store.js';
import { radiansPerDegree, sweep, type Affine } from '../plane.js';
import { ellipsePoints } from '../read-curves.js';
import { splinePoints } from '../spline.js';

/** Chords that stand for a whole ellipse or spline. */
const curveSteps = 96;

/** Takes the ends of a segment and its bulge. */
export type EmitSegment = (x0: number, y0: number, x1: number, y1: number, bulge: number) => void;

/** Draws stored shapes as segments in layout coordinates. Points, fills and degenerate pieces give none. */
export class SegmentPen {
  private readonly map: Affine;
  private readonly emit: EmitSegment;
  /** Factor on bulges: -1 under a mirror; 0 under unequal scales, where an arc becomes an ellipse and its chord stands for it. */
  private readonly side: number;
  private hasStart = false;
  private x = 0;
  private y = 0;
  private bulge = 0;

  constructor(map: Affine, emit: EmitSegment) {
    this.map = map;
    this.emit = emit;
    const [a, b, c, d] = map;
    const isUniform = Math.abs(a * a + b * b - c * c - d * d) <= 1e-9 * (a * a + b * b + c * c + d * d);
    this.side = isUniform ? (a * d - b * c < 0 ? -1 : 1) : 0;
  }

  draw(shape: StoredShape): void {
    this.hasStart = false;
    switch (shape.shape) {
      case Shape.line:
        this.to(shape.at(0), shape.at(1), 0);
        this.to(shape.at(2), shape.at(3), 0);
        break;
      case Shape.arc:
        this.arc(shape.at(0), shape.at(1), shape.at(2), shape.at(3), sweep(shape.at(3), shape.at(4)));
        break;
      case Shape.circle:
        this.arc(shape.at(0), shape.at(1), shape.at(2), 0, 360);
        break;
      case Shape.polyline:
        for (let index = 1; index + 2 < shape.length; index += 3)
          this.to(shape.at(index), shape.at(index + 1), shape.at(index + 2));
        if (shape.at(0) === 1 && shape.length > 3) this.to(shape.at(1), shape.at(2), 0);
        break;
      case Shape.ellipse:
        for (const [x, y] of ellipsePoints(shape.numbers, curveSteps)) this.to(x, y, 0);
        break;
      case Shape.spline:
        for (const [x, y] of splinePoints(shape.numbers, curveSteps)) this.to(x, y, 0);
    }
  }

  /** On to the next vertex; its bulge belongs to the segment that leaves it. */
  private to(localX: number, localY: number, bulge: number): void {
    const { map } = this;
    const x = map[0] * localX + map[2] * localY + map[4];
    const y = map[1] * localX + map[3] * localY + map[5];
    if (this.hasStart && (x !== this.x || y !== this.y)) this.emit(this.x, this.y, x, y, this.bulge * this.side);
    this.hasStart = true;
    this.x = x;
    this.y = y;
    this.bulge = bulge;
  }

  /** Arcs as halves at most, because a bulge cannot express a full turn. */
  private arc(x: number, y: number, radius: number, start: number, span: number): void {
    const parts = span > 180 ? 2 : 1;
    const bulge = Math.tan((span / parts / 4) * radiansPerDegree);
    for (let part = 0; part <= parts; part++) {
      // The last point of a full turn is the first, to the last bit.
      const angle = (span === 360 && part === parts ? start : start + (span * part) / parts) * radiansPerDegree;
      this.to(x + radius * Math.cos(angle), y + radius * Math.sin(angle), bulge);
    }
  }
}

/** Whether a shape is one closed curve by itself. */
export function isClosedShape(shape: StoredShape): boolean {
  const last = shape.length - 3;
  switch (shape.shape) {
    case Shape.circle:
      return true;
    case Shape.polyline:
      return shape.length > 6 && (shape.at(0) === 1 || (shape.at(1) === shape.at(last) && shape.at(2) === shape.at(last + 1)));
    case Shape.ellipse:
      return Math.abs(Math.abs(shape.at(6) - shape.at(5)) - 2 * Math.PI) < 1e-9;
    case Shape.spline:
      return shape.at(0) === 1;
    default:
      return false;
  }
}
