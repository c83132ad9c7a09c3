import { ExtractionError } from '../../../queues/contract/errors.js';
import type { KernelApi } from './api.js';
import { thrownPointer } from './invokers/thrown.js';
import { dropKernel } from './load.js';

/** What went wrong inside of the kernel, in words. C++ exceptions arrive as pointers to the exception on the kernel's heap. */
export function kernelReason(api: KernelApi, error: unknown): string {
  const pointer = thrownPointer(error);
  if (pointer !== null) {
    try {
      const failure = api.OCJS.getStandard_FailureData(pointer);
      const message = failure.GetMessageString();
      failure.delete();
      return message === '' ? 'an exception without a message' : message;
    } catch {
      return 'an exception that is not one of the kernel';
    }
  }
  return error instanceof Error ? error.message : String(error);
}

/** A trap, abort or exhausted stack of the WASM machine. By name: `WebAssembly.RuntimeError` has no declaration without the DOM's. */
export function isMachineFault(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'RuntimeError');
}

/**
 * The error of the contract for a failure while `doing` something. A fault of the WASM machine (trap, abort, exhausted stack or memory)
 * leaves the kernel unusable, so it is dropped and the next file loads a new one.
 */
export function kernelError(api: KernelApi, error: unknown, doing: string): ExtractionError {
  if (error instanceof ExtractionError) return error;
  const reason = kernelReason(api, error);
  if (isMachineFault(error)) {
    dropKernel();
    const outOfMemory = /memory|OOM|enlarge/i.test(reason) && !/out of bounds/i.test(reason);
    return new ExtractionError(outOfMemory ? 'MEMORY' : 'KERNEL_ERROR', `the kernel broke down while ${doing}: ${reason}`, {
      cause: error,
    });
  }
  return new ExtractionError('KERNEL_ERROR', `the kernel failed while ${doing}: ${reason}`, { cause: error });
}
