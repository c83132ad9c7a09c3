import type { Matrix } from '../topology/matrix.js';
import type { Shape } from './shape-api.js';

/** A shape that a file defines once and places any number of times. */
export interface Part {
  /** The product's name; null where the file gives none. */
  readonly name: string | null;
  /** In its own coordinates. */
  readonly shape: Shape;
  /** Where it stands in the whole, one matrix per instance. */
  readonly placements: readonly Matrix[];
}

/** A line of an assembly: parent and child by product name, as the file nests them, each nesting once. */
export interface Component {
  readonly parent: string | null;
  readonly child: string | null;
  readonly instance: string | null;
  /** In the parent. */
  readonly transform: Matrix;
  readonly isAssembly: boolean;
  /** How often this line occurs in the whole, its parent being placed several times. */
  readonly occurrences: number;
}

/** What a reader made of a file. Shapes belong to the scope that it was given. */
export interface KernelModel {
  /** Everything, every part in its places. */
  readonly whole: Shape;
  readonly parts: readonly Part[];
  readonly components: readonly Component[];
  /** Length units that the file states, as it spells them; empty where it states none. */
  readonly statedUnits: readonly string[];
  /** What the lengths were taken as where the file states no unit and its format has a default; null for a format without one. */
  readonly assumedUnit?: string | null;
  readonly warnings: readonly string[];
}
