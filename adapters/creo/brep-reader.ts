import type { Artifact } from '../../queues/contract/artifacts.js';
import { ExtractionError } from '../../queues/contract/errors.js';
import type { CadFact, MaterialFact, Metadata } from '../../queues/contract/facts.js';
import { edgeGridBytes, faceGridBytes, packGrids } from '../../processors/cad/grids/packed.js';
import type { ArtifactMessage, BRepChunk, HeaderMessage, TrailerMessage } from './messages.js';
import { edgeFields, faceFields, featureFields, fromMessage, type Row } from './rows.js';

/** What `ExtractBRep` alone tells: everything but parameters and the assembly. */
export interface StreamedModel {
  readonly backend: string;
  readonly metadata: Metadata;
  readonly materials: MaterialFact[];
  readonly cad: CadFact | null;
  readonly artifacts: readonly Artifact[];
}

/** Collects the chunks of one model. */
export class BRepReader {
  #header: HeaderMessage | null = null;
  #trailer: TrailerMessage | null = null;
  readonly #faces: Row[] = [];
  readonly #edges: Row[] = [];
  readonly #features: Row[] = [];
  readonly #artifacts: Artifact[] = [];
  readonly #faceGrids: Buffer[] = [];
  readonly #edgeGrids: Buffer[] = [];
  #pieces: Buffer[] = [];

  take(chunk: BRepChunk): void {
    if (chunk.header) this.#header = chunk.header;
    for (const face of chunk.faces?.faces ?? []) {
      this.#faces.push(fromMessage(face, faceFields, ['face_id', 'part', 'loops', 'edge_count']));
      if (face.uv_grid?.length === faceGridBytes) this.#faceGrids.push(face.uv_grid);
    }
    for (const edge of chunk.edges?.edges ?? []) {
      this.#edges.push(fromMessage(edge, edgeFields, ['edge_id', 'face_1', 'face_2']));
      if (edge.uv_grid?.length === edgeGridBytes) this.#edgeGrids.push(edge.uv_grid);
    }
    for (const feature of chunk.features?.features ?? []) {
      const row = fromMessage(feature, featureFields);
      this.#features.push({ ...row, face_ids: row['face_ids'] ?? [] });
    }
    if (chunk.artifact) this.#takePiece(chunk.artifact);
    if (chunk.trailer) this.#trailer = chunk.trailer;
  }

  /** @throws {ExtractionError} CREO_UNAVAILABLE when the stream ended without all of what its trailer counts */
  finish(): StreamedModel {
    const header = this.#header;
    const trailer = this.#trailer;
    if (!header || trailer?.complete !== true) throw brokenOff('the stream ended without its trailer');
    const counts: readonly (readonly [string, number, number | undefined])[] = [
      ['faces', this.#faces.length, trailer.faces],
      ['edges', this.#edges.length, trailer.edges],
      ['features', this.#features.length, trailer.features],
      ['artifacts', this.#artifacts.length, trailer.artifacts],
    ];
    for (const [what, arrived, sent = 0] of counts) {
      if (arrived !== sent) throw brokenOff(`${arrived} of ${sent} ${what} arrived`);
    }
    const said = JSON.parse(header.metadata_json ?? '{}') as {
      cad?: Row;
      metadata?: Metadata;
      materials?: MaterialFact[];
    };
    const warnings = trailer.warnings ?? [];
    return {
      backend: [header.backend, header.backend_version].filter(Boolean).join(' '),
      metadata: { ...said.metadata, ...(warnings.length > 0 ? { warnings } : {}) },
      materials: said.materials ?? [],
      cad: this.#cad(header, said.cad ?? {}),
      artifacts: this.#artifacts,
    };
  }

  #cad(header: HeaderMessage, besides: Row): CadFact | null {
    const mass = header.mass_properties;
    if (!mass) return null;
    const list = (values: number[] | undefined, length: number): number[] | null => (values?.length === length ? values : null);
    return {
      ...besides,
      faces: header.face_count ?? 0,
      edges: header.edge_count ?? 0,
      vertices: header.vertex_count ?? 0,
      solids: header.solid_count ?? 0,
      volume: mass.volume ?? null,
      area: mass.area ?? null,
      units: mass.units ?? null,
      unit_source: unitSource(mass.unit_source),
      bounding_box: list(mass.bounding_box, 6) as CadFact['bounding_box'],
      centre_of_gravity: list(mass.centre_of_gravity, 3) as CadFact['centre_of_gravity'],
      mass_kg: mass.mass_kg ?? null,
      material: mass.material ?? null,
      face_list: this.#faces,
      adjacency: this.#edges,
      features: this.#features,
      assembly: [],
      ...this.#grids(),
    };
  }

  /** Rows are told apart by their place, so a service that leaves out some has none; one that draws a lone surface has no edges. */
  #grids(): Pick<CadFact, 'face_grids' | 'edge_grids'> {
    if (this.#faceGrids.length === 0) return {};
    const isWhole = this.#faceGrids.length === this.#faces.length && this.#edgeGrids.length === this.#edges.length;
    const packed = (grids: Buffer[]): string | null => (isWhole ? packGrids(Buffer.concat(grids)) : null);
    return { face_grids: packed(this.#faceGrids), edge_grids: packed(this.#edgeGrids) };
  }

  #takePiece({ name = '', media_type: mediaType = '', page, width, height, data, last = false }: ArtifactMessage): void {
    if (data) this.#pieces.push(data);
    if (!last) return;
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#artifacts.push({
      name,
      mediaType,
      bytes,
      ...(page === undefined ? {} : { page }),
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    });
  }
}

function unitSource(word: string | undefined): CadFact['unit_source'] {
  return word === 'stated' || word === 'assumed' ? word : 'unknown';
}

function brokenOff(message: string): ExtractionError {
  return new ExtractionError('CREO_UNAVAILABLE', message);
}
