import type { Entity } from './entity.js';
import { type HeaderFacts, headerVariables } from './header-variables.js';
import { type LayoutHandles, layoutObjects } from './layout-objects.js';
import { type DimensionStyleTags, type Layer, tableEntries } from './tables.js';
import { type Encoding, type Tag, TagWriter } from './tags.js';

/** A whole drawing, ready to be written. */
export interface DxfDocument {
  readonly encoding: Encoding;
  readonly header: HeaderFacts;
  readonly layers: readonly Layer[];
  readonly dimensionStyles: readonly DimensionStyleTags[];
  /** By name; `*D1`, ... hold the pictures of dimensions. Layout blocks are added by the writer. */
  readonly blocks: ReadonlyMap<string, readonly Entity[]>;
  readonly entities: readonly Entity[];
  /** What some exporters do: a comment before the first section, or no end. */
  readonly quirk: 'none' | 'comment' | 'no_eof';
}

export const codePageName = ({ version, codePage }: Encoding): string =>
  codePage === 'dos932'
    ? 'dos932'
    : codePage === 'utf8' && version === 'AC1032'
      ? 'ANSI_1252'
      : codePage === 'ANSI_1252'
        ? 'ansi_1252'
        : 'ANSI_1252';

/** The bytes of a drawing: sections HEADER, CLASSES, TABLES, BLOCKS, ENTITIES, OBJECTS; R12 without the newer ones. */
export function writeDxf(document: DxfDocument): Buffer {
  return new DxfSerialiser(document).bytes();
}

class DxfSerialiser {
  readonly #document: DxfDocument;
  readonly #writer: TagWriter;
  readonly #owners = new Map<string, string>();
  /** Handles of the LAYOUT objects by the name of their block. */
  readonly #layouts = new Map<string, string>();
  #nextHandle = 0x30;

  constructor(document: DxfDocument) {
    this.#document = document;
    this.#writer = new TagWriter(document.encoding);
  }

  bytes(): Buffer {
    const { modern } = this;
    for (const name of this.#blockNames()) this.#owners.set(name, this.#handle());
    for (const name of modern ? ['*Model_Space', '*Paper_Space'] : []) this.#layouts.set(name, this.#handle());
    if (this.#document.quirk === 'comment') this.#writer.write([999, 'written by the sample archive']);
    this.#section('HEADER', () => {
      for (const [name, tags] of headerVariables(this.#document.encoding.version, this.#document.header))
        this.#writer.write([9, name], ...tags);
      if (!modern) this.#writer.write([9, '$HANDLING'], [70, 1]);
      this.#writer.write([9, '$HANDSEED'], [5, 'FFFFF']);
    });
    if (modern) this.#section('CLASSES', () => undefined);
    this.#section('TABLES', () => this.#tables());
    this.#section('BLOCKS', () => this.#blocks());
    this.#section('ENTITIES', () =>
      this.#document.entities.forEach((entity) =>
        this.#entity(entity, entity.paperSpace === true ? '*Paper_Space' : '*Model_Space'),
      ),
    );
    if (modern) this.#section('OBJECTS', () => this.#objects());
    if (this.#document.quirk !== 'no_eof') this.#writer.write([0, 'EOF']);
    return this.#writer.finish();
  }

  get modern(): boolean {
    return this.#document.encoding.version !== 'AC1009';
  }

  #blockNames(): string[] {
    return [...(this.modern ? ['*Model_Space', '*Paper_Space'] : []), ...this.#document.blocks.keys()];
  }

  #handle(): string {
    return (this.#nextHandle++).toString(16).toUpperCase();
  }

  #section(name: string, body: () => void): void {
    this.#writer.write([0, 'SECTION'], [2, name]);
    body();
    this.#writer.write([0, 'ENDSEC']);
  }

