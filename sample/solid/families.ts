import type { Random } from '../random.js';
import { type Corner, type Cylinder, type Point, type Solid, type SolidTruth, sidesOf, volumeOf } from './shape.js';

/** Parts of which an archive holds variants and copies. All sizes in mm; a size is the parameter of that name. */

export type FamilyName = 'plate' | 'bracket' | 'flange' | 'stud';

export type Sizes = Readonly<Record<string, number>>;

export interface Family {
  readonly title: string;
  /** Whether the mirrored part is another part: no turning brings it into the place of the first. */
  readonly chiral: boolean;
  sizes(random: Random): Sizes;
  /** The next size of the same part: other lengths, and another number of holes where it has a row of them. */
  vary(sizes: Sizes, random: Random): Sizes;
  solid(sizes: Sizes): Solid;
  truth(sizes: Sizes): SolidTruth;
}

export const families: Readonly<Record<FamilyName, Family>> = {
  plate: {
    title: 'MOUNTING PLATE',
    chiral: false,
    sizes: (random) => ({
      length: random.step(120, 300, 10),
      width: random.step(60, 110, 5),
      thickness: random.pick([4, 6, 8, 10]),
      corner: random.pick([5, 8, 10]),
      holes: random.int(2, 4),
      diameter: random.pick([6.6, 9, 11]),
      opening: random.step(20, 40, 5),
    }),
    vary: (sizes, random) => ({
      ...sizes,
      length: size(sizes, 'length') + random.step(20, 80, 10),
      holes: size(sizes, 'holes') + random.int(0, 1),
    }),
    solid: plate,
    // A hole is one face, two circles and a seam; the opening eight faces with three edges each.
    truth: (sizes) => {
      const sides = sidesOf(plateOutline(sizes));
      const holes = 2 * size(sizes, 'holes');
      return { faces: 2 + sides + holes + 8, edges: 3 * sides + 3 * holes + 24, volume: volumeOf(plate(sizes)) };
    },
  },
  bracket: {
    title: 'ANGLE BRACKET',
    chiral: true,
    sizes: (random) => ({
      foot: random.step(60, 90, 5),
      wall: random.step(100, 160, 10),
      width: random.step(60, 120, 10),
      thickness: random.pick([3, 4, 5]),
      bend: random.pick([3, 5]),
      holes: random.int(2, 3),
      diameter: random.pick([5.5, 6.6, 9]),
      offset: random.step(14, 20, 2),
    }),
    vary: (sizes, random) => ({
      ...sizes,
      wall: size(sizes, 'wall') + random.step(20, 60, 10),
      width: size(sizes, 'width') + random.step(0, 30, 10),
      holes: size(sizes, 'holes') + random.int(0, 1),
    }),
    solid: bracket,
    truth: (sizes) => {
      const sides = sidesOf(bracketOutline(sizes));
      const holes = size(sizes, 'holes') + 1;
      return { faces: 2 + sides + holes, edges: 3 * sides + 3 * holes, volume: volumeOf(bracket(sizes)) };
    },
  },
  flange: {
    title: 'PIPE FLANGE',
    chiral: false,
    sizes: (random) => ({
      diameter: random.step(120, 200, 10),
      thickness: random.pick([10, 12, 16]),
      hub: random.step(60, 76, 4),
      height: random.step(20, 40, 5),
      bore: random.step(30, 48, 2),
      holes: random.pick([4, 6, 8]),
      hole: random.pick([9, 11, 14]),
    }),
    vary: (sizes, random) => ({
      ...sizes,
      diameter: size(sizes, 'diameter') + random.step(10, 40, 10),
      height: size(sizes, 'height') + random.step(0, 15, 5),
      holes: size(sizes, 'holes') + random.pick([0, 2]),
    }),
    solid: flange,
    // Rim, hub and bore with two circles and a seam each; two ends and a shoulder.
    truth: (sizes) => {
      const holes = size(sizes, 'holes');
      return { faces: 6 + holes, edges: 9 + 3 * holes, volume: volumeOf(flange(sizes)) };
    },
  },
  stud: {
    title: 'SHOULDER STUD',
    chiral: false,
    sizes: (random) => ({
      head: random.step(24, 36, 2),
      headHeight: random.pick([6, 8, 10]),
      shank: random.step(14, 20, 1),
      length: random.step(40, 90, 5),
      tip: random.step(8, 12, 1),
      tipLength: random.step(10, 25, 5),
      bore: random.pick([4.2, 5]),
      depth: random.pick([4, 5]),
    }),
    vary: (sizes, random) => ({
      ...sizes,
      length: size(sizes, 'length') + random.step(10, 50, 5),
      tipLength: size(sizes, 'tipLength') + random.step(0, 10, 5),
    }),
    solid: stud,
    truth: (sizes) => ({ faces: 9, edges: 12, volume: volumeOf(stud(sizes)) }),
  },
};

export const familyNames = Object.keys(families) as FamilyName[];

