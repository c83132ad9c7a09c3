import type { Loop, Point } from './outline.js';
import type { Thread } from './stock.js';

/** Holes of one size, which one callout names together. */
export interface HoleGroup {
  readonly diameter: number;
  readonly centres: readonly Point[];
  readonly thread: Thread | null;
}

export interface Slot {
  readonly centre: Point;
  /** Overall, ends included. */
  readonly length: number;
  readonly width: number;
  readonly angleDeg: number;
}

export interface Bend {
  readonly from: Point;
  readonly to: Point;
  readonly angleDeg: number;
  readonly direction: 'UP' | 'DOWN';
}

/** The cut shape of a sheet-metal part. */
export interface Shape {
  readonly outline: Loop;
  /** Openings that are neither round nor slots. */
  readonly cutouts: readonly Loop[];
  readonly holes: readonly HoleGroup[];
  readonly slots: readonly Slot[];
  readonly bends: readonly Bend[];
  /** Corner radius, negative for a chamfer, 0 for sharp corners; for the callout on a drawing. */
  readonly cornerRadius: number;
}
