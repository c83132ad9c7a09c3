import type { TextFact } from '../../queues/contract/facts.js';
import { StringDecoder } from './code-page.js';
import type { Container, Drawing, TextPlace } from './drawing.js';
import { Shape } from './geometry-store.js';
import { handleKey } from './handle.js';
import { NameTable } from './name-table.js';
import { objectPlane, toWorld, type ObjectPlane } from './object-plane.js';
import { includeArc } from './plane.js';
import type { ReadWarnings } from './read-warnings.js';
import type { TagSource } from './tag-source.js';

/**
 * What all entity readers share: the tags, the drawing they fill, and the properties every entity has.
 * A reader starts on its entity's `0` tag and stops on the next one; it returns false when the file ended instead.
 */
export class Reader {
  readonly source: TagSource;
  readonly drawing: Drawing;
  readonly warnings: ReadWarnings;
  readonly names: NameTable;
  readonly strings: StringDecoder;
  /** Where entities go: a block, or model space while the entities section is read. */
  container: Container;
  /** Index of the INSERT that attributes belong to; -1 when none is open. */
  openInsert = -1;
  /** Takes the lines of the multi-line attribute that was just read, which follow as an MTEXT of their own (AutoCAD 2008 to 2017). */
  awaitedLines: ((lines: string) => void) | null = null;

  /** Bytes of the entity's handle (group 5). */
  private handleRange: readonly [start: number, end: number] = [0, 0];
  layer = 0;
  color = 256;
  linetype = -1;
  isVisible = true;
  private readonly isBinary: boolean;
  private isPaper = false;
  private extrusionX = 0;
  private extrusionY = 0;
  private extrusionZ = 1;
  private readonly namesDecoded: (string | undefined)[] = [];
  private readonly defaultLayer: number;

  constructor(source: TagSource, drawing: Drawing, warnings: ReadWarnings, isBinary: boolean) {
    this.source = source;
    this.drawing = drawing;
    this.warnings = warnings;
    this.isBinary = isBinary;
    this.names = new NameTable(source.bytes);
    this.strings = new StringDecoder(source.bytes, isBinary);
    this.container = drawing.model;
    // An entity without group 8 lies on layer 0; the empty range stands for that name.
    this.defaultLayer = this.names.intern(0, 0);
    this.namesDecoded[this.defaultLayer] = '0';
  }

  /** Forgets the common properties of the entity before. */
  begin(): void {
    this.handleRange = [0, 0];
    this.layer = this.defaultLayer;
    this.color = 256;
    this.linetype = -1;
    this.isVisible = true;
    this.isPaper = false;
    this.extrusionX = 0;
    this.extrusionY = 0;
    this.extrusionZ = 1;
  }

  /** Takes the current tag when it is one that all entities have. */
  common(): void {
    const { source } = this;
    switch (source.code) {
      case 5:
        this.handleRange = [source.start, source.end];
        break;
      case 8:
        this.layer = this.nameId();
        break;
      case 6:
        this.linetype = this.nameId();
        break;
      case 62:
        this.color = source.integer();
        break;
      case 60:
        this.isVisible = source.integer() === 0;
        break;
      case 67:
        this.isPaper = source.integer() === 1;
        break;
      case 210:
        this.extrusionX = source.real();
        break;
      case 220:
        this.extrusionY = source.real();
        break;
      case 230:
        this.extrusionZ = source.real();
        break;
    }
  }

  /** The entity's home; call after its tags are read. */
  home(): Container {
    return this.isPaper && this.container.role === 'model' ? this.drawing.paper : this.container;
  }

  plane(): ObjectPlane | null {
    return objectPlane(this.extrusionX, this.extrusionY, this.extrusionZ);
  }

  /** The entity's handle as `handleKey` writes it; empty without. */
  get handle(): string {
    return handleKey(this.strings.decode(...this.handleRange));
  }

  get extrusion(): readonly [number, number, number] {
    return [this.extrusionX, this.extrusionY, this.extrusionZ];
  }

  get isMirrored(): boolean {
    return this.extrusionZ < 0;
  }

