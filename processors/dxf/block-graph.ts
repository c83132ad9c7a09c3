import type { BlockFact } from '../../queues/contract/facts.js';
import type { Container, Drawing } from './drawing.js';
import { expandedCounts, type Use } from './expanded-counts.js';
import type { Placement } from './insert-store.js';
import { Box, compose, identity, radiansPerDegree, type Affine } from './plane.js';
import { roleOf } from './read-block.js';
import type { ReadWarnings } from './read-warnings.js';

/** Blocks in blocks multiply beyond any number that can be stored (INT); from here on the count says only `very often`. */
const mostInserts = 2 ** 31 - 1;

/** Far above what CAD programs write; keeps a hostile file from overflowing the stack. */
const maxDepth = 64;

/** Which block is drawn where: insert counts and bounds. Block names compare without case. */
export class BlockGraph {
  private readonly drawing: Drawing;
  private readonly nameOf: (id: number) => string;
  private readonly warnings: ReadWarnings;
  private readonly containerByKey = new Map<string, Container>();
  private readonly containerByName: (Container | null | undefined)[] = [];
  private readonly bounds = new Map<number, Box>();

  constructor(drawing: Drawing, nameOf: (id: number) => string, warnings: ReadWarnings) {
    this.drawing = drawing;
    this.nameOf = nameOf;
    this.warnings = warnings;
    for (const container of drawing.containers) this.containerByKey.set(keyOf(container.name), container);
  }

  /** The container of a block's name id; null when the file does not define it. */
  blockOf(nameId: number): Container | null {
    const known = this.containerByName[nameId];
    if (known !== undefined) return known;
    const found = this.containerByKey.get(keyOf(this.nameOf(nameId))) ?? null;
    this.containerByName[nameId] = found;
    return found;
  }

  /**
   * The name that users know a block by: a dynamic block that was stretched or switched is inserted as an anonymous
   * `*U12`, and goes by the name of its definition.
   */
  knownName(nameId: number): string {
    const name = this.nameOf(nameId);
    return this.dynamicNames().get(keyOf(name)) ?? name;
  }

  private dynamicByKey: Map<string, string> | null = null;

  /** Names of dynamic blocks by the keys of the anonymous blocks that draw their states. */
  private dynamicNames(): Map<string, string> {
    if (this.dynamicByKey !== null) return this.dynamicByKey;
    const names = new Map<string, string>();
    const states = this.drawing.blockRecords.filter(({ stateOf }) => stateOf !== null);
    if (states.length > 0) {
      const byHandle = new Map(this.drawing.blockRecords.map(({ handle, name }) => [handle, name]));
      for (const { name, stateOf } of states) {
        const known = byHandle.get(stateOf ?? '');
        if (known !== undefined && known !== '' && keyOf(known) !== keyOf(name)) names.set(keyOf(name), known);
      }
    }
    return (this.dynamicByKey = names);
  }

  /**
   * Blocks in file order, pictures of dimensions and tables left out; then those that are inserted but not defined. What
   * is inserted as a state of a dynamic block counts for the anonymous block and for the dynamic one.
   */
  facts(): BlockFact[] {
    const direct = new Map<string, number>();
    const dynamic = this.dynamicNames();
    const undefinedNames = new Map<string, string>();
    const { inserts, attributes } = this.drawing;
    for (let index = 0; index < inserts.size; index++) {
      const id = inserts.blockAt(index);
      const name = this.blockOf(id)?.name ?? this.nameOf(id);
      const key = keyOf(name);
      direct.set(key, (direct.get(key) ?? 0) + 1);
      const known = dynamic.get(key);
      if (known !== undefined) direct.set(keyOf(known), (direct.get(keyOf(known)) ?? 0) + 1);
      // A table without its picture is no missing block.
      if (this.blockOf(id) === null && roleOf(name) === 'block') undefinedNames.set(key, name);
    }
    const values = new Map<string, Record<string, string>[]>();
    for (const { insert, values: pairs } of attributes) {
      const key = keyOf(this.nameOf(inserts.blockAt(insert)));
      const record = toRecord(pairs);
      push(values, key, record);
      const known = dynamic.get(key);
      if (known !== undefined) push(values, keyOf(known), record);
    }
    const drawn = this.drawnCounts();
    const drawnStates = new Map<string, number>();
    for (const [key, known] of dynamic) {
      const state = this.containerByKey.get(key);
      const count = state === undefined ? 0 : (drawn.get(state.id) ?? 0);
      drawnStates.set(keyOf(known), (drawnStates.get(keyOf(known)) ?? 0) + count);
    }
    const facts: BlockFact[] = [];
    for (const container of this.drawing.containers) {
      const key = keyOf(container.name);
      if (container.role !== 'block' || this.containerByKey.get(key) !== container) continue;
      facts.push({
        name: container.name,
        entities: container.entities,
        inserts: direct.get(key) ?? 0,
        inserts_expanded: Math.min(mostInserts, (drawn.get(container.id) ?? 0) + (drawnStates.get(key) ?? 0)),
        attributes: values.get(key) ?? [],
      });
    }
    for (const { name } of this.drawing.blockRecords) {
      const key = keyOf(name);
      if (roleOf(name) !== 'block' || this.containerByKey.has(key) || undefinedNames.has(key)) continue;
      facts.push({
        name,
        entities: 0,
        inserts: direct.get(key) ?? 0,
        inserts_expanded: Math.min(mostInserts, drawnStates.get(key) ?? 0),
        attributes: values.get(key) ?? [],
      });
    }
    for (const [key, name] of undefinedNames) {
      facts.push({ name, entities: 0, inserts: direct.get(key) ?? 0, inserts_expanded: 0, attributes: values.get(key) ?? [] });
      this.warnings.add(`block "${name}" is inserted but not defined`);
    }
    return facts;
  }