  #tables(): void {
    const { layers, dimensionStyles, header } = this.#document;
    const [minX, minY, maxX, maxY] = header.extents;
    const view = { x: (minX + maxX) / 2, y: (minY + maxY) / 2, height: (maxY - minY) * 1.1 };
    for (const { name, subclass, entries } of tableEntries(this.modern, view, layers, dimensionStyles)) {
      const table = this.#handle();
      this.#writer.write([0, 'TABLE'], [2, name]);
      if (this.modern) this.#writer.write([5, table], [330, '0'], [100, 'AcDbSymbolTable']);
      this.#writer.write([70, entries.length]);
      if (this.modern && name === 'DIMSTYLE') this.#writer.write([100, 'AcDbDimStyleTable'], [71, entries.length]);
      for (const tags of entries) {
        this.#writer.write([0, name]);
        if (this.modern)
          this.#writer.write(
            [name === 'DIMSTYLE' ? 105 : 5, this.#handle()],
            [330, table],
            [100, 'AcDbSymbolTableRecord'],
            [100, subclass],
          );
        this.#writer.write(...tags);
      }
      this.#writer.write([0, 'ENDTAB']);
    }
    if (this.modern) this.#blockRecords();
  }

  #blockRecords(): void {
    const table = this.#handle();
    this.#writer.write(
      [0, 'TABLE'],
      [2, 'BLOCK_RECORD'],
      [5, table],
      [330, '0'],
      [100, 'AcDbSymbolTable'],
      [70, this.#owners.size],
    );
    for (const [name, handle] of this.#owners) {
      this.#writer.write(
        [0, 'BLOCK_RECORD'],
        [5, handle],
        [330, table],
        [100, 'AcDbSymbolTableRecord'],
        [100, 'AcDbBlockTableRecord'],
        [2, name],
      );
    }
    this.#writer.write([0, 'ENDTAB']);
  }

  #blocks(): void {
    for (const name of this.#blockNames()) {
      const owner = this.#owners.get(name) ?? '0';
      const anonymous = name.startsWith('*') && !name.startsWith('*Model') && !name.startsWith('*Paper');
      const entities = this.#document.blocks.get(name) ?? [];
      const flags = (anonymous ? 1 : 0) + (entities.some(({ type }) => type === 'ATTDEF') ? 2 : 0);
      const own = (subclass: string): Tag[] =>
        this.modern
          ? [
              [5, this.#handle()],
              [330, owner],
              [100, 'AcDbEntity'],
              [8, '0'],
              [100, subclass],
            ]
          : [[8, '0']];
      this.#writer.write(
        [0, 'BLOCK'],
        ...own('AcDbBlockBegin'),
        [2, name],
        [70, flags],
        [10, 0],
        [20, 0],
        [30, 0],
        [3, name],
        [1, ''],
      );
      entities.forEach((entity) => this.#entity(entity, name));
      this.#writer.write([0, 'ENDBLK'], ...own('AcDbBlockEnd'));
    }
  }

  #entity(entity: Entity, ownerName: string): void {
    this.#writer.write([0, entity.type], [5, this.#handle()]);
    this.#common(entity, this.#owners.get(ownerName) ?? '0');
    for (const [subclass, tags] of entity.parts) {
      if (this.modern) this.#writer.write([100, subclass]);
      this.#writer.write(...tags);
    }
    if (entity.xdata !== undefined) this.#writer.write(...entity.xdata);
    if (entity.children === undefined) return;
    for (const child of entity.children) this.#entity(child, ownerName);
    this.#writer.write([0, 'SEQEND'], [5, this.#handle()]);
    this.#common({ ...entity, parts: [] }, this.#owners.get(ownerName) ?? '0');
  }

  #common({ layer, linetype, colour, paperSpace }: Entity, owner: string): void {
    if (this.modern) this.#writer.write([330, owner], [100, 'AcDbEntity']);
    if (paperSpace === true) this.#writer.write([67, 1]);
    this.#writer.write([8, layer]);
    if (linetype !== undefined) this.#writer.write([6, linetype]);
    if (colour !== undefined) this.#writer.write([62, colour]);
  }

  #objects(): void {
    const handles = (name: string): LayoutHandles => ({
      layout: this.#layouts.get(name) ?? '0',
      blockRecord: this.#owners.get(name) ?? '0',
    });
    this.#writer.write(
      ...layoutObjects(() => this.#handle(), handles('*Model_Space'), handles('*Paper_Space'), this.#document.header.extents),
    );
  }
}
