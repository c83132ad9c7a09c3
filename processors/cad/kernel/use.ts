import { KernelMemory } from './memory.js';
import { loadedKernel, type Kernel } from './load.js';
import { Scope } from './scope.js';

const memories = new WeakMap<Kernel, KernelMemory>();
/** Somebody in this process holds objects of the kernel for longer than a document: its memory must stay. */
let isShared = false;
let users = 0;

/** The kernel for whoever makes objects of it and keeps them. From then on the memory of this process's kernel is never put back. */
export function loadKernel(): Promise<Kernel> {
  isShared = true;
  return loadedKernel();
}

/** Loads the kernel before the first document needs it. */
export async function warmKernel(): Promise<void> {
  const kernel = await loadedKernel();
  if (!isShared && !memories.has(kernel)) memories.set(kernel, new KernelMemory(kernel.api));
}

/**
 * The kernel for one document: objects that `work` makes end with it, those of the scope and those that the kernel has lost. Documents may overlap; the
 * memory is put back when none is at work.
 */
export async function useKernel<T>(work: (kernel: Kernel, scope: Scope) => T | Promise<T>): Promise<T> {
  await warmKernel();
  const kernel = await loadedKernel();
  const scope = new Scope();
  users += 1;
  let isSound = false;
  try {
    const result = await work(kernel, scope);
    isSound = true;
    return result;
  } finally {
    users -= 1;
    const memory = isShared ? undefined : memories.get(kernel);
    if (memory === undefined) free(scope, isSound);
    else if (users === 0) memory.restore();
  }
}

/** After a failure the kernel's objects may be in any state; freeing them must not hide the reason. */
function free(scope: Scope, isSound: boolean): void {
  try {
    scope.free();
  } catch (error) {
    if (isSound) throw error;
  }
}
