import { seeded } from './generate-drawing.js';

const header = ['0', 'SECTION', '2', 'HEADER', '9', '$ACADVER', '1', 'AC1009', '0', 'ENDSEC', '0', 'SECTION', '2', 'ENTITIES'];

/** A flat pattern of about 40 KB as a sheet-metal shop stores it: outline in lines and arcs, holes, bend lines, a note. */
export function generateFlatPattern(seed: number): Buffer {
  const random = seeded(seed);
  const lines = [...header];
  const put = (type: string, layer: string, ...pairs: (number | string)[]): void => {
    lines.push('0', type, '8', layer);
    for (let at = 0; at + 1 < pairs.length; at += 2) lines.push(String(pairs[at]), String(pairs[at + 1]));
  };
  const width = 400 + random() * 600;
  const teeth = 90;
  // A comb along the upper edge gives the outline the hundreds of short lines that real ones have.
  const step = width / teeth;
  const outline: (readonly [number, number])[] = [
    [0, 0],
    [width, 0],
  ];
  for (let tooth = teeth; tooth > 0; tooth--) {
    const x = tooth * step;
    outline.push([x, 300], [x - step / 2, 300], [x - step / 2, 310], [x - step, 310]);
  }
  for (const [index, [x, y]] of outline.entries()) {
    const [endX, endY] = outline[(index + 1) % outline.length] ?? [0, 0];
    put(
      'LINE',
      'OUTLINE',
      10,
      x.toFixed(12),
      20,
      y.toFixed(12),
      30,
      '0.0',
      11,
      endX.toFixed(12),
      21,
      endY.toFixed(12),
      31,
      '0.0',
    );
  }
  for (let hole = 0; hole < 60; hole++)
    put('CIRCLE', 'HOLES', 10, (20 + hole * ((width - 40) / 60)).toFixed(12), 20, 60 + 30 * (hole % 3), 30, '0.0', 40, 3.25);
  for (let bend = 0; bend < 4; bend++)
    put('LINE', 'BEND', 10, '0.0', 20, 150 + 30 * bend, 30, '0.0', 11, width.toFixed(12), 21, 150 + 30 * bend, 31, '0.0');
  put('TEXT', 'NOTES', 10, 10, 20, 10, 30, '0.0', 40, 5, 1, `16 GA GALVANIZED QTY ${1 + Math.floor(random() * 20)}`);
  lines.push('0', 'ENDSEC', '0', 'EOF', '');
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
