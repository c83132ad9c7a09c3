import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { headBytes, detectFormat } from '../../processors/inventory/detect-format.js';
import type { DocumentInput } from '../../queues/contract/processor.js';

const root = resolve(process.env['EXTRACTION_CORPUS'] ?? '../shared/corpus');

export function corpusPath(...names: readonly string[]): string {
  return join(root, ...names);
}

/** Models of the corpus' folder that the kernel reads, by name; empty, and said so, where there is no corpus. */
export function corpusModels(folder: 'step' | 'mfcad'): DocumentInput[] {
  const path = join(root, folder);
  let names: string[];
  try {
    names = readdirSync(path).sort();
  } catch {
    console.log(`NOT MEASURED: no models at ${path}; set EXTRACTION_CORPUS`);
    return [];
  }
  return names.flatMap((name) => {
    const bytes = readFileSync(join(path, name));
    const format = detectFormat(bytes.subarray(0, headBytes), name.split('.').pop() ?? '', name);
    return format === 'step' || format === 'iges' || format === 'brep' ? [{ name, format, bytes }] : [];
  });
}

/** What a native kernel says of each model. Volumes in mm^3. */
export interface ModelTruth {
  readonly file: string;
  readonly faces: number;
  readonly edges: number;
  readonly solids: number;
  readonly vol: number;
  readonly area: number;
}

export function corpusTruth(): ReadonlyMap<string, ModelTruth> {
  const truth = JSON.parse(readFileSync(join(root, 'step', 'truth.json'), 'utf8')) as Record<string, ModelTruth>;
  return new Map(Object.entries(truth));
}