  /** Bounds of a container with everything inserted in it. Rotated inserts count with the box around their box. */
  boundsOf(container: Container, depth = 0): Box {
    const known = this.bounds.get(container.id);
    if (known !== undefined) return known;
    const box = new Box();
    // Set before descending: a block that contains itself adds nothing to itself.
    this.bounds.set(container.id, box);
    box.includeBox(container.box);
    if (depth > maxDepth) return box;
    for (const index of this.insertsByContainer().get(container.id) ?? []) {
      const placement = this.drawing.inserts.at(index);
      const block = this.blockOf(placement.block);
      if (block === null) continue;
      const inner = this.boundsOf(block, depth + 1);
      for (const map of cornerCells(placement, block)) box.includeMapped(inner, map);
    }
    for (const picture of this.picturesByContainer().get(container.id) ?? []) box.includeBox(this.boundsOf(picture, depth + 1));
    return box;
  }

  /** Bounds of one insertion in its container; null when its block is not defined or empty. */
  boundsOfInsert(placement: Placement): Box | null {
    const block = this.blockOf(placement.block);
    if (block === null) return null;
    const box = new Box();
    for (const map of cornerCells(placement, block)) box.includeMapped(this.boundsOf(block), map);
    return box.isEmpty ? null : box;
  }

  private insertLists: Map<number, number[]> | null = null;

  /** Indexes of placements by the container that holds them. */
  insertsByContainer(): Map<number, number[]> {
    if (this.insertLists !== null) return this.insertLists;
    const lists = new Map<number, number[]>();
    for (let index = 0; index < this.drawing.inserts.size; index++) push(lists, this.drawing.inserts.containerAt(index), index);
    this.insertLists = lists;
    return lists;
  }

  private pictureLists: Map<number, Container[]> | null = null;

  /** Dimension pictures by the container that holds the dimension; they are drawn without a map. */
  picturesByContainer(): Map<number, Container[]> {
    if (this.pictureLists !== null) return this.pictureLists;
    const lists = new Map<number, Container[]>();
    for (const { container, block } of this.drawing.dimensions) {
      const picture = block < 0 ? null : this.blockOf(block);
      if (picture !== null && picture.id !== container) push(lists, container, picture);
    }
    this.pictureLists = lists;
    return lists;
  }

  /** How often each container is drawn on the layouts. */
  private drawnCounts(): ReadonlyMap<number, number> {
    const uses: Use[] = [];
    const { inserts, dimensions, containers } = this.drawing;
    for (let index = 0; index < inserts.size; index++) {
      const block = this.blockOf(inserts.blockAt(index));
      if (block !== null) uses.push({ container: inserts.containerAt(index), block: block.id, cells: inserts.cellsAt(index) });
    }
    for (const { container, block } of dimensions) {
      const picture = block < 0 ? null : this.blockOf(block);
      if (picture !== null) uses.push({ container, block: picture.id, cells: 1 });
    }
    const layouts = containers.filter(({ role }) => role === 'model' || role === 'paper').map(({ id }) => id);
    const circular = new Set<number>();
    const counts = expandedCounts(uses, layouts, (block) => circular.add(block));
    for (const id of circular) this.warnings.add(`block "${this.drawing.containerAt(id).name}" contains itself`);
    return counts;
  }
}

export function keyOf(name: string): string {
  return name.trim().toUpperCase();
}

/** The map from a block's coordinates to its container's, for one cell of an INSERT. */
export function placementMap(placement: Placement, block: Container, column = 0, row = 0): Affine {
  const angle = placement.rotation * radiansPerDegree;
  const turned: Affine = [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), placement.x, placement.y];
  const cell: Affine = [1, 0, 0, 1, column * placement.columnSpacing, row * placement.rowSpacing];
  const scaled: Affine = [
    placement.scaleX,
    0,
    0,
    placement.scaleY,
    -block.baseX * placement.scaleX,
    -block.baseY * placement.scaleY,
  ];
  const map = compose(turned, compose(cell, scaled));
  return placement.mirrored ? compose([-1, 0, 0, 1, 0, 0], map) : compose(identity, map);
}

function cornerCells(placement: Placement, block: Container): Affine[] {
  const lastColumn = placement.columns - 1;
  const lastRow = placement.rows - 1;
  const first = placementMap(placement, block);
  if (lastColumn === 0 && lastRow === 0) return [first];
  return [
    first,
    placementMap(placement, block, lastColumn, 0),
    placementMap(placement, block, 0, lastRow),
    placementMap(placement, block, lastColumn, lastRow),
  ];
}

function toRecord(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (const [tag, value] of pairs) {
    const before = record[tag];
    record[tag] = before === undefined || before === '' ? value : value === '' ? before : `${before}\n${value}`;
  }
  return record;
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
