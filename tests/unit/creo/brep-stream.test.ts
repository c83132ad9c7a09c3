import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BRepReader } from '../../../adapters/creo/brep-reader.js';
import { brepChunks } from '../../../adapters/creo/brep-writer.js';
import type { BRepChunk } from '../../../adapters/creo/messages.js';
import { edgeGridBytes, faceGridBytes, packGrids } from '../../../processors/cad/grids/packed.js';
import { creoService } from '../../../adapters/creo/proto.js';
import type { CreoAnswer } from '../../../queues/contract/creo-service.js';
import type { CadFact } from '../../../queues/contract/facts.js';

/** Over the wire and back, chunk by chunk. */
function overTheWire(chunks: Iterable<BRepChunk>): BRepChunk[] {
  const method = creoService['ExtractBRep'];
  if (!method) throw new Error('no such method');
  return [...chunks].map((chunk) => {
    const bytes = method.responseSerialize(chunk);
    expect(bytes.length).toBeLessThan(4 * 1024 * 1024);
    return method.responseDeserialize(bytes) as BRepChunk;
  });
}

function read(chunks: readonly BRepChunk[]): ReturnType<BRepReader['finish']> {
  const reader = new BRepReader();
  for (const chunk of chunks) reader.take(chunk);
  return reader.finish();
}

const real = fc.double({ noNaN: true, noDefaultInfinity: true });
const triple = fc.array(real, { minLength: 3, maxLength: 3 });
const nullable = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null });
const face = fc.record(
  {
    face_id: fc.nat(5000),
    part: fc.nat(20),
    surface_type: nullable(fc.constantFrom('plane', 'cylinder', 'other')),
    area: nullable(real),
    centroid: nullable(triple),
    normal: nullable(triple),
    uv_bounds: nullable(fc.array(real, { minLength: 4, maxLength: 4 })),
    loops: fc.nat(9),
    edge_count: fc.nat(99),
    radius: real,
    axis: fc.record({ location: triple, direction: triple }),
    unheard_of: fc.jsonValue(),
  },
  { requiredKeys: ['face_id', 'part', 'surface_type', 'area', 'centroid', 'normal', 'uv_bounds', 'loops', 'edge_count'] },
);
const edge = fc.record({
  edge_id: fc.nat(9000),
  face_1: fc.nat(5000),
  face_2: fc.nat(5000),
  convexity: nullable(fc.constantFrom('convex', 'concave', 'smooth')),
  angle: nullable(real),
  length: nullable(real),
  curve_type: nullable(fc.constantFrom('line', 'circle')),
});
const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 });

function answer(faces: CadFact['face_list'], edges: CadFact['adjacency'], artifact: Uint8Array): CreoAnswer {
  const cad: CadFact = {
    ...{
      faces: faces.length,
      edges: edges.length,
      vertices: 0,
      solids: 1,
      volume: 8,
      area: null,
      units: 'mm',
      unit_source: 'stated',
    },
    ...{ bounding_box: [0, 0, 0, 2, 2, 2], centre_of_gravity: null, mass_kg: null, material: null },
    ...{ of_a_later_version: [1, null, { a: 'b' }] },
    ...{ face_list: faces, adjacency: edges, assembly: [] },
    features: [{ feature_type: 'hole', face_ids: [], source: 'recognised', parameters: { diameter: 4 } }],
  };
  return {
    backend: 'kernel 1 (x)',
    facts: { metadata: { title: 'T', warnings: ['w'] }, parameters: [], materials: [], bom_items: [], cad },
    artifacts: [{ name: 'view.png', mediaType: 'image/png', bytes: artifact, width: 3 }],
  };
}

describe('a model as a stream', () => {
  it('arrives as it was sent', () => {
    const property = fc.property(
      fc.array(face, { maxLength: 150 }),
      fc.array(edge, { maxLength: 300 }),
      bytes,
      (faces, edges, kept) => {
        // JSON is what facts become on either side; it knows no -0.
        const sent = JSON.parse(JSON.stringify(answer(faces, edges, kept))) as CreoAnswer;
        const { cad, backend, metadata, artifacts } = read(overTheWire(brepChunks(answer(faces, edges, kept))));
        expect(JSON.parse(JSON.stringify(cad))).toEqual(sent.facts.cad);
        expect({ backend, metadata }).toEqual({ backend: sent.backend, metadata: sent.facts.metadata });
        expect(Buffer.from(artifacts[0]?.bytes ?? []).equals(Buffer.from(kept))).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 40 });
  });

  it('carries the grid of each face and edge with it', () => {
    const grids = (rows: number, length: number): string =>
      packGrids(Buffer.from(Uint8Array.from({ length: rows * length }, (_, at) => at % 251)));
    const sent = answer(
      Array.from({ length: 70 }, (_, face_id) => ({ face_id })),
      Array.from({ length: 300 }, (_, edge_id) => ({ edge_id })),
      new Uint8Array(1),
    );
    const [face_grids, edge_grids] = [grids(70, faceGridBytes), grids(300, edgeGridBytes)];
    const cad = { ...(sent.facts.cad as CadFact), face_grids, edge_grids };
    const chunks = overTheWire(brepChunks({ ...sent, facts: { ...sent.facts, cad } }));
    expect(chunks.flatMap((chunk) => chunk.faces?.faces ?? []).every((face) => face.uv_grid?.length === 2_800)).toBe(true);
    expect(read(chunks).cad).toMatchObject({ face_grids, edge_grids });
  });

  it('is cut into batches, and pictures into pieces', () => {
    const faces = Array.from({ length: 200 }, (_, face_id) => ({ face_id, part: 0, loops: 1, edge_count: 4 }));
    const chunks = overTheWire(brepChunks(answer(faces, [], new Uint8Array(2.5 * 1024 * 1024))));
    expect(chunks.filter(({ faces }) => faces).map(({ faces }) => faces?.faces.length)).toEqual([64, 64, 64, 8]);
    expect(chunks.filter(({ artifact }) => artifact)).toHaveLength(3);
    expect(read(chunks).artifacts[0]?.bytes).toHaveLength(2.5 * 1024 * 1024);
  });

  it('is no result without its trailer, or with less than the trailer counts', () => {
    const chunks = overTheWire(brepChunks(answer([{ face_id: 0 }], [{ edge_id: 0 }], new Uint8Array(1))));
    expect(() => read(chunks.slice(0, -1))).toThrow('without its trailer');
    expect(() => read(chunks.filter(({ edges }) => !edges))).toThrow('0 of 1 edges arrived');
    expect(() => read([])).toThrow('without its trailer');
  });
});
