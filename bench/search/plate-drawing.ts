import type { Sizes } from '../../sample/solid/families.js';

/** Bulge of an LWPOLYLINE segment that is a quarter circle to the left: tan(90° / 4). */
const quarter = Math.tan(Math.PI / 8);

/** The flat pattern of a mounting plate as a laser cutter gets it: outline, holes and opening, nothing else; DXF R2000 in mm. */
export function plateDrawing(sizes: Sizes): string {
  const [length, width, corner] = [of(sizes, 'length'), of(sizes, 'width'), of(sizes, 'corner')];
  const [holes, opening] = [of(sizes, 'holes'), of(sizes, 'opening')];
  const edge = 14;
  const row = Array.from({ length: holes }, (_, at) => edge + ((length - 2 * edge) * at) / (holes - 1));
  const circles = [edge, width - edge].flatMap((y) => row.flatMap((x) => circle(x, y, of(sizes, 'diameter') / 2)));
  return [
    ...['0', 'SECTION', '2', 'HEADER', '9', '$ACADVER', '1', 'AC1015', '9', '$INSUNITS', '70', '4', '0', 'ENDSEC'],
    ...['0', 'SECTION', '2', 'ENTITIES'],
    ...rounded(0, 0, length, width, corner),
    ...circles,
    ...rounded(length / 2 - opening / 2, width / 2 - 6, length / 2 + opening / 2, width / 2 + 6, 5),
    ...['0', 'ENDSEC', '0', 'EOF', ''],
  ].join('\n');
}

function rounded(left: number, bottom: number, right: number, top: number, radius: number): string[] {
  const corners: readonly (readonly [number, number, number])[] = [
    [left + radius, bottom, 0],
    [right - radius, bottom, quarter],
    [right, bottom + radius, 0],
    [right, top - radius, quarter],
    [right - radius, top, 0],
    [left + radius, top, quarter],
    [left, top - radius, 0],
    [left, bottom + radius, quarter],
  ];
  const vertices = corners.flatMap(([x, y, bulge]) => ['10', String(x), '20', String(y), '42', String(bulge)]);
  return ['0', 'LWPOLYLINE', '8', 'CUT', '90', String(corners.length), '70', '1', ...vertices];
}

const circle = (x: number, y: number, radius: number): string[] =>
  ['0', 'CIRCLE', '8', 'CUT', '10', x, '20', y, '40', radius].map(String);

function of(sizes: Sizes, name: string): number {
  const value = sizes[name];
  if (value === undefined) throw new Error(`a plate without ${name}`);
  return value;
}
