import type { NamedBytes } from '../../queues/contract/creo-service.js';
import { lengthUnit } from '../creo/units.js';
import { readIgesAnnotation, type IgesAnnotation } from './iges/annotation.js';
import { readIgesHeader } from './iges/header.js';
import type { KernelFormat } from './kernel/read.js';
import { externalFiles, type ExternalFiles } from './step/external-files.js';
import { readStepFacts, type StepFacts } from './step/facts.js';
import { readStepHeader } from './step/header.js';

/** What a file says in words, read from its text: the kernel keeps little of it. */
export interface FileFacts {
  readonly step: StepFacts | null;
  readonly iges: IgesAnnotation | null;
  readonly external: ExternalFiles;
  /** Under the name that metadata has for it. */
  readonly header: Readonly<Record<string, unknown>>;
  /** What the header calls the product: in STEP the name of the file that was written. */
  readonly title: string | null;
}

/** @param companions what lies beside the file, as far as its chain has chosen it */
export function readFileFacts(format: KernelFormat, bytes: Uint8Array, companions: readonly NamedBytes[]): FileFacts {
  const external = { bytes, files: [], references: [], warnings: [] };
  if (format === 'brep') return { step: null, iges: null, external, header: {}, title: null };
  if (format === 'iges') {
    const { delimiters, ...header } = readIgesHeader(bytes);
    const unit = header.unit === null ? null : (lengthUnit(header.unit)?.name ?? header.unit.toLowerCase());
    const iges = readIgesAnnotation(bytes, delimiters, unit);
    const only = iges.names.length === 1 ? (iges.names[0] ?? null) : null;
    return { step: null, iges, external, header: { iges_header: header }, title: header.product ?? only };
  }
  const header = readStepHeader(bytes);
  const step = readStepFacts(bytes);
  return {
    step,
    iges: null,
    external: externalFiles(bytes, step, companions),
    header: { step_header: header },
    title: stemOf(header.name),
  };
}

/** Of a path of any system, its file's name without extension. */
function stemOf(path: string | null): string | null {
  const name = path?.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) ?? '';
  const stem = name.replace(/\.\w{2,5}$/, '');
  return stem === '' ? null : stem;
}
