import { Shape, type StoredShape } from '../geometry-store.js';
import { applyTo, bulgeArc, radiansPerDegree, sweep, turn, type Affine } from '../plane.js';
import { ellipsePoints } from '../read-curves.js';
import { splinePoints } from '../spline.js';
import type { Scene } from './scene.js';

const arcStepDegrees = 6;
const curveSteps = 72;

/** Draws one stored shape under a map; arcs and curves as short chords. */
export function drawShape(scene: Scene, shape: StoredShape, map: Affine, colour: string): void {
  const points: number[] = [];
  const to = (x: number, y: number): void => {
    points.push(...applyTo(map, x, y));
  };
  switch (shape.shape) {
    case Shape.line:
      to(shape.at(0), shape.at(1));
      to(shape.at(2), shape.at(3));
      break;
    case Shape.arc:
      arc(to, shape.at(0), shape.at(1), shape.at(2), shape.at(3), sweep(shape.at(3), shape.at(4)));
      break;
    case Shape.circle:
      arc(to, shape.at(0), shape.at(1), shape.at(2), 0, 360);
      break;
    case Shape.polyline:
      polyline(to, shape);
      break;
    case Shape.ellipse:
      for (const [x, y] of ellipsePoints(shape.numbers, curveSteps)) to(x, y);
      break;
    case Shape.spline:
      for (const [x, y] of splinePoints(shape.numbers, curveSteps)) to(x, y);
      break;
    case Shape.solid:
      for (let at = 0; at + 1 < shape.length; at += 2) to(shape.at(at), shape.at(at + 1));
      scene.area(colour, points);
      return;
    default:
      return;
  }
  scene.line(colour, points);
}

type To = (x: number, y: number) => void;

function arc(to: To, x: number, y: number, radius: number, start: number, span: number): void {
  const steps = Math.max(1, Math.ceil(Math.abs(span) / arcStepDegrees));
  for (let step = 0; step <= steps; step++) {
    const angle = (start + (span * step) / steps) * radiansPerDegree;
    to(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
}

function polyline(to: To, shape: StoredShape): void {
  const last = shape.length - 3;
  for (let at = 1; at <= last; at += 3) {
    const x = shape.at(at);
    const y = shape.at(at + 1);
    const bulge = shape.at(at + 2);
    to(x, y);
    const next = at < last ? at + 3 : 1;
    const hasNext = at < last || shape.at(0) === 1;
    const endX = shape.at(next);
    const endY = shape.at(next + 1);
    if (bulge === 0 || !hasNext || (x === endX && y === endY)) continue;
    const { x: centreX, y: centreY, radius, startDegrees, endDegrees } = bulgeArc(x, y, endX, endY, bulge);
    const span = sweep(startDegrees, endDegrees);
    if (bulge > 0) arc(to, centreX, centreY, radius, startDegrees, span);
    else arc(to, centreX, centreY, radius, turn(endDegrees), -span);
  }
  if (shape.at(0) === 1 && shape.length > 4) to(shape.at(1), shape.at(2));
}
