/** What is used of WebAssembly's interface to JavaScript; TypeScript declares it with the DOM only. */
export interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (module: WasmModule, imports: WasmImports) => WasmInstance;
  readonly Table: new (settings: { element: 'anyfunc'; initial: number }) => WasmTable;
  readonly Tag: new (settings: { parameters: readonly string[] }) => WasmTag;
  readonly Exception: new (tag: WasmTag, values: readonly number[]) => WasmException;
  compile(bytes: Uint8Array): Promise<WasmModule>;
  instantiate(module: WasmModule, imports: WasmImports): Promise<WasmInstance>;
}

export type WasmModule = object;
export type WasmTag = object;
export type WasmFunction = (...values: number[]) => number | undefined;
export type WasmImports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

export interface WasmTable {
  readonly length: number;
  grow(by: number): number;
  /** @throws {TypeError} for a function that is none of WebAssembly's */
  set(index: number, value: unknown): void;
}

export interface WasmException {
  is(tag: WasmTag): boolean;
  getArg(tag: WasmTag, index: number): number;
}

export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
