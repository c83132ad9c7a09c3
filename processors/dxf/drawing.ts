import type { DimensionType, TextFact } from '../../queues/contract/facts.js';
import { Fields } from './fields.js';
import { GeometryStore } from './geometry-store.js';
import type { Hatch } from './hatch.js';
import { InsertStore } from './insert-store.js';
import { Box } from './plane.js';

/** What holds entities: the two layouts that every drawing has, further paper layouts, and blocks. */
export type ContainerRole = 'model' | 'paper' | 'block' | 'dimension' | 'table';

export interface Container {
  readonly id: number;
  readonly role: ContainerRole;
  readonly name: string;
  /** Bounds of its own geometry and text points, inserted blocks left out. */
  readonly box: Box;
  readonly baseX: number;
  readonly baseY: number;
  /** Path of an external reference or overlay. */
  readonly xrefPath: string | null;
  entities: number;
}

export interface LayerRecord {
  readonly name: string;
  readonly isFrozen: boolean;
  readonly isOff: boolean;
  /** AutoCAD colour index; 0 where not stated. */
  readonly color: number;
  readonly linetype: string;
}

/** Dimension variables by their DIMSTYLE group code, e.g. 71 DIMTOL, 144 DIMLFAC. */
export type DimensionVariables = Map<number, number | string>;

/** A dimension as measured when it was read; what its style makes of it comes later, as styles may follow. */
export interface DimensionRecord {
  readonly container: number;
  readonly layer: number;
  readonly type: DimensionType;
  /** Drawing units or degrees; null when neither a measurement nor points are there. */
  readonly value: number | null;
  readonly isStored: boolean;
  /** Group 1, the override text; null when absent. */
  readonly text: string | null;
  readonly style: string;
  /** Name id of the block that draws the dimension; -1 without. */
  readonly block: number;
  /** Where its text stands, or its line where that is not stored. */
  readonly x: number | null;
  readonly y: number | null;
  readonly overrides: DimensionVariables | null;
}

/** The attributes of one INSERT, in file order. */
export interface InsertAttributes {
  readonly insert: number;
  readonly values: (readonly [tag: string, value: string])[];
}

/** Where a text hangs: its anchor point in the container, and which part of the text the anchor is. */
export interface TextPlace {
  readonly container: number;
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'centre' | 'right';
  /** `top` for MTEXT that runs down from its anchor. */
  readonly valign: 'baseline' | 'bottom' | 'middle' | 'top';
  /** Width of characters relative to the font's own. */
  readonly widthFactor: number;
  /** Width at which MTEXT goes on in the next line; 0 for never. */
  readonly wrapWidth: number;
}

/** A text as it is drawn. */
export interface Lettering extends TextPlace {
  readonly text: string;
  readonly layer: string | null;
  readonly height: number;
  /** Degrees, counter-clockwise. */
  readonly angle: number;
}

/** A row of the BLOCK_RECORD table. Handles as `handleKey` writes them. */
export interface BlockRecord {
  readonly name: string;
  readonly handle: string;
  /** Handle of the dynamic block's record whose state an anonymous block (`*U12`) draws; null for others. */
  readonly stateOf: string | null;
}

export interface TableCell {
  readonly text: string;
  /** Handle of the field that the cell shows; null where it shows its text. */
  readonly field: string | null;
}

export interface TableRecord {
  readonly container: number;
  readonly layer: number;
  /** Name id of the block that draws the table; -1 without. */
  readonly block: number;
  readonly rows: TableCell[][];
  readonly x: number;
  readonly y: number;
}

/** Numbers of stored geometry that a flat pattern never reaches: 1.6 MB. */
const outlineLimit = 200_000;

/** Numbers of loops of hatches that previews are drawn from: 0.8 MB. */
const hatchLimit = 100_000;

/** No preview shows more texts of dimensions. */
const letteringLimit = 5000;

/** Everything that was read from one file, before it is interpreted. */
export class Drawing {
  readonly geometry: GeometryStore;
  readonly inserts = new InsertStore();
  readonly containers: Container[] = [];
  readonly layers = new Map<number, LayerRecord>();
  /** Entities by layer name id. */
  readonly layerEntities: number[] = [];
  readonly entityCounts = new Map<string, number>();
  readonly header = new Map<string, number | string>();
  readonly headerDimension: DimensionVariables = new Map();
  /** By upper-case name. */
  readonly dimensionStyles = new Map<string, DimensionVariables>();
  /** Upper-case names of text styles whose font draws geometric symbols for letters. */
  readonly symbolStyles = new Set<string>();
  readonly texts: TextFact[] = [];
  /** How the text at the same index is placed. */
  readonly textPlaces: TextPlace[] = [];
  /** The drawn text of dimension pictures (`*D…`) and table pictures (`*T…`) by container. */
  readonly pictureTexts = new Map<number, string[]>();
  /** The same texts as they are drawn, for previews. */
  readonly pictureLettering: Lettering[] = [];
  /** For previews. */
  readonly hatches: Hatch[] = [];
  private hatchNumbers = 0;
  readonly dimensions: DimensionRecord[] = [];
  readonly blockRecords: BlockRecord[] = [];
  readonly tables: TableRecord[] = [];
  readonly attributes: InsertAttributes[] = [];
  readonly fields = new Fields();
  /** Paths of underlays and images. */
  readonly references: string[] = [];
  readonly sections: string[] = [];
  endsProperly = false;
  /** The file ends before its ENTITIES section does, so entities may be missing. */
  isCutOff = false;

  constructor(geometryLimit = outlineLimit) {
    this.geometry = new GeometryStore(geometryLimit);
    this.addContainer('model', '*Model_Space');
    this.addContainer('paper', '*Paper_Space');
  }

  get model(): Container {
    return this.containerAt(0);
  }

  get paper(): Container {
    return this.containerAt(1);
  }

  containerAt(id: number): Container {
    const container = this.containers[id];
    if (container === undefined) throw new RangeError(`no container ${id}`);
    return container;
  }

  addPictureLettering(lettering: Lettering): void {
    if (this.pictureLettering.length < letteringLimit) this.pictureLettering.push(lettering);
  }

  addHatch(hatch: Hatch): void {
    this.hatchNumbers += hatch.loops.reduce((sum, { length }) => sum + length, 0);
    if (this.hatchNumbers <= hatchLimit) this.hatches.push(hatch);
  }

  addContainer(role: ContainerRole, name: string, baseX = 0, baseY = 0, xrefPath: string | null = null): Container {
    const container: Container = { id: this.containers.length, role, name, box: new Box(), baseX, baseY, xrefPath, entities: 0 };
    this.containers.push(container);
    return container;
  }
}
