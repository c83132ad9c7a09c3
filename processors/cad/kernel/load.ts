import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { KernelApi } from './api.js';
import { instantiateWithInvokers, type GlueModule } from './invokers/instantiate.js';
import { webAssembly, type WasmImports, type WasmInstance } from './invokers/web-assembly.js';

/** A kernel and what it printed since `takeOutput` was last called. */
export interface Kernel {
  readonly api: KernelApi;
  takeOutput(): string[];
}

interface KernelEntry {
  readonly default: (settings: { module: Record<string, unknown> }) => Promise<KernelApi>;
}

const keptLines = 40;

let loading: Promise<Kernel> | null = null;

/** What the entry sets as globals when it is first imported, and never again; every later kernel needs it too. */
let entryGlobals: Readonly<Record<string, unknown>> | null = null;

/** The kernel of this process: loaded once (some 4 s and 600 MB). See `use.ts` for whose it is. */
export function loadedKernel(): Promise<Kernel> {
  loading ??= instantiate().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** After a fault inside the WASM machine its memory is in an unknown state; the next call loads a new one. */
export function dropKernel(): void {
  loading = null;
}

/**
 * `opencascade.js` as published (LGPL-2.1, unmodified), through its own entry for Node. That entry sets `__dirname` and `require` as globals,
 * and Emscripten's glue adds handlers that rethrow every uncaught error of the process; both are undone once the kernel is up.
 */
async function instantiate(): Promise<Kernel> {
  const { resolve } = createRequire(import.meta.url);
  const entry = pathToFileURL(resolve('opencascade.js/dist/node.js')).href;
  const bytes = await readFile(resolve('opencascade.js/dist/opencascade.full.wasm'));
  const globals = globalThis as Record<string, unknown>;
  const before = { __dirname: globals['__dirname'], require: globals['require'] };
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const listeners = events.map((event) => new Set<unknown>(process.listeners(event as 'uncaughtException')));
  const output: string[] = [];
  const keep = (line: unknown): void => {
    if (output.length < keptLines) output.push(String(line));
  };
  try {
    const { default: initialize } = (await import(entry)) as KernelEntry;
    entryGlobals ??= { __dirname: globals['__dirname'], require: globals['require'] };
    Object.assign(globals, entryGlobals);
    // `noExitRuntime` and silent printing: the glue would write to standard output, where facts go.
    const api = await new Promise<KernelApi>((settle, fail) => {
      const instantiateWasm = function (
        this: GlueModule,
        imports: WasmImports,
        receive: (instance: WasmInstance) => void,
      ): object {
        kernelInstance(bytes, imports, this).then(receive).catch(fail);
        return {};
      };
      initialize({ module: { print: keep, printErr: keep, noExitRuntime: true, instantiateWasm } }).then(settle, fail);
    });
    return { api, takeOutput: () => output.splice(0) };
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) Reflect.deleteProperty(globals, name);
      else globals[name] = value;
    }
    events.forEach((event, index) => {
      for (const listener of process.listeners(event as 'uncaughtException')) {
        if (listeners[index]?.has(listener) !== true) process.removeListener(event, listener);
      }
    });
  }
}

/** Where an engine does not take the invokers, as the glue itself would make it: the same, slower. */
async function kernelInstance(bytes: Uint8Array, imports: WasmImports, glue: GlueModule): Promise<WasmInstance> {
  try {
    return await instantiateWithInvokers(bytes, imports, glue);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return webAssembly.instantiate(await webAssembly.compile(bytes), imports);
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && (error.name === 'CompileError' || error.name === 'LinkError'));
}
