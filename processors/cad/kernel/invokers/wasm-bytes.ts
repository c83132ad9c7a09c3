/** Bytes of a WebAssembly module, as far as the modules of this folder need them (WebAssembly Core Specification 2.0, section 5). */

type Bytes = readonly number[];

export const valueTypes = { i: 0x7f, f: 0x7d, d: 0x7c } as const;
export type ValueType = keyof typeof valueTypes;

/** Of the exception handling that every engine has had since 2021; `catch_all` would take the machine's own faults too. */
export const op = {
  try: 0x06,
  catch: 0x07,
  end: 0x0b,
  callIndirect: 0x11,
  drop: 0x1a,
  localGet: 0x20,
  localSet: 0x21,
  i32Const: 0x41,
  f32Const: 0x43,
  f64Const: 0x44,
  tableCopy: [0xfc, 0x0e],
  noResult: 0x40,
} as const;

const [functionForm, functionReference] = [0x60, 0x70];
const sections = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const;
const externs = { function: 0, table: 1, tag: 4 } as const;

export interface FunctionType {
  readonly parameters: readonly ValueType[];
  readonly result: ValueType | null;
}

export interface ModuleParts {
  readonly types: readonly FunctionType[];
  /** Of the module `env`, in this order. A tag is named by the index of its type. */
  readonly imports: readonly ({ readonly table: string } | { readonly tag: string; readonly type: number })[];
  readonly functions: readonly {
    readonly name: string;
    readonly type: number;
    readonly locals: readonly ValueType[];
    /** Without the `end` of the function. */
    readonly code: Bytes;
  }[];
}

export function moduleBytes({ types, imports, functions }: ModuleParts): Uint8Array {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(sections.type, types.map(functionType)),
    ...section(
      sections.import,
      imports.map((one) => [
        ...text('env'),
        ...('table' in one
          ? [...text(one.table), externs.table, functionReference, 0, 0]
          : [...text(one.tag), externs.tag, 0, ...unsigned(one.type)]),
      ]),
    ),
    ...section(
      sections.function,
      functions.map(({ type }) => unsigned(type)),
    ),
    ...section(
      sections.export,
      functions.map(({ name }, index) => [...text(name), externs.function, ...unsigned(index)]),
    ),
    ...section(
      sections.code,
      functions.map(({ locals, code }) => {
        const body = [...vector(locals.map((local) => [1, valueTypes[local]])), ...code, op.end];
        return [...unsigned(body.length), ...body];
      }),
    ),
  ]);
}

/** LEB128. */
export function unsigned(value: number): Bytes {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

function section(id: number, items: readonly Bytes[]): Bytes {
  const body = vector(items);
  return [id, ...unsigned(body.length), ...body];
}

function vector(items: readonly Bytes[]): Bytes {
  return [...unsigned(items.length), ...items.flat()];
}

function text(name: string): Bytes {
  const bytes = Buffer.from(name, 'utf8');
  return [...unsigned(bytes.length), ...bytes];
}

function functionType({ parameters, result }: FunctionType): Bytes {
  const results = result === null ? [] : [[valueTypes[result]]];
  return [functionForm, ...vector(parameters.map((type) => [valueTypes[type]])), ...vector(results)];
}
