import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What the sample archive says of a drawing, as far as it can be asked for. Texts, dimensions and title block are of the document itself. */
export interface DrawingTruth {
  readonly path: string;
  /** Read from letters that are text in the file; the others went through OCR or stroke recognition. */
  readonly isNative: boolean;
  readonly project: string | null;
  readonly number: string | null;
  readonly material: string | null;
  readonly dimensions: readonly { readonly value: number; readonly unit: 'mm' | 'inch' }[];
  readonly texts: readonly string[];
}

const FileLine = z.object({
  path: z.string(),
  format: z.string(),
  status: z.string(),
  project_code: z.string().nullable(),
  superseded: z.boolean(),
  truth: z.string().nullable(),
});

const text = z.string().nullish();
const Document = z.object({
  text: text,
  units: text,
  title_block: z.object({ drawing_number: text, material: text, units: text }).nullish(),
  dimensions: z.array(z.object({ value: z.number().nullish(), unit: text })).optional(),
  dims: z.array(z.object({ value: z.number().nullish(), kind: text })).optional(),
  printed_texts: z.array(z.string()).optional(),
  texts: z.array(z.tuple([z.string(), z.string(), z.string()])).optional(),
});

/** Drawings of the archive that a run must have read, in the order of the archive. */
export function readDrawings(truthFolder: string): DrawingTruth[] {
  return linesOf(truthFolder, 'files.jsonl').flatMap((line) => {
    const { path, format, status, project_code: project, superseded, truth } = FileLine.parse(line);
    if (truth === null || status !== 'completed' || superseded || !['pdf', 'dxf'].includes(format)) return [];
    const document = Document.parse(JSON.parse(readFileSync(join(truthFolder, truth), 'utf8')));
    const block = document.title_block;
    return [
      {
        path,
        isNative: format === 'dxf' || document.text === 'native',
        project,
        number: block?.drawing_number || null,
        material: materialOf(block?.material),
        dimensions: dimensionsOf(document),
        texts:
          document.printed_texts ?? document.texts?.filter(([, place]) => place === 'layout').map(([, , words]) => words) ?? [],
      },
    ];
  });
}

/** A title block that sends its reader to the parts list names no material. */
function materialOf(text: string | null | undefined): string | null {
  return !text || /^SEE /u.test(text) ? null : text;
}

function dimensionsOf({ dimensions, dims, units, title_block }: z.infer<typeof Document>): DrawingTruth['dimensions'] {
  const stated = dimensions?.map(({ value, unit }) => ({ value, unit: unit ?? title_block?.units }));
  const drawn = dims?.flatMap(({ value, kind }) => (kind === 'angular' ? [] : [{ value, unit: units }]));
  return [...(stated ?? []), ...(drawn ?? [])].flatMap(({ value, unit }) =>
    value != null && value > 0 && (unit === 'mm' || unit === 'inch') ? [{ value, unit }] : [],
  );
}

/** The lines of a JSONL file of the truth. */
export function linesOf(truthFolder: string, name: string): unknown[] {
  const lines = readFileSync(join(truthFolder, name), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
}
