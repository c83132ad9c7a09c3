import type { Random } from '../random.js';
import { type Loop, type Point, circleLoop, easeCorners, polar, polygon } from './outline.js';
import type { Bend, HoleGroup, Shape, Slot } from './shape.js';
import { type Stock, millimetresPer } from './stock.js';

interface ShapeFamily {
  readonly name: string;
  readonly weight: number;
  build(stock: Stock, random: Random): Shape;
}

export const shapeFamilies: readonly ShapeFamily[] = [
  { name: 'plate', weight: 24, build: plate },
  { name: 'bracket', weight: 18, build: bracket },
  { name: 'pan', weight: 14, build: pan },
  { name: 'flange', weight: 10, build: flange },
  { name: 'gusset', weight: 10, build: gusset },
  { name: 'vent', weight: 12, build: vent },
  { name: 'mullion', weight: 12, build: mullion },
];

const grid = (columns: readonly number[], rows: readonly number[]): Point[] =>
  rows.flatMap((y) => columns.map((x) => ({ x, y })));
const plain = (diameter: number, centres: readonly Point[]): HoleGroup => ({ diameter, centres, thread: null });

function corners(stock: Stock, random: Random): number {
  return random.weighted([
    [0, 4],
    [stock.small(3, 12), 4],
    [-stock.small(3, 10), 2],
  ]);
}

function plate(stock: Stock, random: Random): Shape {
  const [width, height] = [stock.length(120, 600), stock.length(80, 320)];
  const cornerRadius = corners(stock, random);
  const inset = stock.small(15, 24);
  const holes = [plain(stock.drill(), grid([inset, width - inset], [inset, height - inset]))];
  const middle = { x: width / 2, y: height / 2 };
  const slots: Slot[] = [];
  const cutouts: Loop[] = [];
  const centrepiece = random.weighted([
    ['slot', 3] as const,
    ['window', 3] as const,
    ['tapped', 3] as const,
    ['none', 2] as const,
  ]);
  if (centrepiece === 'slot') {
    slots.push({ centre: middle, length: stock.length(30, 60), width: stock.small(6, 14), angleDeg: random.pick([0, 90]) });
  } else if (centrepiece === 'window') {
    const [halfX, halfY] = [stock.length(20, 50) / 2, stock.length(20, 35) / 2];
    cutouts.push(
      polygon([
        [middle.x - halfX, middle.y - halfY],
        [middle.x + halfX, middle.y - halfY],
        [middle.x + halfX, middle.y + halfY],
        [middle.x - halfX, middle.y + halfY],
      ]),
    );
  } else if (centrepiece === 'tapped') {
    const thread = stock.thread();
    const pitch = stock.length(20, 40);
    holes.push({
      diameter: thread.tapDrill,
      centres: grid([middle.x - pitch / 2, middle.x + pitch / 2], [middle.y]),
      thread,
    });
  }
  const outline = easeCorners(
    polygon([
      [0, 0],
      [width, 0],
      [width, height],
      [0, height],
    ]),
    cornerRadius,
  );
  return { outline, cutouts, holes, slots, bends: [], cornerRadius };
}

function bracket(stock: Stock, random: Random): Shape {
  const [width, base, upright] = [stock.length(90, 240), stock.length(60, 120), stock.length(40, 100)];
  const height = base + upright;
  const relief = stock.small(4, 6);
  const inset = stock.small(12, 16);
  const outline = polygon([
    [0, 0],
    [width, 0],
    [width, base],
    [width - relief, base],
    [width - relief, height],
    [relief, height],
    [relief, base],
    [0, base],
  ]);
  return {
    outline,
    cutouts: [],
    holes: [
      plain(stock.drill(), grid([inset, width - inset], [inset])),
      plain(stock.drill(), grid([width / 2], [base + upright / 2])),
    ],
    slots: [{ centre: { x: width / 2, y: base / 2 }, length: stock.length(20, 30), width: stock.small(5, 9), angleDeg: 0 }],
    bends: [
      { from: { x: relief, y: base }, to: { x: width - relief, y: base }, angleDeg: 90, direction: random.pick(['UP', 'DOWN']) },
    ],
    cornerRadius: 0,
  };
}

function pan(stock: Stock, random: Random): Shape {
  const [width, height, wall] = [stock.length(150, 700), stock.length(120, 400), stock.length(20, 50)];
  const direction = random.pick(['UP', 'DOWN'] as const);
  const [right, top] = [wall + width, wall + height];
  const outline = polygon([
    [wall, 0],
    [right, 0],
    [right, wall],
    [right + wall, wall],
    [right + wall, top],
    [right, top],
    [right, top + wall],
    [wall, top + wall],
    [wall, top],
    [0, top],
    [0, wall],
    [wall, wall],
  ]);
  const bend = (x0: number, y0: number, x1: number, y1: number): Bend => ({
    from: { x: x0, y: y0 },
    to: { x: x1, y: y1 },
    angleDeg: 90,
    direction,
  });
  const inset = wall + stock.small(20, 30);
  return {
    outline,
    cutouts: [],
    holes: [plain(stock.drill(), grid([inset, 2 * wall + width - inset], [inset, 2 * wall + height - inset]))],
    slots: [],
    bends: [
      bend(wall, wall, right, wall),
      bend(right, wall, right, top),
      bend(right, top, wall, top),
      bend(wall, top, wall, wall),
    ],
    cornerRadius: 0,
  };
}

