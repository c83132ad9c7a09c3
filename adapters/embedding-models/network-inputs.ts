import type { Picture } from '../../processors/embed/encoders.js';
import type { Genome, Point } from '../../processors/embed/genome.js';
import type { NetworkEntry } from './manifest.js';
import type { OnnxRuntime, Tensor } from './onnx-runtime.js';

/** Makes a network's inputs, in their order. */
export type Feeds<Input> = (input: Input, runtime: OnnxRuntime) => Tensor[];

export const pointFeeds: Feeds<readonly Point[]> = (points, { Tensor }) => {
  const data = new Float32Array(3 * points.length);
  points.forEach((point, index) => data.set(point.slice(0, 3), 3 * index));
  return [new Tensor('float32', data, [1, points.length, 3])];
};

/** The middle square of the picture by nearest neighbour, channels one after the other. */
export function pictureFeeds({ size, mean, std }: NetworkEntry): Feeds<Picture> {
  return ({ width, height, rgb }, { Tensor }) => {
    const data = new Float32Array(3 * size * size);
    const side = Math.min(width, height);
    const [left, top] = [(width - side) / 2, (height - side) / 2];
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const column = Math.floor(left + ((x + 0.5) * side) / size);
        const row = Math.floor(top + ((y + 0.5) * side) / size);
        for (let channel = 0; channel < 3; channel++) {
          const value = (rgb[3 * (row * width + column) + channel] ?? 0) / 255;
          data[(channel * size + y) * size + x] = (value - (mean[channel] ?? 0)) / (std[channel] ?? 1);
        }
      }
    }
    return [new Tensor('float32', data, [1, 3, size, size])];
  };
}

const surfaceTypes = ['plane', 'cylinder', 'cone', 'sphere', 'torus', 'bspline', 'other'];
const features = surfaceTypes.length + 5;

export const graphFeeds: Feeds<Genome> = ({ faces, adjacency }, { Tensor }) => {
  const total = faces.reduce((sum, { area }) => sum + (area ?? 0), 0);
  const index = new Map(faces.map(({ id }, at) => [id, at]));
  const degree = new Map<number, number>();
  for (const { face1, face2 } of adjacency) {
    for (const face of [face1, face2]) degree.set(face, (degree.get(face) ?? 0) + 1);
  }
  const nodes = new Float32Array(features * faces.length);
  faces.forEach(({ id, type, area, normal }, at) => {
    const known = surfaceTypes.indexOf(type);
    nodes[at * features + (known < 0 ? surfaceTypes.length - 1 : known)] = 1;
    nodes[at * features + surfaceTypes.length] = total > 0 ? (area ?? 0) / total : 0;
    nodes[at * features + surfaceTypes.length + 1] = (degree.get(id) ?? 0) / Math.max(1, adjacency.length);
    nodes.set(normal ?? [0, 0, 0], at * features + surfaceTypes.length + 2);
  });
  const edges = adjacency.flatMap(({ face1, face2 }) => [BigInt(index.get(face1) ?? 0), BigInt(index.get(face2) ?? 0)]);
  return [
    new Tensor('float32', nodes, [1, faces.length, features]),
    new Tensor('int64', new BigInt64Array(edges), [1, adjacency.length, 2]),
  ];
};
