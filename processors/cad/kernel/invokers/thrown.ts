import { webAssembly, type WasmException } from './web-assembly.js';

/** C++ exceptions of the kernel, thrown as WebAssembly knows them, with the pointer to the exception on the kernel's heap. */
export const thrownTag = new webAssembly.Tag({ parameters: ['i32'] });

export function isThrown(error: unknown): error is WasmException {
  return error instanceof webAssembly.Exception && error.is(thrownTag);
}

/** Where the exception lies that the kernel has thrown; null for any other error. Without invokers, it is thrown as a number. */
export function thrownPointer(error: unknown): number | null {
  if (typeof error === 'number') return error;
  return isThrown(error) ? error.getArg(thrownTag, 0) : null;
}
