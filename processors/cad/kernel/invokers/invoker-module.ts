import { moduleBytes, op, unsigned, valueTypes, type FunctionType, type ValueType } from './wasm-bytes.js';

/** The kernel's stack pointer and its note that a call has thrown, in this order in the table `machine`. */
export const machineFunctions = ['stackSave', 'stackRestore', '_setThrew'] as const;

/** A signature as Emscripten writes it: the result, then the parameters; `v` for none. */
const signature = /^invoke_([vifd])([ifd]*)$/;

export function isInvoker(name: string): boolean {
  return signature.test(name);
}

/**
 * A module with Emscripten's `invoke_*` functions of these names. It imports the tables `functions`, which holds the kernel's, and `machine`, and the tag `thrown`
 * of C++ exceptions. Each function calls the one of an index; what that throws with the tag is noted by `_setThrew`, the stack pointer put back, and 0 returned.
 */
export function invokerModule(names: readonly string[]): Uint8Array {
  const types: FunctionType[] = [];
  const indices = new Map<string, number>();
  const typeOf = (parameters: readonly ValueType[], result: ValueType | null): number => {
    const key = `${result ?? 'v'}${parameters.join('')}`;
    const index = indices.get(key) ?? types.push({ parameters, result }) - 1;
    indices.set(key, index);
    return index;
  };
  const thrown = typeOf(['i'], null);
  const [save, restore, note] = [typeOf([], 'i'), typeOf(['i'], null), typeOf(['i', 'i'], null)];
  const callMachine = (at: 0 | 1 | 2, type: number): readonly number[] => [
    ...[op.i32Const, at],
    ...[op.callIndirect, ...unsigned(type), machineTable],
  ];
  const functions = names.map((name) => {
    const [, result = '', parameters = ''] = signature.exec(name) ?? [];
    const [own, out] = [Array.from(parameters) as ValueType[], result === 'v' ? null : (result as ValueType)];
    const stackPointer = unsigned(own.length + 1);
    const code = [
      ...[...callMachine(0, save), op.localSet, ...stackPointer],
      ...[op.try, out === null ? op.noResult : valueTypes[out]],
      ...own.flatMap((_, index) => [op.localGet, ...unsigned(index + 1)]),
      ...[op.localGet, 0, op.callIndirect, ...unsigned(typeOf(own, out)), functionTable],
      // The pointer to the exception is known to whoever threw it.
      ...[op.catch, 0, op.drop],
      ...[op.localGet, ...stackPointer, ...callMachine(1, restore)],
      ...[op.i32Const, 1, op.i32Const, 0, ...callMachine(2, note)],
      ...(out === null ? [] : zeros[out]),
      op.end,
    ];
    return { name, type: typeOf(['i', ...own], out), locals: ['i'] as const, code };
  });
  return moduleBytes({
    types,
    imports: [{ table: 'functions' }, { table: 'machine' }, { tag: 'thrown', type: thrown }],
    functions,
  });
}

/** A module whose `copy` gives `to` the first entries of `from`, as many as it is told: without an object of JavaScript for each of 300,000 functions. */
export function tableCopyModule(): Uint8Array {
  return moduleBytes({
    types: [{ parameters: ['i'], result: null }],
    imports: [{ table: 'to' }, { table: 'from' }],
    functions: [
      {
        name: 'copy',
        type: 0,
        locals: [],
        code: [op.i32Const, 0, op.i32Const, 0, op.localGet, 0, ...op.tableCopy, 0, 1],
      },
    ],
  });
}

const [functionTable, machineTable] = [0, 1];

const zeros: Readonly<Record<ValueType, readonly number[]>> = {
  i: [op.i32Const, 0],
  f: [op.f32Const, 0, 0, 0, 0],
  d: [op.f64Const, 0, 0, 0, 0, 0, 0, 0, 0],
};
