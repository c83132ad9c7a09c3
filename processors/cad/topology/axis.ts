import type { AxisSystem, AxisSystem3, Coordinates } from '../kernel/geometry-api.js';
import { scoped } from '../kernel/scope.js';
import type { Vector } from './vector.js';

export interface Axis {
  readonly location: Vector;
  readonly direction: Vector;
  readonly xDirection: Vector;
  readonly yDirection: Vector;
  readonly rightHanded: boolean;
}

/** Reads an axis system of the kernel and frees it. */
export function readAxis(system: AxisSystem | AxisSystem3): Axis {
  return scoped((scope) => {
    scope.own(system);
    const read = (coordinates: Coordinates): Vector => {
      scope.own(coordinates);
      return [coordinates.X(), coordinates.Y(), coordinates.Z()];
    };
    return {
      location: read(system.Location()),
      direction: read(system.Direction()),
      xDirection: read(system.XDirection()),
      yDirection: read(system.YDirection()),
      rightHanded: 'Direct' in system ? system.Direct() : true,
    };
  });
}