  /** Counts the entity that was just read. */
  count(): void {
    this.home().entities += 1;
    this.drawing.layerEntities[this.layer] = (this.drawing.layerEntities[this.layer] ?? 0) + 1;
  }

  nameId(): number {
    return this.names.intern(this.source.start, this.source.end);
  }

  name(id: number): string {
    const known = this.namesDecoded[id];
    if (known !== undefined) return known;
    const [start, end] = this.names.range(id);
    return (this.namesDecoded[id] = this.strings.decode(start, end));
  }

  /** Whether a text of this style (a name id, or -1) is drawn in symbols. Words show that the font's letters are meant. */
  drawsSymbols(style: number, text: string): boolean {
    const { symbolStyles } = this.drawing;
    if (style < 0 || symbolStyles.size === 0 || /[a-z]{3}/.test(text)) return false;
    return symbolStyles.has(this.name(style).toUpperCase());
  }

  /** The value as bytes; text files write them in hexadecimal. */
  binary(): Buffer {
    const { bytes, start, end } = this.source;
    return this.isBinary ? bytes.subarray(start, end) : Buffer.from(bytes.toString('latin1', start, end).trim(), 'hex');
  }

  string(): string {
    return this.strings.decode(this.source.start, this.source.end);
  }

  /** Where and how the entity is drawn. */
  look(): { container: number; layer: number; color: number; isShown: boolean } {
    return { container: this.home().id, layer: this.layer, color: this.color, isShown: this.isVisible };
  }

  /** Stores a shape in world coordinates. What is marked as not visible (group 60) is neither cut nor drawn. */
  store(shape: Shape, numbers: ArrayLike<number>, length: number): void {
    if (!this.isVisible) return;
    this.drawing.geometry.add(shape, this.home().id, this.layer, this.color, this.linetype, numbers, length);
  }

  storeArc(x: number, y: number, radius: number, start: number, end: number): void {
    includeArc(this.home().box, x, y, radius, start, end);
    this.store(Shape.arc, [x, y, radius, start, end], 5);
  }

  /** Keeps a text. Pictures of dimensions and tables repeat what their entity says and are kept apart; then the result is null. */
  addText(source: TextFact['source'], text: string, tag: string | null, at: TextPosition): TextFact | null {
    const home = this.home();
    if (home.role === 'dimension' || home.role === 'table') {
      const list = this.drawing.pictureTexts.get(home.id);
      if (list === undefined) this.drawing.pictureTexts.set(home.id, [text]);
      else list.push(text);
      this.drawing.addPictureLettering({
        ...this.place(home, at),
        text,
        layer: this.name(this.layer),
        height: at.height,
        angle: at.angle,
      });
      return null;
    }
    const plane = this.plane();
    const [x, y] = plane === null ? [at.x, at.y] : toWorld(plane, at.x, at.y, 0);
    if (text.trim() !== '') home.box.include(x, y);
    const fact: TextFact = {
      text,
      source,
      tag,
      page: null,
      layer: this.name(this.layer),
      space: home.role,
      visible: this.isVisible,
      x,
      y,
      height: at.height,
      angle: at.angle,
    };
    this.drawing.texts.push(fact);
    this.drawing.textPlaces.push(this.place(home, at));
    return fact;
  }

  private place(home: Container, at: TextPosition): TextPlace {
    const { align = 'left', valign = 'baseline', widthFactor = 1, wrapWidth = 0, anchor = [at.x, at.y] as const } = at;
    const plane = this.plane();
    const [x, y] = plane === null ? anchor : toWorld(plane, ...anchor, 0);
    return { container: home.id, x, y, align, valign, widthFactor, wrapWidth };
  }
}

/** Where an entity says its text is, in the entity's own coordinates. */
export interface TextPosition {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly angle: number;
  /** The point that `align` and `valign` speak of, where it is not the text's start. */
  readonly anchor?: readonly [x: number, y: number];
  readonly align?: TextPlace['align'];
  readonly valign?: TextPlace['valign'];
  readonly widthFactor?: number;
  readonly wrapWidth?: number;
}
