import type { Artifact } from '../../queues/contract/artifacts.js';
import type { CreoAnswer } from '../../queues/contract/creo-service.js';
import type { CadFact } from '../../queues/contract/facts.js';
import { edgeGridBytes, faceGridBytes, unpackGrids } from '../../processors/cad/grids/packed.js';
import type { ArtifactMessage, BRepChunk, MassMessage } from './messages.js';
import { edgeFields, faceFields, featureFields, toMessage, type Row } from './rows.js';

const facesPerBatch = 64;
const edgesPerBatch = 256;
const featuresPerBatch = 256;
/** A message stays below gRPC's default limit of 4 MiB. */
const artifactPieceBytes = 1024 * 1024;

/** An answer as the chunks of `ExtractBRep`, the trailer last. */
export function* brepChunks({ backend, facts, artifacts }: CreoAnswer): Generator<BRepChunk> {
  const { cad, metadata } = facts;
  const [faces, edges, features] = [cad?.face_list ?? [], cad?.adjacency ?? [], cad?.features ?? []];
  const { warnings = [], ...rest } = metadata;
  const [name = '', ...version] = backend.split(' ');
  yield {
    header: {
      backend: name,
      backend_version: version.join(' '),
      ...(cad === null ? {} : countsOf(cad)),
      metadata_json: JSON.stringify({ metadata: rest, materials: facts.materials, cad: cad === null ? {} : besides(cad) }),
    },
  };
  const faceGrids = gridsOf(cad?.face_grids, faceGridBytes);
  const edgeGrids = gridsOf(cad?.edge_grids, edgeGridBytes);
  for (const batch of batches(faces, facesPerBatch, faceFields, faceGrids)) yield { faces: { faces: batch } };
  for (const batch of batches(edges, edgesPerBatch, edgeFields, edgeGrids)) yield { edges: { edges: batch } };
  for (const batch of batches(features, featuresPerBatch, featureFields)) yield { features: { features: batch } };
  for (const artifact of artifacts) yield* pieces(artifact);
  yield {
    trailer: {
      complete: true,
      faces: faces.length,
      edges: edges.length,
      features: features.length,
      artifacts: artifacts.length,
      warnings,
    },
  };
}

export function massMessage(cad: CadFact): MassMessage {
  const { volume, area, mass_kg, centre_of_gravity, bounding_box, material, units, unit_source } = cad;
  return {
    ...(volume === null ? {} : { volume }),
    ...(area === null ? {} : { area }),
    ...(mass_kg === null ? {} : { mass_kg }),
    centre_of_gravity: [...(centre_of_gravity ?? [])],
    bounding_box: [...(bounding_box ?? [])],
    ...(material === null ? {} : { material }),
    ...(units === null ? {} : { units }),
    unit_source,
  };
}

/** What facts of a later version hold and the schema has no field for. */
function besides(cad: CadFact): Row {
  return Object.fromEntries(Object.entries(cad).filter(([key]) => !inMessages.has(key)));
}

const inMessages: ReadonlySet<string> = new Set([
  ...['faces', 'edges', 'vertices', 'solids', 'volume', 'area', 'units', 'unit_source', 'bounding_box', 'centre_of_gravity'],
  ...['mass_kg', 'material', 'face_list', 'adjacency', 'features', 'assembly', 'face_grids', 'edge_grids'],
]);

function countsOf(cad: CadFact): Row {
  return {
    face_count: cad.faces,
    edge_count: cad.edges,
    vertex_count: cad.vertices,
    solid_count: cad.solids,
    mass_properties: massMessage(cad),
  };
}

type GridOf = (row: number) => Row;
const noGrid: GridOf = () => ({});

/** The field with the grid of a row, where the model has grids. */
function gridsOf(packed: string | null | undefined, length: number): GridOf {
  if (packed == null) return noGrid;
  const bytes = unpackGrids(packed);
  return (row) => ({ uv_grid: bytes.subarray(row * length, (row + 1) * length) });
}

function* batches(
  rows: readonly Row[],
  size: number,
  fields: Parameters<typeof toMessage>[1],
  gridOf = noGrid,
): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += size) {
    yield rows.slice(at, at + size).map((row, index) => ({ ...toMessage(row, fields), ...gridOf(at + index) }));
  }
}

function* pieces({ name, mediaType, bytes, page, width, height }: Artifact): Generator<BRepChunk> {
  const about: ArtifactMessage = {
    name,
    media_type: mediaType,
    ...(page === undefined ? {} : { page }),
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  };
  for (let at = 0; at === 0 || at < bytes.length; at += artifactPieceBytes) {
    const data = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(artifactPieceBytes, bytes.length - at));
    yield { artifact: { ...about, data, last: at + artifactPieceBytes >= bytes.length } };
  }
}
