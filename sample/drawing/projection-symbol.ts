import { type Primitive, circle, path } from './primitives.js';

/** The truncated cone and its end view (ISO 5456-2), about 11 mm wide, centred on the origin. First angle: the end view stands right of the cone. */
export function projectionSymbol(projection: string): Primitive[] {
  const side = projection.startsWith('first') ? 1 : -1;
  const cone = path(
    [
      { x: -side * 5.5, y: 1 },
      { x: -side * 0.7, y: 2.2 },
      { x: -side * 0.7, y: -2.2 },
      { x: -side * 5.5, y: -1 },
    ],
    'thin',
    true,
  );
  const end = { x: side * 3, y: 0 };
  return [cone, circle(end, 2.2, 'thin'), circle(end, 1, 'thin')];
}

export function shifted(primitives: readonly Primitive[], dx: number, dy: number): Primitive[] {
  const move = <P extends { readonly x: number; readonly y: number }>(point: P): P => ({
    ...point,
    x: point.x + dx,
    y: point.y + dy,
  });
  return primitives.map((primitive): Primitive => {
    switch (primitive.kind) {
      case 'path':
      case 'fill':
        return { ...primitive, points: primitive.points.map(move) };
      case 'arc':
        return { ...primitive, centre: move(primitive.centre) };
      case 'text':
        return { ...primitive, at: move(primitive.at) };
    }
  });
}
