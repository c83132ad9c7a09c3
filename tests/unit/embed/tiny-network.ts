/** Networks of two layers as ONNX files, written field by field after onnx.proto3, so that no binary is kept in the repository. */

type Field = readonly [number: number, value: number | string | Uint8Array];

/** Protocol buffers: whole numbers as varints, everything else with its length. */
function message(...fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.concat([varint(number << 3), varint(value)]);
      const bytes = typeof value === 'string' ? Buffer.from(value) : value;
      return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
    }),
  );
}

function varint(value: number): Uint8Array {
  const bytes = [];
  let rest = value;
  do {
    bytes.push(rest > 127 ? (rest % 128) + 128 : rest);
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}

const elementTypes = { float: 1, int64: 7 } as const;

interface Input {
  readonly name: string;
  readonly type: keyof typeof elementTypes;
  /** A name stands for a length that is known with the input alone. */
  readonly shape: readonly (number | string)[];
}

function valueInfo({ name, type, shape }: Input): Uint8Array {
  const dimensions = shape.map((size): Field => [1, typeof size === 'number' ? message([1, size]) : message([2, size])]);
  return message([1, name], [2, message([1, message([1, elementTypes[type]], [2, message(...dimensions)])])]);
}

export interface TinyNetwork {
  readonly inputs: readonly Input[];
  /** Axes of the first input over which its mean is taken. */
  readonly meanOver: readonly number[];
  /** The mean, a row, is multiplied by this: rows x columns numbers, row by row. */
  readonly weights: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** An ONNX model (IR 8, opset 13): the mean of the first input times a matrix. */
export function tinyNetwork({ inputs, meanOver, weights, rows, columns }: TinyNetwork): Uint8Array {
  const axes = message([1, 'axes'], ...meanOver.map((axis): Field => [8, axis]), [20, 7]);
  const keep = message([1, 'keepdims'], [3, 0], [20, 2]);
  const mean = message([1, inputs[0]?.name ?? ''], [2, 'mean'], [4, 'ReduceMean'], [5, axes], [5, keep]);
  const product = message([1, 'mean'], [1, 'weights'], [2, 'vector'], [4, 'MatMul']);
  const matrix = message([1, rows], [1, columns], [2, elementTypes.float], [8, 'weights'], [9, new Uint8Array(weights.buffer)]);
  const output = valueInfo({ name: 'vector', type: 'float', shape: [1, columns] });
  const graph = message(
    [1, mean],
    [1, product],
    [2, 'tiny'],
    [5, matrix],
    ...inputs.map((input): Field => [11, valueInfo(input)]),
    [12, output],
  );
  return message([1, 8], [7, graph], [8, message([2, 13])]);
}
