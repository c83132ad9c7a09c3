import { ExtractionError } from '../../queues/contract/errors.js';
import type { DocumentInput, ExtractionPorts } from '../../queues/contract/processor.js';
import { checkBytes } from './check-bytes.js';
import type { KernelApi } from './kernel/api.js';
import { kernelError } from './kernel/failure.js';
import { loadKernel } from './kernel/load.js';
import type { KernelModel } from './kernel/model.js';
import { readModel, type KernelFormat } from './kernel/read.js';
import { Scope } from './kernel/scope.js';

type Parts = KernelModel['parts'];

/**
 * Reads a STEP, IGES or BREP file, lets `use` compute something from those of its parts that have a shape, and frees what the kernel holds.
 * @param doing what `use` does, for the reason of a failure
 * @throws {ExtractionError} FILE_EMPTY, FORMAT_MISMATCH, FILE_CORRUPT, KERNEL_ERROR, MEMORY; see `extractCad`
 */
export async function withModel<T>(
  input: DocumentInput,
  ports: ExtractionPorts,
  doing: string,
  use: (api: KernelApi, parts: Parts, scope: Scope) => T,
): Promise<T> {
  const format = kernelFormat(input);
  checkBytes(format, input.bytes, input.name);
  ports.stage('kernel load');
  const { api } = await loadKernel();
  const scope = new Scope();
  let failed = true;
  try {
    ports.stage('kernel reading the file');
    const { parts } = readModel(api, format, input.bytes, scope);
    const found = use(
      api,
      parts.filter(({ shape }) => !shape.IsNull()),
      scope,
    );
    failed = false;
    return found;
  } catch (error) {
    throw kernelError(api, error, doing);
  } finally {
    release(scope, failed);
  }
}

/** @throws {ExtractionError} FORMAT_MISMATCH for what the kernel does not read */
export function kernelFormat({ format, name }: DocumentInput): KernelFormat {
  if (format === 'step' || format === 'iges' || format === 'brep') return format;
  throw new ExtractionError('FORMAT_MISMATCH', `${name} is a ${format} file, which the kernel does not read`);
}

/** After a failure the kernel's objects may be in any state; freeing them must not hide the reason. */
export function release(scope: Scope, failed: boolean): void {
  try {
    scope.free();
  } catch (error) {
    if (!failed) throw error;
  }
}
