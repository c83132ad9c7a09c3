import type { Readable } from 'node:stream';
import { NotBegun } from '../../flows/ports.js';
import type { Neighbourhood } from '../extraction/extract-document.js';

/**
 * Where an archive's files are. Inventory, workers and search know this alone; what tells a folder, a bucket and a
 * catalogue apart stays behind it.
 */
export interface Source {
  /** As `sources.uri` holds it; `Sources.of` finds the same source by it again. */
  readonly uri: string;
  /** Files inspected at once: enough to keep what lies behind it busy. */
  readonly inspectionsAtOnce: number;

  /** @throws {SourceUnusable} when it cannot be read at all; to be called before a run, where nobody wants to wait */
  check(): Promise<void>;

  /** All its files, streamed: memory does not grow with the archive. */
  list(): AsyncIterable<SourceEntry>;

  /** Letters of the drives (`Y:/...`) that its keys begin with: shares that were copied into it. */
  drives(): Promise<readonly string[]>;

  /** What a listing would tell of one file; never rejects for what is wrong with the file. */
  describe(storageKey: string): Promise<SourceEntry>;

  /**
   * What the inventory must know of a file's content.
   * @throws {ExtractionError} FILE_MISSING when it is not there
   */
  inspect(entry: SourceEntry): Promise<InspectedFile>;

  /**
   * The file on this machine until it is released.
   * @throws {ExtractionError} FILE_MISSING when it is not there; another class when it cannot be had although others can
   */
  open(storageKey: string, signal: AbortSignal): Promise<OpenFile>;

  /** The bytes as a stream, for whoever downloads the original. */
  read(storageKey: string): Promise<Readable>;
}

/** A file as a source lists it. */
export interface SourceEntry {
  /** Path inside the source with forward slashes. */
  readonly storageKey: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  /** Why it cannot be read, e.g. a link that leads nowhere; else null. */
  readonly unreadable: string | null;
  /** Its id in the catalogue that lists it. */
  readonly cloudFileId?: number;
}

export interface InspectedFile {
  readonly head: Uint8Array;
  /** sha-256, lower-case hex; or a `provisionalHash` where nobody has read the whole file yet */
  readonly contentHash: string;
}

/** A file on this machine. */
export interface OpenFile {
  readonly path: string;
  readonly folder: Neighbourhood;
  /** The hash that was made while it came in, and the provisional one that it replaces; null when nothing was read yet. */
  readonly content: { readonly contentHash: string; readonly stoodFor: string | null } | null;
  /** Gives its place on the disk back, and that of the neighbours taken with it. Never rejects. */
  release(): Promise<void>;
}

/** The source as a whole cannot be read; the message says why. */
export class SourceUnusable extends NotBegun {
  override readonly name = 'SourceUnusable';
}

/**
 * Stands for the content of an object until its SHA-256 is known: equal ETags of equal sizes mean equal bytes (the MD5 of
 * the object, or of its parts), so that copies are found without reading 600 GB at the inventory.
 */
export function provisionalHash(etag: string, sizeBytes: number): string {
  return `etag:${etag.replace(/^W\//, '').replaceAll('"', '')}:${sizeBytes}`;
}
