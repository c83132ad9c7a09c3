import { jobTypeOf, type Format, type JobType } from '../queues/contract/formats.js';
import type { Processor } from '../queues/contract/processor.js';
import { cadProcessor } from './cad/processor.js';
import { creoDrawingProcessor, creoJsonProcessor, creoModelProcessor } from './creo/processor.js';
import { dxfProcessor } from './dxf/processor.js';
import { pdfProcessor } from './pdf/processor.js';

/**
 * The processors by name. Importing this is cheap: an engine's code is loaded by the child that runs it.
 */
export const processors: Readonly<Record<string, Processor>> = {
  cad: cadProcessor,
  dxf: dxfProcessor,
  pdf: pdfProcessor,
  creo: creoModelProcessor,
  'creo-drawing': creoDrawingProcessor,
  'creo-json': creoJsonProcessor,
};

const processorNameOf: Partial<Record<Format, string>> = {
  pdf: 'pdf',
  dxf: 'dxf',
  creo_prt: 'creo',
  creo_asm: 'creo',
  creo_drw: 'creo-drawing',
  creo_json: 'creo-json',
  step: 'cad',
  iges: 'cad',
  brep: 'cad',
};

export interface FoundProcessor {
  readonly name: string;
  readonly processor: Processor;
}

/** The processor that reads a format, or null: such files are skipped with that reason. */
export function processorFor(format: Format): FoundProcessor | null {
  const name = processorNameOf[format];
  const processor = name === undefined ? undefined : processors[name];
  return name !== undefined && processor ? { name, processor } : null;
}

/** Formats that can be extracted here, with the kind of work and the version whose results may be reused. */
export function extractableFormats(): { format: Format; jobType: JobType; version: string }[] {
  return (Object.entries(jobTypeOf) as [Format, JobType][]).flatMap(([format, jobType]) => {
    const found = processorFor(format);
    return found ? [{ format, jobType, version: found.processor.version }] : [];
  });
}
