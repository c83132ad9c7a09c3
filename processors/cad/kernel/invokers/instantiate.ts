import { invokerModule, isInvoker, machineFunctions, tableCopyModule } from './invoker-module.js';
import { isThrown, thrownTag } from './thrown.js';
import { webAssembly, type WasmFunction, type WasmImports, type WasmInstance, type WasmTable } from './web-assembly.js';

/** The object that Emscripten's glue makes its library of; its functions find their counterparts in `asm` when they are first called. */
export interface GlueModule {
  asm?: WasmInstance['exports'];
  readonly [name: string]: unknown;
}

type Glue = Readonly<Record<string, unknown>>;

/**
 * An instance of the kernel whose exceptions stay within WebAssembly. As published, it makes every call that could throw through a function of JavaScript,
 * `invoke_*`, that catches: millions for a model, a quarter to a third of its time. Here a small module that is made when the kernel is loaded does what they do; the
 * kernel itself is unchanged.
 * @param imports what the glue gives the kernel: one module, its functions under short names
 * @throws what WebAssembly throws for a kernel that these invokers do not fit
 */
export async function instantiateWithInvokers(bytes: Uint8Array, imports: WasmImports, glue: GlueModule): Promise<WasmInstance> {
  const [[moduleName, given] = ['', {}]] = Object.entries(imports);
  const invokers = Object.entries(given).filter(([, value]) => isInvoker(nameOf(value)));
  const tables = { functions: tableOf(0), machine: tableOf(machineFunctions.length) };
  const module = new webAssembly.Module(invokerModule(invokers.map(([, value]) => nameOf(value))));
  const made = new webAssembly.Instance(module, { env: { ...tables, thrown: thrownTag } }).exports;
  const replaced = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, replacement(value, made, glue)]));
  const instance = await webAssembly.instantiate(await webAssembly.compile(bytes), { [moduleName]: replaced });
  fillTables(tables, instance, glue);
  return instance;
}

function replacement(value: unknown, made: Glue, glue: GlueModule): unknown {
  const name = nameOf(value);
  if (isInvoker(name)) return made[name];
  if (wideInvoker.test(name)) return wide(name.slice('invoke_'.length), glue);
  return throwers.has(name) ? throwing(value as WasmFunction) : value;
}

/** Those with integers of 64 bits, which the glue calls by exports of the kernel; few and seldom. */
const wideInvoker = /^invoke_[vifdj]*$/;

function wide(signature: string, glue: GlueModule): WasmFunction {
  const call = `dynCall_${signature}`;
  const run = (name: string, ...values: number[]): number | undefined => (glue[name] as WasmFunction)(...values);
  return (...values) => {
    const stackPointer = run('stackSave') ?? 0;
    try {
      return run(call, ...values);
    } catch (error) {
      run('stackRestore', stackPointer);
      if (!isThrown(error)) throw error;
      return run('_setThrew', 1, 0);
    }
  };
}

/** What of the glue throws the pointer to an exception, a number. */
const throwers = new Set(['___cxa_throw', '___cxa_rethrow', '___resumeException']);

function throwing(thrower: WasmFunction): WasmFunction {
  return (...values) => {
    try {
      return thrower(...values);
    } catch (error) {
      if (typeof error !== 'number') throw error;
      // No error but WebAssembly's form of one.
      throw new webAssembly.Exception(thrownTag, [error]) as unknown as Error;
    }
  };
}

function tableOf(initial: number): WasmTable {
  return new webAssembly.Table({ element: 'anyfunc', initial });
}

function fillTables(
  { functions, machine }: { functions: WasmTable; machine: WasmTable },
  instance: WasmInstance,
  glue: GlueModule,
): void {
  const own = Object.values(instance.exports).find(isTable);
  if (own === undefined) throw new TypeError('the kernel exports no table of functions');
  functions.grow(own.length);
  const copier = new webAssembly.Instance(new webAssembly.Module(tableCopyModule()), { env: { to: functions, from: own } });
  (copier.exports['copy'] as WasmFunction)(own.length);
  // The first call of each leaves the kernel's own function in its place. The pointer that is put back is the one that was read.
  glue.asm = instance.exports;
  const stackPointer = (glue['stackSave'] as WasmFunction)() ?? 0;
  (glue['stackRestore'] as WasmFunction)(stackPointer);
  (glue['_setThrew'] as WasmFunction)(0, 0);
  machineFunctions.forEach((name, index) => machine.set(index, glue[name]));
}

function isTable(value: unknown): value is WasmTable {
  return typeof value === 'object' && value !== null && 'grow' in value && 'length' in value;
}

function nameOf(value: unknown): string {
  return typeof value === 'function' ? value.name : '';
}
