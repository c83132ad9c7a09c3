import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Encoder, Encoders } from '../../processors/embed/encoders.js';
import { modelKinds } from '../../processors/embed/kinds.js';
import { Manifest, type NetworkEntry, type NetworkKind } from './manifest.js';
import { graphFeeds, pictureFeeds, pointFeeds, type Feeds } from './network-inputs.js';
import { loadOnnxRuntime, type OnnxRuntime, type Session, type Tensor } from './onnx-runtime.js';

/**
 * The trained networks of a folder, by the kind they compute; none when no folder is named. Nothing is downloaded.
 * @throws {Error} when the folder's `models.json` or a network in it is not usable: better no vectors than some of another method
 */
export async function loadEncoders(folder: string | undefined): Promise<Encoders> {
  if (folder === undefined) return {};
  const text = await readFile(join(folder, 'models.json'), 'utf8');
  const manifest = Manifest.parse(JSON.parse(text));
  const runtime = await loadOnnxRuntime();
  const encoders: { -readonly [Kind in keyof Encoders]: Encoders[Kind] } = {};
  const { brep, geometry, deepsdf, clip_image: picture } = manifest;
  if (brep) encoders.brep = await encoderOf(runtime, folder, 'brep', brep, graphFeeds);
  if (geometry) encoders.geometry = await encoderOf(runtime, folder, 'geometry', geometry, pointFeeds);
  if (deepsdf) encoders.deepsdf = await encoderOf(runtime, folder, 'deepsdf', deepsdf, pointFeeds);
  if (picture) encoders.clip_image = await encoderOf(runtime, folder, 'clip_image', picture, pictureFeeds(picture));
  return encoders;
}

async function encoderOf<Input>(
  runtime: OnnxRuntime,
  folder: string,
  kind: NetworkKind,
  { file, name, version }: NetworkEntry,
  feedsOf: Feeds<Input>,
): Promise<Encoder<Input>> {
  const session = await runtime.InferenceSession.create(await readFile(join(folder, file)));
  const { dimensions } = modelKinds[kind];
  return {
    method: `onnx:${name}`,
    version,
    encode: async (input) => {
      const tensors = feedsOf(input, runtime);
      const vector = await run(session, tensors);
      if (vector.length !== dimensions)
        throw new Error(`${file} answers with ${vector.length} numbers; ${kind} has ${dimensions}`);
      return vector;
    },
  };
}

/** Tensors go to the network's inputs in their order; the first output is the vector. */
async function run(session: Session, tensors: readonly Tensor[]): Promise<number[]> {
  const feeds = Object.fromEntries(
    session.inputNames.flatMap((name, index) => {
      const tensor = tensors[index];
      return tensor === undefined ? [] : [[name, tensor] as const];
    }),
  );
  const outputs = await session.run(feeds);
  const first = outputs[session.outputNames[0] ?? ''];
  if (first === undefined) throw new Error('the network has no output');
  return Array.from(first.data, Number);
}
