import type { KernelApi } from '../../processors/cad/kernel/api.js';
import { loadKernel } from '../../processors/cad/kernel/use.js';
import type { Part } from '../../processors/cad/kernel/model.js';
import { readModel, type KernelFormat } from '../../processors/cad/kernel/read.js';
import { scoped } from '../../processors/cad/kernel/scope.js';
import { edgeGrid } from '../../processors/cad/grids/edge-grid.js';
import { countApart } from './inside-differences.js';
import { faceGrids, type Measured } from '../../processors/cad/grids/read-grids.js';
import { readAdjacency } from '../../processors/cad/topology/adjacency.js';
import type { Evaluation } from '../../processors/cad/topology/evaluate.js';
import { readShapeGraph } from '../../processors/cad/topology/graph.js';
import { numberShape } from '../../processors/cad/topology/measure.js';
import { ExtractionError } from '../../queues/contract/errors.js';
import type { DocumentInput } from '../../queues/contract/processor.js';

/** What both ways of evaluating analytic surfaces and curves took and how far their results lie apart. */
export interface GraphWays {
  models: number;
  readonly kernel: Spent;
  readonly analytic: Spent;
  /** Largest difference of a sample: a position relative to the model's extent, or a component of a normal or tangent. */
  difference: number;
  /** Edges whose angles differ by more than 1e-9 of a half turn, of all: the kernel takes the normal at the edge's curve in the face's parameters. */
  angles: number;
  edges: number;
  /** Samples that one way has inside of their face and the other outside, of all. */
  insides: number;
  /** Of those, the ones that do not lie on their face's boundary. */
  insidesApart: number;
  points: number;
}

interface Spent {
  /** Graph and adjacency. */
  graphMs: number;
  gridsMs: number;
}

interface Genome extends Spent {
  readonly parts: readonly Measured[];
  readonly faces: readonly (Float64Array | null)[];
}

/** Each model is read once and its graph extracted both ways, the way that goes first alternating; the first model warms up. */
export async function measureGraphWays(models: readonly DocumentInput[]): Promise<GraphWays> {
  const ways: GraphWays = {
    models: 0,
    kernel: { graphMs: 0, gridsMs: 0 },
    analytic: { graphMs: 0, gridsMs: 0 },
    ...{ difference: 0, angles: 0, edges: 0, insides: 0, insidesApart: 0, points: 0 },
  };
  const { api } = await loadKernel();
  for (const [index, { format, bytes }] of models.entries()) {
    try {
      scoped((scope) => {
        const parts = readModel(api, format as KernelFormat, bytes, scope).parts.filter(({ shape }) => !shape.IsNull());
        if (index === 0) genomeOf(api, parts, 'kernel');
        const order = index % 2 === 0 ? (['kernel', 'analytic'] as const) : (['analytic', 'kernel'] as const);
        const [first, second] = order.map((evaluation) => genomeOf(api, parts, evaluation));
        if (first && second) add(api, ways, ...(order[0] === 'kernel' ? ([first, second] as const) : ([second, first] as const)));
      });
    } catch (error) {
      if (!(error instanceof ExtractionError) && typeof error !== 'number') throw error;
    }
  }
  return ways;
}

function genomeOf(api: KernelApi, parts: readonly Part[], evaluation: Evaluation): Genome {
  const startedAt = performance.now();
  const measured = scoped((scope) =>
    parts.map((part) => {
      const numbered = numberShape(api, part.shape, scope);
      const graph = readShapeGraph(api, numbered, evaluation);
      return { part, graph, adjacency: readAdjacency(api, numbered, graph, evaluation) };
    }),
  );
  const graphAt = performance.now();
  const faces = measured.flatMap((part) => faceGrids(api, part, evaluation));
  measured.forEach(edgeGridsOf);
  return { parts: measured, faces, graphMs: graphAt - startedAt, gridsMs: performance.now() - graphAt };
}

function edgeGridsOf({ graph, adjacency }: Measured): (Float64Array | null)[] {
  return adjacency.pairs.map(({ edge }) => {
    const curve = graph.edges[edge];
    return curve ? edgeGrid(curve) : null;
  });
}

function add(api: KernelApi, ways: GraphWays, kernel: Genome, analytic: Genome): void {
  ways.models += 1;
  for (const spent of ['graphMs', 'gridsMs'] as const) {
    ways.kernel[spent] += kernel[spent];
    ways.analytic[spent] += analytic[spent];
  }
  const extent = extentOf(analytic);
  const compare = (a: Float64Array | null | undefined, b: Float64Array | null | undefined, channels: 6 | 7): void => {
    a?.forEach((value, at) => {
      const other = b?.[at] ?? NaN;
      const channel = at % channels;
      if (channel === 6) {
        ways.points += 1;
        if (value !== other) ways.insides += 1;
      } else if (!Number.isNaN(value)) {
        ways.difference = Math.max(ways.difference, Math.abs(value - other) / (channel < 3 ? extent : 1));
      }
    });
  };
  kernel.faces.forEach((grid, face) => compare(grid, analytic.faces[face], 7));
  let firstFace = 0;
  for (const part of analytic.parts) {
    const end = firstFace + part.graph.faces.length;
    ways.insidesApart += countApart(api, part, kernel.faces.slice(firstFace, end), analytic.faces.slice(firstFace, end));
    firstFace = end;
  }
  kernel.parts.forEach((part, index) => {
    const other = analytic.parts[index];
    if (!other) return;
    const grids = edgeGridsOf(other);
    edgeGridsOf(part).forEach((grid, edge) => compare(grid, grids[edge], 6));
    part.adjacency.pairs.forEach(({ angle }, pair) => {
      ways.edges += 1;
      const turned = Math.abs((angle ?? 0) - (other.adjacency.pairs[pair]?.angle ?? 0));
      if (turned > 180e-9) ways.angles += 1;
    });
  });
}

/** Largest coordinate of the model's faces, mm. */
function extentOf({ faces }: Genome): number {
  let extent = 1;
  for (const grid of faces) {
    grid?.forEach((value, at) => {
      if (at % 7 < 3 && Math.abs(value) > extent) extent = Math.abs(value);
    });
  }
  return extent;
}
