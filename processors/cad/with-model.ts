import { ExtractionError } from '../../queues/contract/errors.js';
import type { DocumentInput, ExtractionPorts } from '../../queues/contract/processor.js';
import { checkBytes } from './check-bytes.js';
import type { KernelApi } from './kernel/api.js';
import { kernelError } from './kernel/failure.js';
import type { KernelModel } from './kernel/model.js';
import { readModel, type KernelFormat } from './kernel/read.js';
import type { Scope } from './kernel/scope.js';
import { useKernel } from './kernel/use.js';

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
  const { bytes } = checkBytes(format, input);
  ports.stage('kernel load');
  return useKernel(({ api }, scope) => {
    try {
      ports.stage('kernel reading the file');
      const { parts } = readModel(api, format, bytes, scope);
      const shaped = parts.filter(({ shape }) => !shape.IsNull());
      return use(api, shaped, scope);
    } catch (error) {
      throw kernelError(api, error, doing);
    }
  });
}

/** @throws {ExtractionError} FORMAT_MISMATCH for what the kernel does not read */
export function kernelFormat({ format, name }: DocumentInput): KernelFormat {
  if (format === 'step' || format === 'iges' || format === 'brep') return format;
  throw new ExtractionError('FORMAT_MISMATCH', `${name} is a ${format} file, which the kernel does not read`);
}
