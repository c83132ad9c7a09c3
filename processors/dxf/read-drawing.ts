import { Drawing } from './drawing.js';
import { plainMtext } from './mtext-codes.js';
import { binaryStart } from './binary-tags.js';
import { openTags } from './open-tags.js';
import { readArcText, readMultileader, readTolerance } from './read-annotation.js';
import { readBlockHeader } from './read-block.js';
import { readEllipse, readLeader, readSpline } from './read-curves.js';
import { readDimension } from './read-dimension.js';
import { readDictionary, readField } from './read-field.js';
import { readArc, readCorners, readLine, readPoint } from './read-geometry.js';
import { readHatch } from './read-hatch.js';
import { readHeader } from './read-header.js';
import { readInsert } from './read-insert.js';
import { readLwPolyline, readPolyline } from './read-polyline.js';
import { readBlockRecord, readDimensionStyle, readLayer, readTextStyle } from './read-tables.js';
import { readOther } from './read-proxy.js';
import { readTable } from './read-table.js';
import { readMtext, readText } from './read-text.js';
import type { ReadWarnings } from './read-warnings.js';
import { Reader } from './reader.js';

type EntityReader = (reader: Reader) => boolean;

/** Records that belong to the entity before them and are not counted as entities. */
const uncounted = new Set(['ATTRIB', 'VERTEX', 'SEQEND']);

const plain = (source: string): string => plainMtext(source).text;

const entityReaders = new Map<string, EntityReader>([
  ['LINE', readLine],
  ['ARC', readArc],
  ['CIRCLE', readArc],
  ['POINT', readPoint],
  ['SOLID', (reader) => readCorners(reader, false)],
  ['TRACE', (reader) => readCorners(reader, false)],
  ['3DFACE', (reader) => readCorners(reader, true)],
  ['LWPOLYLINE', readLwPolyline],
  ['ELLIPSE', readEllipse],
  ['SPLINE', readSpline],
  ['LEADER', readLeader],
  ['HATCH', readHatch],
  ['TEXT', (reader) => readText(reader, 'text')],
  ['ATTDEF', (reader) => readText(reader, 'attdef')],
  ['ATTRIB', (reader) => readText(reader, 'attrib')],
  ['ARCALIGNEDTEXT', readArcText],
  ['MTEXT', readMtext],
  ['TOLERANCE', readTolerance],
  ['MULTILEADER', readMultileader],
  ['MLEADER', readMultileader],
  ['INSERT', readInsert],
  ['ACAD_TABLE', (reader) => readTable(reader, plain)],
  ['DIMENSION', (reader) => readDimension(reader, 'DIMENSION')],
  ['ARC_DIMENSION', (reader) => readDimension(reader, 'ARC_DIMENSION')],
  ['LARGE_RADIAL_DIMENSION', (reader) => readDimension(reader, 'LARGE_RADIAL_DIMENSION')],
]);

/** A drawing and the means to resolve the ids in it. */
export interface ReadResult {
  readonly drawing: Drawing;
  readonly reader: Reader;
}

/** Reads a whole file in one pass. Never throws on the content; what is odd becomes a warning. */
export function readDrawing(file: Uint8Array, warnings: ReadWarnings, geometryLimit?: number): ReadResult {
  const source = openTags(file, warnings);
  const drawing = new Drawing(geometryLimit);
  const reader = new Reader(source, drawing, warnings, binaryStart(source.bytes) >= 0);
  new DrawingReader(reader).read();
  drawing.fields.evaluate();
  return { drawing, reader };
}

/** Walks sections and tables. Every step leaves the source on a `0` tag or at the end of the file. */
class DrawingReader {
  private readonly reader: Reader;
  /** Type names by name id, so that a type costs one lookup, not one string, per entity. */
  private readonly types: string[] = [];
  private readonly readers: EntityReader[] = [];
  /** Entities by type name id. */
  private readonly counts: number[] = [];

  constructor(reader: Reader) {
    this.reader = reader;
  }

  read(): void {
    const { source, drawing, warnings } = this.reader;
    let more = source.next();
    while (more) {
      if (source.code !== 0) {
        more = source.next();
        continue;
      }
      const type = this.type();
      if (type === 'EOF') {
        drawing.endsProperly = true;
        break;
      }
      more = type === 'SECTION' ? this.readSection() : source.next();
    }
    if (!drawing.endsProperly && drawing.sections.length > 0) warnings.add(`${source.place()}: the file ends without EOF`);
    for (const [id, count] of this.counts.entries()) {
      const type = this.types[id];
      if (type !== undefined && count > 0 && !uncounted.has(type)) drawing.entityCounts.set(type, count);
    }
  }

