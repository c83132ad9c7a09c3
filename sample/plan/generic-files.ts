import { drawingDxf, drawingPdf, type DrawingFile, type DxfOptions, type PdfOptions } from './item-files.js';
import type { FileDraft, JobBuilder } from './job-builder.js';
import type { Identity, PlannedFile } from './planned-file.js';

/** Files whose names recur in every job and mean something in their own folder only. */

export const nameIdentity = (folder: string, base: string): Identity => ({
  kind: 'name',
  key: `${folder}/${base}`.toLowerCase(),
});

function genericDrawing(
  builder: JobBuilder,
  folder: string,
  base: string,
  drawing: DrawingFile['drawing'],
  title: string,
): DrawingFile {
  return {
    drawing,
    number: `${builder.job}-${base
      .replace(/[^A-Za-z0-9]+/g, '')
      .toUpperCase()
      .slice(0, 8)}`,
    identity: nameIdentity(folder, base),
    codes: {},
    title,
    generic: true,
  };
}

export function genericPdf(
  builder: JobBuilder,
  folder: string,
  base: string,
  drawing: DrawingFile['drawing'],
  options: PdfOptions = {},
): PlannedFile | null {
  return drawingPdf(builder, base, genericDrawing(builder, folder, base, drawing, base.toUpperCase()), { folder }, options);
}

export function genericDxf(
  builder: JobBuilder,
  folder: string,
  base: string,
  drawing: DrawingFile['drawing'],
  options: DxfOptions = {},
): PlannedFile | null {
  return drawingDxf(builder, base, genericDrawing(builder, folder, base, drawing, base.toUpperCase()), { folder }, options);
}

/** A flat pattern with a generic name, e.g. `mullion_a.dxf`. */
export function genericFlat(builder: JobBuilder, folder: string, base: string): PlannedFile | null {
  return builder.add({
    folder,
    name: `${base}.dxf`,
    content: {
      type: 'flat',
      partKey: `${builder.job}/${folder}/${base}`,
      partNumber: base,
      revision: '',
      habits: {},
      lettering: false,
      truncated: false,
    },
    identity: nameIdentity(folder, base),
    generic: true,
  });
}

export function genericLetter(builder: JobBuilder, folder: string, base: string, heading: string): PlannedFile | null {
  return builder.add({
    folder,
    name: `${base}.pdf`,
    content: { type: 'pdf_letter', heading, project: builder.head.project },
    identity: nameIdentity(folder, base),
    generic: true,
  });
}

export function genericFile(
  builder: JobBuilder,
  folder: string,
  base: string,
  extension: string,
  content: FileDraft['content'],
): PlannedFile | null {
  return builder.add({ folder, name: `${base}.${extension}`, content, identity: nameIdentity(folder, base), generic: true });
}

const junkNames = ['Thumbs.db', 'plot.tmp', 'Drawing1.dwl', 'Drawing1.dwl2', 'jobs.laccdb'] as const;

export function junkFile(builder: JobBuilder, folder: string, name?: string): PlannedFile | null {
  return builder.add({ folder, name: name ?? builder.random.pick(junkNames), content: { type: 'junk' }, identity: null });
}
