import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { embedFiles, embedModels, type EmbedOptions } from '../../../adapters/postgres/embed/embed-range.js';
import { embedFigures } from '../../../adapters/postgres/embed/figures.js';
import { judge } from '../../../flows/checkpoints.js';
import { blockGenome } from '../../unit/embed/block-part.js';
import { storedGenome } from '../../support/stored-genome.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { seedArchive, type Archive } from '../search/archive.js';

let database: TestDatabase;
let archive: Archive;
let modelId: number;

const options: EmbedOptions = {
  encoders: {},
  readArtifact: async () =>
    sharp({ create: { width: 64, height: 64, channels: 3, background: '#ffffff' } })
      .composite([{ input: { create: { width: 30, height: 12, channels: 3, background: '#335577' } }, left: 10, top: 20 }])
      .webp()
      .toBuffer(),
};

const embed = async (over: Partial<EmbedOptions> = {}) => {
  const range = { runId: archive.runId, from: 0, to: 1_000_000 };
  await embedModels(database.sql, range, { ...options, ...over });
  await embedFiles(database.sql, range, { ...options, ...over });
};

beforeAll(async () => {
  database = await openTestDatabase();
  archive = await seedArchive(database.sql);
  const genome = blockGenome({ size: [120, 80, 4], holes: [{ x: 20, y: 20, diameter: 9 }] });
  const [model] = await database.sql<{ id: number }[]>`
    INSERT INTO cad_models (file_id, brep_genome, bounding_box, volume_cm3, surface_area_cm2, material)
    VALUES (${archive.file['fl-2041.prt.3']}, ${storedGenome(genome)}::text::jsonb, '{0,0,0,120,80,4}', 38.146, 207.9, 'S235JR') RETURNING id`;
  modelId = model?.id ?? 0;
  await database.sql`
    INSERT INTO cad_rendered_views (cad_model_id, view_type, storage_key, resolution) VALUES (${modelId}, 'front', 'aa/front.webp', 512)`;
  await embed();
});
afterAll(() => database.close());

describe('the embed phase', () => {
  it('leaves one row of each kind, ready or missing with its reason', async () => {
    const rows = await database.sql<
      { kind: string; method: string; status: string; missing_reason: string | null; dimensions: number | null }[]
    >`
      SELECT embedding_type AS kind, method, status, missing_reason, vector_dims(embedding) AS dimensions
      FROM cad_model_embeddings WHERE cad_model_id = ${modelId} ORDER BY embedding_type`;
    expect(
      rows.map(({ kind, method, status, missing_reason, dimensions }) => [kind, method, status, missing_reason, dimensions]),
    ).toEqual([
      ['brep', 'wl-adjacency-graph', 'ready', null, 512],
      ['clip_text', 'hashed-ngrams', 'ready', null, 512],
      ['clip_image', 'hog-polar-views', 'ready', null, 512],
      ['geometry', 'd1-d2-a3-d3-moments', 'missing', 'no point cloud was extracted', null],
      ['fused', 'signed-projection:brep+clip_text+clip_image', 'ready', null, 512],
      ['deepsdf', 'none', 'missing', 'needs a trained network in EMBED_MODEL_DIR', null],
    ]);
    const [view] = await database.sql<{ method: string; dimensions: number }[]>`
      SELECT method, vector_dims(view_embedding) AS dimensions FROM cad_rendered_views`;
    expect(view).toEqual({ method: 'hog-polar', dimensions: 512 });
  });

  it('passes its checkpoint with the coverage of each kind, and fails it where a model was left out', async () => {
    const figures = await embedFigures(database.sql)(archive.runId);
    expect(figures).toMatchObject({ models: 1, modelsWithoutVectors: 0, files: 6, filesWithoutVectors: 0 });
    expect(figures['coverage']).toContainEqual({
      kind: 'brep',
      method: 'wl-adjacency-graph',
      version: '1',
      ready: 1,
      missing: 0,
    });
    expect(judge('embed', figures).passed).toBe(true);
    await database.sql`DELETE FROM cad_model_embeddings WHERE embedding_type = 'brep'`;
    expect(judge('embed', await embedFigures(database.sql)(archive.runId)).misses).toEqual([
      'models have neither a vector nor the reason why it is missing (models without vectors 1, at most 0 allowed)',
    ]);
    await database.sql`DELETE FROM cad_shape_signatures`;
    await embed();
    expect(judge('embed', await embedFigures(database.sql)(archive.runId)).passed).toBe(true);
  });

  it('computes nothing twice, and everything anew for a changed model or another method', async () => {
    const stamps = () => database.sql`
      SELECT id, created_at FROM cad_model_embeddings UNION ALL SELECT id, created_at FROM file_embeddings ORDER BY id, created_at`;
    const before = [...(await stamps())];
    await embed();
    expect([...(await stamps())]).toEqual(before);
    await database.sql`UPDATE cad_models SET material = 'X2CrNi12', updated_at = now() WHERE id = ${modelId}`;
    await embed();
    const [changed] = await database.sql<{ n: number }[]>`
      SELECT count(*)::int AS n FROM cad_model_embeddings e JOIN cad_models c ON c.id = e.cad_model_id WHERE e.created_at >= c.updated_at`;
    expect(changed?.n).toBe(6);
    const vector = Array.from({ length: 512 }, (_, at) => (at === 3 ? 1 : 0));
    await embed({ encoders: { brep: { method: 'onnx:uvnet', version: '2', encode: () => Promise.resolve(vector) } } });
    const [row] = await database.sql<{ method: string }[]>`SELECT method FROM cad_model_embeddings WHERE embedding_type = 'brep'`;
    expect(row?.method).toBe('onnx:uvnet');
    await embed();
  });

  it('counts a picture that is gone as missing', async () => {
    await database.sql`UPDATE cad_models SET updated_at = now()`;
    await embed({ readArtifact: () => Promise.reject(new Error('gone')) });
    const [row] = await database.sql<{ status: string; missing_reason: string }[]>`
      SELECT status, missing_reason FROM cad_model_embeddings WHERE embedding_type = 'clip_image'`;
    expect(row).toEqual({ status: 'missing', missing_reason: 'the views are empty or could not be opened' });
  });
});