  private readSection(): boolean {
    const { source, drawing, warnings, strings } = this.reader;
    if (!source.next()) return false;
    if (source.code !== 2) {
      warnings.add(`${source.place()}, group code ${source.code}: SECTION without a name`);
      return true;
    }
    const name = strings.decode(source.start, source.end).trim().toUpperCase();
    drawing.sections.push(name);
    switch (name) {
      case 'HEADER':
        return readHeader(this.reader);
      case 'TABLES':
        return this.readRecords((type) => this.readTableRecord(type));
      case 'BLOCKS':
        return this.readRecords((type) => this.readBlockRecord(type));
      case 'ENTITIES':
        return this.readEntities();
      case 'OBJECTS':
        return this.readRecords((type) => this.readObject(type));
      default:
        return this.readRecords(() => this.pass());
    }
  }

  private readEntities(): boolean {
    const { reader } = this;
    reader.container = reader.drawing.model;
    const hasEnd = this.readRecords(() => this.readEntity());
    if (!hasEnd) reader.drawing.isCutOff = true;
    return hasEnd;
  }

  /** Hands every record of a section to `read` until the section ends, properly or not. */
  private readRecords(read: (type: string) => boolean): boolean {
    let more = this.pass();
    while (more) {
      const type = this.type();
      if (type === 'ENDSEC' || type === 'SECTION' || type === 'EOF') return true;
      more = read(type);
    }
    return false;
  }

  private readTableRecord(type: string): boolean {
    if (type === 'LAYER') return readLayer(this.reader);
    if (type === 'BLOCK_RECORD') return readBlockRecord(this.reader);
    if (type === 'STYLE') return readTextStyle(this.reader);
    return type === 'DIMSTYLE' ? readDimensionStyle(this.reader) : this.pass();
  }

  private readBlockRecord(type: string): boolean {
    if (type === 'BLOCK') return readBlockHeader(this.reader);
    return type === 'ENDBLK' ? this.pass() : this.readEntity();
  }

  private readEntity(): boolean {
    const { reader } = this;
    const id = this.typeId();
    const read = this.readers[id];
    if (read === undefined) {
      this.readers[id] = this.readerOf(this.types[id] ?? '');
      return this.readEntity();
    }
    if (reader.awaitedLines !== null) {
      // The lines of an attribute are a part of it, and the attributes of its insertion go on after them.
      const more = this.types[id] === 'MTEXT' ? read(reader) : null;
      reader.awaitedLines = null;
      if (more !== null) return more;
    }
    this.counts[id] = (this.counts[id] ?? 0) + 1;
    if (this.types[id] !== 'ATTRIB') reader.openInsert = -1;
    return read(reader);
  }

  private readerOf(type: string): EntityReader {
    if (type === 'POLYLINE') {
      return (reader) =>
        readPolyline(
          reader,
          () => this.type() === 'VERTEX',
          () => this.type() === 'SEQEND',
        );
    }
    return entityReaders.get(type) ?? (uncounted.has(type) ? () => this.pass() : (reader) => readOther(reader, type));
  }

  private readObject(type: string): boolean {
    const { source, drawing } = this.reader;
    if (drawing.fields.isWanted) {
      if (type === 'FIELD') return readField(this.reader);
      if (type === 'DICTIONARY') return readDictionary(this.reader);
    }
    const isReference = type === 'IMAGEDEF' || type.endsWith('DEFINITION');
    while (source.next()) {
      if (source.code === 0) return true;
      if (isReference && source.code === 1) {
        const path = this.reader.string().trim();
        if (path !== '') drawing.references.push(path);
      }
    }
    return false;
  }

  /** To the next `0` tag. */
  private pass(): boolean {
    const { source } = this.reader;
    while (source.next()) if (source.code === 0) return true;
    return false;
  }

  private typeId(): number {
    const id = this.reader.nameId();
    this.types[id] ??= this.reader.name(id).toUpperCase();
    return id;
  }

  private type(): string {
    return this.types[this.typeId()] ?? '';
  }
}
