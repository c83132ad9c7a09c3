import type { Random } from '../random.js';

/** What sheet-metal shops buy and drill, by the unit in which they draw. */

export type LengthUnit = 'mm' | 'inch';

export const millimetresPer: Record<LengthUnit, number> = { mm: 1, inch: 25.4 };

export interface Material {
  /** As printed in a title block. */
  readonly name: string;
  readonly finishes: readonly string[];
  /** kg per mm^3 */
  readonly density: number;
}

const steel = 7.85e-6;
const stainless = 8.0e-6;
const aluminium = 2.7e-6;

export const materials: readonly Material[] = [
  { name: '304 STAINLESS STEEL', finishes: ['#4 BRUSHED', '#8 MIRROR', '2B', 'BEAD BLASTED'], density: stainless },
  { name: '316L STAINLESS STEEL', finishes: ['#4 BRUSHED', '2B', 'ELECTROPOLISHED'], density: stainless },
  { name: 'ASTM A36', finishes: ['PRIMED', 'HOT DIP GALVANIZED', 'POWDER COAT RAL 9005'], density: steel },
  { name: 'A653 G90 GALVANIZED', finishes: ['NONE', 'POWDER COAT RAL 7016'], density: steel },
  { name: '6061-T6 ALUMINUM', finishes: ['CLEAR ANODIZE', 'BLACK ANODIZE', 'MILL'], density: aluminium },
  { name: '5052-H32 ALUMINUM', finishes: ['CHEM FILM', 'POWDER COAT RAL 9016', 'MILL'], density: aluminium },
  { name: 'EN AW-6082', finishes: ['ANODISED 20 UM', 'MILL'], density: aluminium },
  { name: '1.4301', finishes: ['GRIT 240', '2B'], density: stainless },
  { name: 'C260 BRASS', finishes: ['SATIN', 'POLISHED'], density: 8.53e-6 },
];

const gauges: Record<LengthUnit, readonly number[]> = {
  mm: [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6],
  inch: [0.0478, 0.0598, 0.0747, 0.1046, 0.125, 0.1875, 0.25],
};

const drills: Record<LengthUnit, readonly number[]> = {
  mm: [3.4, 4.5, 5.5, 6.6, 7, 9, 11, 13, 14],
  inch: [0.156, 0.196, 0.221, 0.266, 0.281, 0.406, 0.531],
};

export interface Thread {
  /** As printed. */
  readonly name: string;
  /** Nominal size in the unit of the drawing. */
  readonly nominal: number;
  readonly tapDrill: number;
}

const threads: Record<LengthUnit, readonly Thread[]> = {
  mm: [
    { name: 'M4x0.7', nominal: 4, tapDrill: 3.3 },
    { name: 'M5x0.8', nominal: 5, tapDrill: 4.2 },
    { name: 'M6x1', nominal: 6, tapDrill: 5 },
    { name: 'M8x1.25', nominal: 8, tapDrill: 6.8 },
  ],
  inch: [
    { name: '1/4-20 UNC', nominal: 0.25, tapDrill: 0.201 },
    { name: '5/16-18 UNC', nominal: 0.3125, tapDrill: 0.257 },
    { name: '3/8-16 UNC', nominal: 0.375, tapDrill: 0.3125 },
  ],
};

/** Draws stock sizes in one unit; `length` takes millimetres and lands on the grid of the unit (5 mm or 1/4"). */
export class Stock {
  readonly unit: LengthUnit;
  readonly #random: Random;

  constructor(unit: LengthUnit, random: Random) {
    this.unit = unit;
    this.#random = random;
  }

  length(lowMm: number, highMm: number): number {
    const grid = this.unit === 'mm' ? 5 : 0.25;
    const low = Math.max(1, Math.ceil(lowMm / millimetresPer[this.unit] / grid));
    const high = Math.max(low, Math.floor(highMm / millimetresPer[this.unit] / grid));
    return this.#random.int(low, high) * grid;
  }

  /** Small sizes: 1 mm or 1/16". */
  small(lowMm: number, highMm: number): number {
    const grid = this.unit === 'mm' ? 1 : 0.0625;
    const low = Math.max(1, Math.ceil(lowMm / millimetresPer[this.unit] / grid));
    const high = Math.max(low, Math.floor(highMm / millimetresPer[this.unit] / grid));
    return this.#random.int(low, high) * grid;
  }

  drill(maximum = Infinity): number {
    const fitting = drills[this.unit].filter((diameter) => diameter <= maximum);
    return this.#random.pick(fitting.length > 0 ? fitting : drills[this.unit].slice(0, 1));
  }

  thread(): Thread {
    return this.#random.pick(threads[this.unit]);
  }

  thickness(): number {
    return this.#random.pick(gauges[this.unit]);
  }
}
