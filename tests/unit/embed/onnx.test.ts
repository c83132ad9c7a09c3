import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEncoders } from '../../../adapters/embedding-models/load-encoders.js';
import { embedModel } from '../../../processors/embed/embed-model.js';
import { modelKinds } from '../../../processors/embed/kinds.js';
import type { Point } from '../../../processors/embed/genome.js';
import { blockGenome, turned } from './block-part.js';
import { tinyNetwork, type TinyNetwork } from './tiny-network.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fleet-networks-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A matrix that tells its places apart. */
const matrix = (rows: number, columns: number): Float32Array =>
  Float32Array.from({ length: rows * columns }, (_, at) => Math.sin(1 + at));

const network = (inputs: TinyNetwork['inputs'], meanOver: readonly number[], rows: number, columns: number) =>
  tinyNetwork({ inputs, meanOver, weights: matrix(rows, columns), rows, columns });

const ofPoints = (columns: number): Uint8Array =>
  network([{ name: 'points', type: 'float', shape: [1, 'N', 3] }], [1], 3, columns);
const ofPicture = network([{ name: 'pixels', type: 'float', shape: [1, 3, 16, 16] }], [2, 3], 3, 512);
const ofGraph = network(
  [
    { name: 'nodes', type: 'float', shape: [1, 'F', 12] },
    { name: 'edges', type: 'int64', shape: [1, 'E', 2] },
  ],
  [1],
  12,
  512,
);

async function install(networks: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const entries = Object.keys(networks).map((kind) => [
    kind,
    {
      file: `${kind}.onnx`,
      name: 'tiny',
      version: '7',
      ...(kind === 'clip_image' ? { size: 16, mean: [0, 0, 0], std: [1, 1, 1] } : {}),
    },
  ]);
  await writeFile(join(folder, 'models.json'), JSON.stringify(Object.fromEntries(entries)));
  for (const [kind, bytes] of Object.entries(networks)) await writeFile(join(folder, `${kind}.onnx`), bytes);
}

/** What the network computes, computed here. */
function product(mean: readonly number[], columns: number): number[] {
  const weights = matrix(mean.length, columns);
  return Array.from({ length: columns }, (_, column) =>
    mean.reduce((sum, value, row) => sum + value * (weights[row * columns + column] ?? 0), 0),
  );
}

function expectClose(vector: readonly number[], expected: readonly number[]): void {
  expect(vector).toHaveLength(expected.length);
  for (const [at, value] of expected.entries()) expect(vector[at]).toBeCloseTo(value, 4);
}

describe('networks of EMBED_MODEL_DIR', () => {
  const points: Point[] = [
    [0, 0, 0.5],
    [0.25, -0.5, 0.5],
  ];

  it('compute their kinds, each under its own name; the others stay as they are built in', async () => {
    await install({ geometry: ofPoints(1024), deepsdf: ofPoints(256), clip_image: ofPicture, brep: ofGraph });
    const encoders = await loadEncoders(folder);
    expectClose((await encoders.geometry?.encode(points)) ?? [], product([0.125, -0.25, 0.5], 1024));
    const red = { width: 20, height: 30, rgb: Uint8Array.from({ length: 3 * 20 * 30 }, (_, at) => (at % 3 === 0 ? 255 : 0)) };
    expectClose((await encoders.clip_image?.encode(red)) ?? [], product([1, 0, 0], 512));

    const block = blockGenome({ size: [30, 20, 4], holes: [{ x: 10, y: 10, diameter: 6 }] }, turned);
    const { embeddings } = await embedModel(
      { genome: block, points, text: 'a plate', views: [{ id: 1, picture: red }] },
      encoders,
    );
    const methods = Object.fromEntries(embeddings.map(({ kind, method, version }) => [kind, `${method}/${version}`]));
    expect(methods).toMatchObject({
      brep: 'onnx:tiny/7',
      geometry: 'onnx:tiny/7',
      deepsdf: 'onnx:tiny/7',
      clip_text: `${modelKinds.clip_text.method}/${modelKinds.clip_text.version}`,
    });
    expect(embeddings.find(({ kind }) => kind === 'deepsdf')?.status).toBe('ready');
  });

  it('are refused when they answer with another number of dimensions', async () => {
    await install({ geometry: ofPoints(100) });
    const { geometry } = await loadEncoders(folder);
    await expect(geometry?.encode(points)).rejects.toThrow(/100 numbers; geometry has 1024/);
  });

  it('are refused when they are none, or when the list names something else', async () => {
    await install({ geometry: new TextEncoder().encode('not a network') });
    await expect(loadEncoders(folder)).rejects.toThrow();
    await writeFile(join(folder, 'models.json'), '{"geometry": {"file": "../away.onnx", "name": "a", "version": "1"}}');
    await expect(loadEncoders(folder)).rejects.toThrow(/beside models.json/);
  });

  it('are not looked for without the folder', async () => {
    expect(await loadEncoders(undefined)).toEqual({});
  });
});
