import { type Point, distance, polar, turn } from '../part/outline.js';
import type { AngularDimension, DimensionStyle, LinearDimension, OrdinateDimension, PlacedDimension } from './dimension.js';
import { labelText, labelWidth } from './label-text.js';
import { type Align, type Primitive, arrow, line, path } from './primitives.js';

const extensionGap = 1;
const extensionOvershoot = 1.5;
const arrowLength = 2.5;

/** The lines, arrows and figures of a dimension (ISO 129-1 and ASME Y14.5 look alike here). */
export function dimensionPicture(dimension: PlacedDimension, style: DimensionStyle): Primitive[] {
  switch (dimension.kind) {
    case 'linear':
      return linearPicture(dimension, style);
    case 'angular':
      return angularPicture(dimension, style);
    case 'ordinate':
      return ordinatePicture(dimension, style);
    case 'diameter':
    case 'radius':
      return leaderPicture(dimension.edge, dimension.elbow, dimension, style);
    case 'callout':
      return leaderPicture(dimension.at, dimension.elbow, dimension, style);
  }
}

/** Where the middle of the figures of a dimension is, for the text point of a DIMENSION entity. */
export function dimensionTextPoint(dimension: PlacedDimension, style: DimensionStyle): Point {
  const texts = dimensionPicture(dimension, style).filter((primitive) => primitive.kind === 'text');
  const sum = texts.reduce((total, { at }) => ({ x: total.x + at.x, y: total.y + at.y }), { x: 0, y: 0 });
  return { x: sum.x / texts.length, y: sum.y / texts.length };
}

/** The two ends of the dimension line: the defining points projected on it. */
export function dimensionLineEnds({ from, to, angleDeg, linePoint }: LinearDimension): [Point, Point] {
  const direction = polar({ x: 0, y: 0 }, 1, angleDeg);
  const foot = (point: Point): Point => {
    const along = (point.x - linePoint.x) * direction.x + (point.y - linePoint.y) * direction.y;
    return { x: linePoint.x + along * direction.x, y: linePoint.y + along * direction.y };
  };
  return [foot(from), foot(to)];
}

function linearPicture(dimension: LinearDimension, style: DimensionStyle): Primitive[] {
  const [first, second] = dimensionLineEnds(dimension);
  const along = Math.atan2(second.y - first.y, second.x - first.x) * (180 / Math.PI);
  const span = distance(first, second);
  const width = labelWidth(dimension.label, style);
  // Figures read from below or from the right.
  const reading = turn(along + 90) > 0.001 && turn(along + 90) <= 180.001 ? along : along + 180;
  const textAngle = style.placement === 'aligned' ? turn(reading) : 0;
  const inside =
    span >=
    (style.placement === 'horizontal' && Math.abs(Math.sin((along * Math.PI) / 180)) > 0.7 ? style.textHeight * 2 : width) +
      4 * arrowLength;
  const drawn: Primitive[] = [extension(dimension.from, first), extension(dimension.to, second)].flat();
  const middle = { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
  if (!inside) {
    const outward = (end: Point, angle: number): Primitive[] => [
      arrow(end, angle, arrowLength),
      path([end, polar(end, -2.5 * arrowLength, angle)]),
    ];
    const readsForward = Math.abs(turn(reading - along)) < 1;
    const beyond = polar(
      readsForward ? second : first,
      3 * arrowLength + (style.placement === 'aligned' ? width / 2 : outsideHalf(reading, width, style)),
      reading,
    );
    drawn.push(...outward(first, along), ...outward(second, along + 180));
    return [...drawn, ...labelText(dimension.label, beyond, textAngle, 'middle', style, 'centred')];
  }
  drawn.push(arrow(first, along + 180, arrowLength), arrow(second, along, arrowLength));
  if (style.placement === 'aligned') {
    return [...drawn, path([first, second]), ...labelText(dimension.label, middle, textAngle, 'middle', style, 'above')];
  }
  const gap = outsideHalf(reading, width, style) + 0.8;
  drawn.push(path([first, polar(middle, -gap, along)]), path([polar(middle, gap, along), second]));
  return [...drawn, ...labelText(dimension.label, middle, 0, 'middle', style, 'centred')];
}

/** Half the room that upright figures take along a line of the given angle. */
function outsideHalf(angleDeg: number, width: number, style: DimensionStyle): number {
  if (style.placement === 'aligned') return width / 2;
  const angle = (angleDeg * Math.PI) / 180;
  return (Math.abs(Math.cos(angle)) * width + Math.abs(Math.sin(angle)) * style.textHeight * 2) / 2;
}

function extension(point: Point, foot: Point): Primitive[] {
  const length = distance(point, foot);
  if (length < 2 * extensionGap) return [];
  const step = { x: (foot.x - point.x) / length, y: (foot.y - point.y) / length };
  const start = { x: point.x + step.x * extensionGap, y: point.y + step.y * extensionGap };
  const end = { x: foot.x + step.x * extensionOvershoot, y: foot.y + step.y * extensionOvershoot };
  return [path([start, end])];
}

function angularPicture({ vertex, startDeg, endDeg, radius, label }: AngularDimension, style: DimensionStyle): Primitive[] {
  const middleDeg = startDeg + turn(endDeg - startDeg) / 2;
  const width = labelWidth(label, style);
  const clearance = radius + 1.5 + Math.abs(Math.cos((middleDeg * Math.PI) / 180)) * (width / 2) + style.textHeight / 2;
  return [
    { kind: 'arc', centre: vertex, radius, startDeg, endDeg, style: 'thin' },
    ...[startDeg, endDeg].map((sideDeg) =>
      path([polar(vertex, extensionGap, sideDeg), polar(vertex, radius + extensionOvershoot, sideDeg)]),
    ),
    arrow(polar(vertex, radius, startDeg), startDeg - 90, arrowLength),
    arrow(polar(vertex, radius, endDeg), endDeg + 90, arrowLength),
    ...labelText(label, polar(vertex, clearance, middleDeg), 0, 'middle', style, 'centred'),
  ];
}

function ordinatePicture({ axis, feature, end, label }: OrdinateDimension, style: DimensionStyle): Primitive[] {
  const upright = axis === 'x';
  const angle = upright ? 90 : 0;
  const forward = upright ? end.y >= feature.y : end.x >= feature.x;
  const align: Align = forward ? 'left' : 'right';
  const start = polar(end, forward ? 1 : -1, angle);
  return [...extensionTo(feature, end), ...labelText(label, start, angle, align, style, 'centred')];
}

const extensionTo = (feature: Point, end: Point): Primitive[] => {
  const length = distance(feature, end);
  const t = extensionGap / length;
  return [line(feature.x + (end.x - feature.x) * t, feature.y + (end.y - feature.y) * t, end.x, end.y)];
};

function leaderPicture(tip: Point, elbow: Point, { label }: PlacedDimension, style: DimensionStyle): Primitive[] {
  const rightwards = elbow.x >= tip.x;
  const landing = { x: elbow.x + (rightwards ? 4 : -4), y: elbow.y };
  const textStart = { x: landing.x + (rightwards ? 1 : -1), y: landing.y };
  const flight = (Math.atan2(tip.y - elbow.y, tip.x - elbow.x) * 180) / Math.PI;
  return [
    path([tip, elbow, landing]),
    arrow(tip, flight, arrowLength),
    ...labelText(label, textStart, 0, rightwards ? 'left' : 'right', style, 'centred'),
  ];
}
