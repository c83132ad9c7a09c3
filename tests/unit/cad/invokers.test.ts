import { describe, expect, it } from 'vitest';
import { instantiateWithInvokers } from '../../../processors/cad/kernel/invokers/instantiate.js';
import { invokerModule, isInvoker } from '../../../processors/cad/kernel/invokers/invoker-module.js';
import { isThrown, thrownPointer, thrownTag } from '../../../processors/cad/kernel/invokers/thrown.js';
import { moduleBytes, op, type ValueType } from '../../../processors/cad/kernel/invokers/wasm-bytes.js';
import { webAssembly, type WasmFunction } from '../../../processors/cad/kernel/invokers/web-assembly.js';

const [throwOp, unreachable] = [0x08, 0x00];
const [i, none] = [['i'] as readonly ValueType[], [] as readonly ValueType[]];

/** Functions as a compiler makes them, each with its code. */
function compiled(
  functions: readonly (readonly [parameters: readonly ValueType[], result: ValueType | null, code: readonly number[]])[],
) {
  const bytes = moduleBytes({
    types: [{ parameters: i, result: null }, ...functions.map(([parameters, result]) => ({ parameters, result }))],
    imports: [{ tag: 'thrown', type: 0 }],
    functions: functions.map(([, , code], index) => ({ name: String(index), type: index + 1, locals: [], code })),
  });
  const { exports } = new webAssembly.Instance(new webAssembly.Module(bytes), { env: { thrown: thrownTag } });
  return functions.map((_, index) => exports[String(index)] as WasmFunction);
}

const throwFirst = [op.localGet, 0, throwOp, 0];
const [giveFirst, throwGiven, trap, save, ignore, throwNoted, ignoreTwo] = compiled([
  [['d'], 'd', [op.localGet, 0]],
  [i, 'i', throwFirst],
  [i, 'i', [unreachable]],
  [none, 'i', [op.i32Const, 42]],
  [i, null, []],
  [['i', 'i'], null, throwFirst],
  [['i', 'i'], null, []],
]);
const [throwRestored] = compiled([[i, null, throwFirst]]);

function invokers(machine: readonly (WasmFunction | undefined)[]): Readonly<Record<string, WasmFunction>> {
  const tableOf = (entries: readonly unknown[]) => {
    const table = new webAssembly.Table({ element: 'anyfunc', initial: entries.length });
    entries.forEach((entry, index) => table.set(index, entry));
    return table;
  };
  const env = { functions: tableOf([giveFirst, throwGiven, trap]), machine: tableOf(machine), thrown: thrownTag };
  const module = new webAssembly.Module(invokerModule(['invoke_dd', 'invoke_ii']));
  return new webAssembly.Instance(module, { env }).exports as Record<string, WasmFunction>;
}

function pointerThrownBy(work: () => unknown): number | null {
  try {
    work();
  } catch (error) {
    return thrownPointer(error);
  }
  return null;
}

describe('invokers', () => {
  it('give what the function gives, and nothing where it throws', () => {
    const { invoke_dd: ofDouble, invoke_ii: ofInteger } = invokers([save, ignore, ignoreTwo]);
    expect(ofDouble?.(0, 2.5)).toBe(2.5);
    expect(ofInteger?.(1, 7)).toBe(0);
  });

  it('put the stack pointer back and note that something was thrown', () => {
    expect(pointerThrownBy(() => invokers([save, throwRestored, ignoreTwo])['invoke_ii']?.(1, 7))).toBe(42);
    expect(pointerThrownBy(() => invokers([save, ignore, throwNoted])['invoke_ii']?.(1, 7))).toBe(1);
  });

  it('let faults of the machine through', () => {
    const invoke = invokers([save, ignore, ignoreTwo])['invoke_ii'];
    expect(() => invoke?.(2, 7)).toThrow('unreachable');
    expect(() => invoke?.(3, 7)).toThrow('out of bounds');
    expect(() => invoke?.(0, 7)).toThrow(/signature|type/);
  });

  it('are told by the names of the glue', () => {
    expect(['invoke_vi', 'invoke_diid', 'invoke_iij', 'dynCall_vi'].filter(isInvoker)).toEqual(['invoke_vi', 'invoke_diid']);
  });

  it('refuse a kernel without a table of functions', async () => {
    const empty = Uint8Array.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
    await expect(instantiateWithInvokers(empty, { env: {} }, {})).rejects.toThrow(TypeError);
  });

  it('take no other error for an exception of the kernel', () => {
    expect(isThrown(new Error('x'))).toBe(false);
    expect(thrownPointer(12)).toBe(12);
    expect(thrownPointer(new RangeError('x'))).toBeNull();
  });
});
