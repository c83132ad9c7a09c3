import type { Vector } from '../topology/vector.js';

/** A direction to look from, degrees: azimuth around Z from the front (-Y) towards the right (+X), elevation above the XY plane. */
export interface ViewDirection {
  readonly name: string;
  readonly azimuth: number;
  readonly elevation: number;
}

/** Elevation of an isometric view: the three axes are equally short. */
const isometric = (Math.atan(Math.SQRT1_2) * 180) / Math.PI;

export const canonicalViews: readonly ViewDirection[] = [
  { name: 'front', azimuth: 0, elevation: 0 },
  { name: 'back', azimuth: 180, elevation: 0 },
  { name: 'left', azimuth: 270, elevation: 0 },
  { name: 'right', azimuth: 90, elevation: 0 },
  { name: 'top', azimuth: 0, elevation: 90 },
  { name: 'bottom', azimuth: 0, elevation: -90 },
  { name: 'iso-1', azimuth: 45, elevation: isometric },
  { name: 'iso-2', azimuth: 135, elevation: isometric },
  { name: 'iso-3', azimuth: 225, elevation: isometric },
  { name: 'iso-4', azimuth: 315, elevation: isometric },
];

/** Axes of the picture in the model: right, up, and towards the eye. */
export interface Camera {
  readonly right: Vector;
  readonly up: Vector;
  readonly towardsEye: Vector;
}

export function cameraOf({ azimuth, elevation }: ViewDirection): Camera {
  const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
  const [sinA, cosA, sinE, cosE] = [Math.sin(a), Math.cos(a), Math.sin(e), Math.cos(e)];
  return {
    right: [cosA, sinA, 0],
    up: [-sinA * sinE, cosA * sinE, cosE],
    towardsEye: [sinA * cosE, -cosA * cosE, sinE],
  };
}