function flange(stock: Stock, random: Random): Shape {
  const outer = stock.length(100, 360);
  const centre = { x: outer / 2, y: outer / 2 };
  const bore =
    Math.round((outer * random.pick([0.3, 0.4, 0.5])) / (stock.unit === 'mm' ? 1 : 0.125)) * (stock.unit === 'mm' ? 1 : 0.125);
  const boltCircle = (outer + bore) / 2;
  const count = random.pick([4, 6, 8]);
  const bolts = Array.from({ length: count }, (_, index) => polar(centre, boltCircle / 2, (index * 360) / count + 45));
  return {
    outline: circleLoop(centre, outer / 2),
    cutouts: [],
    holes: [plain(bore, [centre]), plain(stock.drill((outer - bore) / 5), bolts)],
    slots: [],
    bends: [],
    cornerRadius: 0,
  };
}

function gusset(stock: Stock, random: Random): Shape {
  const [width, height] = [stock.length(100, 300), stock.length(100, 260)];
  const nose = stock.length(20, 35);
  const inset = nose * 0.6;
  const outline = polygon([
    [0, 0],
    [width, 0],
    [width, nose],
    [nose, height],
    [0, height],
  ]);
  const holes = [
    plain(stock.drill(inset), [
      { x: inset, y: inset },
      { x: width - inset, y: inset },
      { x: inset, y: height - inset },
    ]),
  ];
  if (random.chance(0.5)) holes.push(plain(stock.length(15, 30), [{ x: width / 3, y: height / 3 }]));
  return { outline, cutouts: [], holes, slots: [], bends: [], cornerRadius: 0 };
}

function vent(stock: Stock, random: Random): Shape {
  const millimetre = 1 / millimetresPer[stock.unit];
  const pitch = stock.small(12, 18);
  const [columns, rows] = [random.int(10, 22), random.int(5, 10)];
  const margin = stock.length(25, 45);
  const [width, height] = [2 * margin + (columns - 1) * pitch, 2 * margin + (rows - 1) * pitch];
  const at = (count: number): number[] => Array.from({ length: count }, (_, index) => margin + index * pitch);
  const cornerRadius = random.pick([0, stock.small(4, 8)]);
  const slotted = random.chance(0.35);
  const outline = easeCorners(
    polygon([
      [0, 0],
      [width, 0],
      [width, height],
      [0, height],
    ]),
    cornerRadius,
  );
  const mounting = plain(stock.drill(9 * millimetre), grid([margin / 2, width - margin / 2], [margin / 2, height - margin / 2]));
  if (!slotted) {
    return {
      outline,
      cutouts: [],
      holes: [mounting, plain(stock.drill(6 * millimetre), grid(at(columns), at(rows)))],
      slots: [],
      bends: [],
      cornerRadius,
    };
  }
  const slotWidth = stock.small(4, 6);
  const slots = grid([width / 2], at(rows)).map((centre) => ({
    centre,
    length: width - 2 * margin,
    width: slotWidth,
    angleDeg: 0,
  }));
  return { outline, cutouts: [], holes: [mounting], slots, bends: [], cornerRadius };
}

function mullion(stock: Stock, random: Random): Shape {
  const [length, face, leg] = [stock.length(900, 2600), stock.length(40, 80), stock.length(15, 30)];
  const height = face + 2 * leg;
  const spacing = length / random.int(4, 9);
  const slotLength = stock.small(18, 26);
  const slotWidth = stock.small(6, 9);
  const slots: Slot[] = [];
  for (let x = spacing / 2; x < length; x += spacing) {
    slots.push({ centre: { x, y: height / 2 }, length: slotLength, width: slotWidth, angleDeg: 0 });
  }
  const direction = random.pick(['UP', 'DOWN'] as const);
  return {
    outline: polygon([
      [0, 0],
      [length, 0],
      [length, height],
      [0, height],
    ]),
    cutouts: [],
    holes: [plain(stock.drill(leg * 0.6), grid([spacing / 2, length - spacing / 2], [leg / 2, height - leg / 2]))],
    slots,
    bends: [leg, leg + face].map((y) => ({ from: { x: 0, y }, to: { x: length, y }, angleDeg: 90, direction })),
    cornerRadius: 0,
  };
}
