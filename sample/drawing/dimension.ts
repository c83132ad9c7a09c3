import type { Point } from '../part/outline.js';
import type { Label } from './label.js';
import type { TextWidth } from './primitives.js';

/** A dimension placed on paper. Points are paper millimetres; the label tells the measured value in drawing units. */
export type PlacedDimension = LinearDimension | RoundDimension | AngularDimension | OrdinateDimension | CalloutDimension;

interface Placed {
  readonly label: Label;
}

export interface LinearDimension extends Placed {
  readonly kind: 'linear';
  readonly from: Point;
  readonly to: Point;
  /** Of the dimension line: 0 horizontal, 90 vertical, else aligned with the two points. */
  readonly angleDeg: number;
  /** A point that the dimension line passes. */
  readonly linePoint: Point;
}

export interface RoundDimension extends Placed {
  readonly kind: 'diameter' | 'radius';
  readonly centre: Point;
  /** On the circle, where the leader's arrow touches. */
  readonly edge: Point;
  readonly elbow: Point;
}

export interface AngularDimension extends Placed {
  readonly kind: 'angular';
  readonly vertex: Point;
  /** Counter-clockwise from start to end. */
  readonly startDeg: number;
  readonly endDeg: number;
  readonly radius: number;
}

export interface OrdinateDimension extends Placed {
  readonly kind: 'ordinate';
  readonly axis: 'x' | 'y';
  readonly origin: Point;
  readonly feature: Point;
  readonly end: Point;
}

/** A leader with text that no DIMENSION entity can hold: threads, chamfers, roughness. */
export interface CalloutDimension extends Placed {
  readonly kind: 'callout';
  readonly at: Point;
  readonly elbow: Point;
}

export interface DimensionStyle {
  /** Capital height of the figures, paper mm. */
  readonly textHeight: number;
  /** `aligned` writes along the dimension line, `horizontal` breaks the line and keeps the figures upright. */
  readonly placement: 'aligned' | 'horizontal';
  /** Draws the sign as a circle with a slash instead of a character, as some CAD systems do. */
  readonly drawnDiameterSign: boolean;
  readonly textWidth: TextWidth;
}
