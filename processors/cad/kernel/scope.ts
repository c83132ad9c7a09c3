import type { Owned } from './owned.js';

/** Kernel objects of one stretch of work, freed together. Without this the kernel's heap keeps every one of them for ever. */
export class Scope {
  readonly #owned: Owned[] = [];

  own<T extends Owned>(object: T): T {
    this.#owned.push(object);
    return object;
  }

  free(): void {
    for (let object = this.#owned.pop(); object !== undefined; object = this.#owned.pop()) object.delete();
  }
}

/** Runs `work` with a scope and frees it whatever happens. */
export function scoped<T>(work: (scope: Scope) => T): T {
  const scope = new Scope();
  try {
    return work(scope);
  } finally {
    scope.free();
  }
}
