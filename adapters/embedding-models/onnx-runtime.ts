/** As much of the ONNX runtime as is used, so that neither of its packages is needed to compile. */
export interface Tensor {
  readonly type: string;
  readonly data: ArrayLike<number>;
  readonly dims: readonly number[];
}

export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
}

export interface OnnxRuntime {
  readonly Tensor: new (type: string, data: Float32Array | BigInt64Array, dims: readonly number[]) => Tensor;
  readonly InferenceSession: { create(model: Uint8Array): Promise<Session> };
}

/** Native first: it is several times faster than WebAssembly. */
const packages = ['onnxruntime-node', 'onnxruntime-web'] as const;

/**
 * The ONNX runtime of whichever package is installed. Both are optional and loaded only here.
 * @throws {Error} that names the packages when there is none
 */
export async function loadOnnxRuntime(): Promise<OnnxRuntime> {
  const reasons: string[] = [];
  for (const name of packages) {
    try {
      const loaded = (await import(name)) as OnnxRuntime & { default?: OnnxRuntime };
      return 'InferenceSession' in loaded ? loaded : (loaded as { default: OnnxRuntime }).default;
    } catch (error) {
      reasons.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }
  throw new Error(
    `EMBED_MODEL_DIR needs the package onnxruntime-node or onnxruntime-web (npm install ...): ${reasons.join('; ')}`,
  );
}
