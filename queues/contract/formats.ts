import { z } from 'zod';

/** What a file is, by its magic bytes first and its name second. `unknown` is a format too: it is counted, never guessed. */
export const Format = z.enum([
  'pdf',
  'dxf',
  'dwg',
  'step',
  'iges',
  'brep',
  'creo_prt',
  'creo_asm',
  'creo_drw',
  'creo_json',
  'nx_prt',
  'jpeg',
  'png',
  'tiff',
  'gif',
  'bmp',
  'webp',
  'zip',
  'ole',
  'xml',
  'json',
  'csv',
  'text',
  'empty',
  'unknown',
]);
export type Format = z.infer<typeof Format>;

/** The kinds of extraction work; `extraction_jobs.job_type`. */
export const JobType = z.enum(['pdf_extract', 'dxf_extract', 'creo_part', 'creo_asm', 'creo_drw', 'cad_extract']);
export type JobType = z.infer<typeof JobType>;

/** Which work a format asks for. A format that is not named here has no processor and is skipped with that reason. */
export const jobTypeOf: Partial<Record<Format, JobType>> = {
  pdf: 'pdf_extract',
  dxf: 'dxf_extract',
  creo_prt: 'creo_part',
  creo_asm: 'creo_asm',
  creo_drw: 'creo_drw',
  creo_json: 'creo_part',
  step: 'cad_extract',
  iges: 'cad_extract',
  brep: 'cad_extract',
};