function size(sizes: Sizes, name: string): number {
  const value = sizes[name];
  if (value === undefined) throw new Error(`a part without the size ${name}`);
  return value;
}

function plateOutline(sizes: Sizes): Corner[] {
  const [length, width, radius] = [size(sizes, 'length'), size(sizes, 'width'), size(sizes, 'corner')];
  return [
    { x: 0, y: 0, radius },
    { x: length, y: 0, radius },
    { x: length, y: width, radius },
    { x: 0, y: width, radius },
  ];
}

/** Two rows of holes along the long sides and an opening with rounded corners in the middle. */
function plate(sizes: Sizes): Solid {
  const [length, width, height] = [size(sizes, 'length'), size(sizes, 'width'), size(sizes, 'thickness')];
  const [holes, radius, opening] = [size(sizes, 'holes'), size(sizes, 'diameter') / 2, size(sizes, 'opening')];
  const edge = 14;
  const row = Array.from({ length: holes }, (_, index) => edge + ((length - 2 * edge) * index) / (holes - 1));
  const round = { radius: 5 };
  const [cx, cy] = [length / 2, width / 2];
  return {
    joined: [{ kind: 'prism', outline: plateOutline(sizes), height }],
    cut: [
      ...[edge, width - edge].flatMap((y) => row.map((x) => drill([x, y, 0], [0, 0, 1], radius, height))),
      {
        kind: 'prism',
        outline: [
          { x: cx - opening / 2, y: cy - 6, ...round },
          { x: cx + opening / 2, y: cy - 6, ...round },
          { x: cx + opening / 2, y: cy + 6, ...round },
          { x: cx - opening / 2, y: cy + 6, ...round },
        ],
        height,
      },
    ],
  };
}

/** An angle with its bend; the foot along X, the wall along Y. */
function bracketOutline(sizes: Sizes): Corner[] {
  const [foot, wall] = [size(sizes, 'foot'), size(sizes, 'wall')];
  const [thickness, bend] = [size(sizes, 'thickness'), size(sizes, 'bend')];
  return [
    { x: 0, y: 0, radius: bend + thickness },
    { x: foot, y: 0, radius: 0 },
    { x: foot, y: thickness, radius: 0 },
    { x: thickness, y: thickness, radius: bend },
    { x: thickness, y: wall, radius: 0 },
    { x: 0, y: wall, radius: 0 },
  ];
}

/** A row of holes in the wall, one in the foot to one side: that makes left and right differ. */
function bracket(sizes: Sizes): Solid {
  const [foot, wall, height] = [size(sizes, 'foot'), size(sizes, 'wall'), size(sizes, 'width')];
  const [thickness, holes, radius] = [size(sizes, 'thickness'), size(sizes, 'holes'), size(sizes, 'diameter') / 2];
  const row = Array.from({ length: holes }, (_, index) => wall - 15 - index * ((wall - 50) / holes));
  return {
    joined: [{ kind: 'prism', outline: bracketOutline(sizes), height }],
    cut: [
      ...row.map((y) => drill([0, y, height / 2], [1, 0, 0], radius, thickness)),
      drill([foot - 20, 0, size(sizes, 'offset')], [0, 1, 0], radius, thickness),
    ],
  };
}

function flange(sizes: Sizes): Solid {
  const [rim, hub, bore] = [size(sizes, 'diameter') / 2, size(sizes, 'hub') / 2, size(sizes, 'bore') / 2];
  const [thickness, height, holes] = [size(sizes, 'thickness'), size(sizes, 'height'), size(sizes, 'holes')];
  const circle = (rim + hub) / 2;
  return {
    joined: [drill([0, 0, 0], [0, 0, 1], rim, thickness), drill([0, 0, thickness], [0, 0, 1], hub, height)],
    cut: [
      drill([0, 0, 0], [0, 0, 1], bore, thickness + height),
      ...Array.from({ length: holes }, (_, index) => {
        const angle = (2 * Math.PI * index) / holes;
        return drill([circle * Math.cos(angle), circle * Math.sin(angle), 0], [0, 0, 1], size(sizes, 'hole') / 2, thickness);
      }),
    ],
  };
}

function stud(sizes: Sizes): Solid {
  const [headHeight, length, tipLength] = [size(sizes, 'headHeight'), size(sizes, 'length'), size(sizes, 'tipLength')];
  return {
    joined: [
      drill([0, 0, 0], [0, 0, 1], size(sizes, 'head') / 2, headHeight),
      drill([0, 0, headHeight], [0, 0, 1], size(sizes, 'shank') / 2, length),
      drill([0, 0, headHeight + length], [0, 0, 1], size(sizes, 'tip') / 2, tipLength),
    ],
    cut: [drill([0, 0, 0], [0, 0, 1], size(sizes, 'bore') / 2, size(sizes, 'depth'))],
  };
}

function drill(origin: Point, axis: Point, radius: number, height: number): Cylinder {
  return { kind: 'cylinder', origin, axis, radius, height };
}
