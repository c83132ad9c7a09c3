import type { Format } from '../../queues/contract/formats.js';
import { Random } from '../random.js';
import type { Subject } from '../drawing/drawing.js';
import type { ContentSpec, CreoType } from './content-spec.js';
import { expectation } from './expectation.js';
import { type JobHead, type Shelf, shelfFolder } from './job-head.js';
import { type Codes, type Identity, type PlannedFile, type Role, noCodes } from './planned-file.js';

/** What the caller knows of a file; the rest follows from it. */
export interface FileDraft {
  readonly folder: string;
  readonly name: string;
  readonly content: ContentSpec;
  readonly identity: Identity | null;
  readonly codes?: Partial<Codes>;
  readonly generic?: boolean;
  readonly copy?: boolean;
  readonly superseded?: boolean;
  readonly creo?: { readonly base: string; readonly version: number };
  /** Of the project folder in which the file lies, if that is not the builder's own. */
  readonly folderJob?: string;
}

/** Collects the files of one job in the order in which they are written. */
export class JobBuilder {
  readonly seed: number;
  readonly head: JobHead;
  readonly random: Random;
  readonly files: PlannedFile[] = [];
  readonly #paths = new Map<string, PlannedFile>();

  constructor(seed: number, head: JobHead) {
    this.seed = seed;
    this.head = head;
    this.random = Random.of(seed, 'files', head.index);
  }

  get job(): string {
    return this.head.number;
  }

  shelf(shelf: Shelf, item: string | null = null): string {
    return shelfFolder(this.head, shelf, item);
  }

  item(number: number): string {
    return `${this.job}-${String(number).padStart(3, '0')}`;
  }

  subject(
    partKey: string,
    drawingNumber: string,
    revision: string,
    title: string | null = null,
    partNumber: string | null = null,
  ): Subject {
    return {
      partKey: `${this.job}/${partKey}`,
      drawingNumber,
      partNumber,
      revision,
      project: this.head.project,
      title,
      sheet: '1 OF 1',
    };
  }

  /** Adds a file; names that a Windows share would take for the same are refused by returning null. */
  add(draft: FileDraft): PlannedFile | null {
    const path = `${draft.folder}/${draft.name}`;
    if (this.#paths.has(path.toLowerCase())) return null;
    const codes: Codes = { ...noCodes, ...draft.codes };
    const original = draft.content.type === 'copy' ? this.#paths.get(draft.content.of.toLowerCase()) : undefined;
    const outcome =
      original === undefined
        ? expectation(draft.content, draft.name)
        : { format: original.format, expected: original.expected, kind: original.kind, junk: original.junk };
    const file: PlannedFile = {
      path,
      ...outcome,
      identity: outcome.junk ? null : draft.identity,
      role: outcome.junk ? null : roleOf(draft.name, outcome.format),
      codes,
      projectCode: outcome.junk ? null : (codes.job ?? draft.folderJob ?? this.job),
      generic: draft.generic ?? false,
      copy: draft.copy ?? false,
      superseded: draft.superseded ?? false,
      creo: draft.creo ?? null,
      duplicateOf: original?.path ?? null,
      content: draft.content,
    };
    this.#paths.set(path.toLowerCase(), file);
    this.files.push(file);
    return file;
  }

  /** The same bytes under another path. */
  duplicate(
    file: PlannedFile,
    folder: string,
    name: string,
    marks: Pick<FileDraft, 'copy' | 'superseded' | 'folderJob'> = {},
    identity: Identity | null = file.identity,
  ): PlannedFile | null {
    return this.add({
      folder,
      name,
      content: { type: 'copy', of: file.duplicateOf ?? file.path },
      identity,
      codes: file.codes,
      generic: file.generic,
      ...marks,
    });
  }
}

/** The part that a file plays by what it is, or by its extension where its bytes do not tell; Creo files keep a version number behind theirs. */
function roleOf(name: string, format: Format): Role | null {
  if (/\.(prt|asm|drw)(\.\d+)?$/i.test(name)) return 'source_cad';
  if (format === 'step') return 'source_cad';
  if (format === 'dxf') return 'drawing_dxf';
  if (format === 'pdf') return 'drawing_pdf';
  if (/\.dxf$/i.test(name)) return 'drawing_dxf';
  return /\.pdf$/i.test(name) ? 'drawing_pdf' : null;
}

export const creoName = (base: string, creoType: CreoType, version: number): string => `${base}.${creoType}.${version}`;
