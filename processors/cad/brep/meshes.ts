import { Broken, type Words } from './words.js';

/** A polygon on a triangulation, as far as references to it are checked. */
export interface CheckedPolygon {
  readonly highestNode: number;
}

export interface CheckedTriangulation {
  readonly nodes: number;
}

export function readPolygon3d(words: Words): void {
  const nodes = words.count(1);
  const hasParameters = words.flag();
  words.skip(1 + 3 * nodes + (hasParameters ? nodes : 0));
}

export function readPolygonOnTriangulation(words: Words): CheckedPolygon {
  const nodes = words.count(1);
  let highestNode = 0;
  for (let node = 0; node < nodes; node++) highestNode = Math.max(highestNode, nodeNumber(words, Infinity));
  const parametersFollow = words.word();
  if (parametersFollow !== 'p') throw new Broken(`"p" is due where ${JSON.stringify(parametersFollow.slice(0, 20))} stands`);
  words.skip(1);
  if (words.flag()) words.skip(nodes);
  return { highestNode };
}

export function readTriangulation(words: Words, version: number): CheckedTriangulation {
  const [nodes, triangles] = [words.count(1), words.count(1)];
  const hasParameters = words.flag();
  const hasNormals = version >= 3 && words.flag();
  words.skip(1 + 3 * nodes + (hasParameters ? 2 * nodes : 0));
  for (let corner = 0; corner < 3 * triangles; corner++) nodeNumber(words, nodes);
  if (hasNormals) words.skip(3 * nodes);
  return { nodes };
}

function nodeNumber(words: Words, nodes: number): number {
  const node = words.integer();
  if (node < 1 || node > nodes)
    throw new Broken(`it refers to node ${node} of ${nodes === Infinity ? 'its triangulation' : nodes}`);
  return node;
}
