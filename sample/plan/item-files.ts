import type { HabitOptions } from '../dxf/dxf-habits.js';
import type { ContentSpec, CreoType, DrawingKind, PdfDefect, PdfForm } from './content-spec.js';
import { type FileDraft, type JobBuilder, creoName } from './job-builder.js';
import type { Codes, Identity, PlannedFile } from './planned-file.js';

/** The files of items, part sheets, drawing sheets and openings, by the naming patterns of the archive. */

export interface NameMarks {
  /** Folder in place of the job's own shelf, e.g. a revision folder or OLD. */
  readonly folder?: string;
  /** Before the extension: ` REV.01`, `_revB`, ` - Copy`. */
  readonly suffix?: string;
  readonly revision?: string | null;
  readonly upperExtension?: boolean;
  readonly superseded?: boolean;
}

export const itemIdentity = (item: string): Identity => ({ kind: 'item', key: item });

const extension = (name: 'dxf' | 'pdf', { upperExtension }: NameMarks): string =>
  upperExtension === true ? name.toUpperCase() : name;

const drafted = (marks: NameMarks): Pick<FileDraft, 'superseded'> => (marks.superseded === true ? { superseded: true } : {});

const itemCodes = (builder: JobBuilder, item: string, marks: NameMarks): Partial<Codes> => ({
  job: builder.job,
  item: item.slice(-3),
  revision: marks.revision ?? null,
});

/** `71736-004_008.dxf`: the flat pattern of one part of an item. */
export function partSheet(
  builder: JobBuilder,
  item: string,
  part: number,
  marks: NameMarks = {},
  habits: HabitOptions = {},
  lettering = false,
): PlannedFile | null {
  const code = String(part).padStart(3, '0');
  return builder.add({
    folder: marks.folder ?? builder.shelf('dxf', item),
    name: `${item}_${code}${marks.suffix ?? ''}.${extension('dxf', marks)}`,
    content: flat(builder, `${item}_${code}`, marks, habits, lettering),
    identity: itemIdentity(item),
    codes: { ...itemCodes(builder, item, marks), part: code },
    ...drafted(marks),
  });
}

/** `67242_121.dxf`: the same before items were numbered. */
export function oldPartSheet(builder: JobBuilder, part: number, marks: NameMarks = {}): PlannedFile | null {
  const code = `${builder.job}_${String(part).padStart(3, '0')}`;
  return builder.add({
    folder: marks.folder ?? builder.shelf('dxf'),
    name: `${code}${marks.suffix ?? ''}.${extension('dxf', marks)}`,
    content: flat(builder, code, marks, {}, false),
    identity: { kind: 'part', key: code },
    codes: { job: builder.job, part: code.slice(-3), revision: marks.revision ?? null },
    ...drafted(marks),
  });
}

function flat(builder: JobBuilder, number: string, marks: NameMarks, habits: HabitOptions, lettering: boolean): ContentSpec {
  const revision = marks.revision ?? '';
  // A new revision is a changed part: it gets a key, and so a shape, of its own.
  const partKey = `${builder.job}/${number}${revision}`;
  return { type: 'flat', partKey, partNumber: number, revision, habits, lettering, truncated: false };
}

export interface DrawingFile {
  readonly drawing: DrawingKind;
  readonly number: string;
  readonly identity: Identity;
  readonly codes: Partial<Codes>;
  readonly title?: string | null;
  readonly hand?: string | null;
  readonly generic?: boolean;
}

export interface PdfOptions {
  readonly form?: PdfForm;
  readonly pages?: number;
  readonly defect?: PdfDefect;
}

export function drawingPdf(
  builder: JobBuilder,
  base: string,
  file: DrawingFile,
  marks: NameMarks = {},
  options: PdfOptions = {},
  name?: string,
): PlannedFile | null {
  const subject = builder.subject(`${file.number}${marks.revision ?? ''}`, file.number, marks.revision ?? '', file.title ?? null);
  return builder.add({
    folder: marks.folder ?? builder.shelf('pdf', file.codes.item === undefined ? null : file.number),
    name: name ?? `${base}${marks.suffix ?? ''}.${extension('pdf', marks)}`,
    content: {
      type: 'pdf_drawing',
      drawing: file.drawing,
      subject,
      hand: file.hand ?? null,
      form: options.form ?? 'native',
      pages: options.pages ?? 1,
      defect: options.defect ?? 'none',
    },
    identity: file.identity,
    codes: { ...file.codes, revision: marks.revision ?? null },
    ...(file.generic === true ? { generic: true } : {}),
    ...drafted(marks),
  });
}

export interface DxfOptions {
  readonly exploded?: boolean;
  readonly title?: 'attributes' | 'paper' | 'texts';
  readonly habits?: HabitOptions;
}

export function drawingDxf(
  builder: JobBuilder,
  base: string,
  file: DrawingFile,
  marks: NameMarks = {},
  options: DxfOptions = {},
): PlannedFile | null {
  const subject = builder.subject(`${file.number}${marks.revision ?? ''}`, file.number, marks.revision ?? '', file.title ?? null);
  return builder.add({
    folder: marks.folder ?? builder.shelf('dxf', file.codes.item === undefined ? null : file.number),
    name: `${base}${marks.suffix ?? ''}.${extension('dxf', marks)}`,
    content: {
      type: 'dxf_drawing',
      drawing: file.drawing,
      subject,
      hand: file.hand ?? null,
      habits: options.habits ?? {},
      exploded: options.exploded ?? false,
      title: options.title ?? null,
    },
    identity: file.identity,
    codes: { ...file.codes, revision: marks.revision ?? null },
    ...(file.generic === true ? { generic: true } : {}),
    ...drafted(marks),
  });
}

export const itemDrawing = (builder: JobBuilder, item: string, drawing: DrawingKind): DrawingFile => ({
  drawing,
  number: item,
  identity: itemIdentity(item),
  codes: { job: builder.job, item: item.slice(-3) },
});

/** `88777-28`: a sheet of the job's drawing set. */
export function sheetDrawing(builder: JobBuilder, sheet: number, drawing: DrawingKind): DrawingFile {
  const number = `${builder.job}-${String(sheet).padStart(2, '0')}`;
  return { drawing, number, identity: { kind: 'sheet', key: number }, codes: { job: builder.job, sheet: number.slice(-2) } };
}

/** `OPENING_59150_112-RHR` */
export function openingDrawing(
  builder: JobBuilder,
  opening: number,
  hand: string | null,
): DrawingFile & { readonly base: string } {
  const number = `${builder.job}_${opening}`;
  return {
    base: `OPENING_${number}${hand === null ? '' : `-${hand}`}`,
    drawing: 'opening',
    number: `${builder.job}_${opening}`,
    identity: { kind: 'opening', key: number },
    codes: { job: builder.job, opening: String(opening) },
    title: `OPENING ${opening}`,
    hand,
  };
}

/** Versions of a Creo model with gaps, as purges leave them; all in one folder. */
export function creoChain(
  builder: JobBuilder,
  base: string,
  creoType: CreoType,
  versions: readonly number[],
  identity: Identity,
  codes: Partial<Codes>,
  folder: string,
): void {
  for (const version of versions) {
    builder.add({
      folder,
      name: creoName(base, creoType, version),
      content: { type: 'creo_native', model: base, creoType, version },
      identity,
      codes,
      creo: { base: `${base}.${creoType}`, version },
    });
  }
}

export function creoJson(
  builder: JobBuilder,
  name: string,
  content: Omit<Extract<ContentSpec, { type: 'creo_json' }>, 'type'>,
  identity: Identity,
  codes: Partial<Codes>,
  folder: string,
): void {
  builder.add({ folder, name, content: { type: 'creo_json', ...content }, identity, codes });
}
