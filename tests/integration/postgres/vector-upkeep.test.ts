import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readVectorIndexes, rebuildIndexes, type VectorIndex } from '../../../adapters/postgres/vector-upkeep.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';

const vectors = 400;
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  const { sql } = database;
  await sql`INSERT INTO sources (uri) VALUES ('file:///a')`;
  await sql`INSERT INTO runs (source_id) SELECT id FROM sources`;
  await sql`
    INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format, size, content_hash, last_seen_run)
    SELECT s.id, n || '.dxf', n || '.dxf', n || '.dxf', 'dxf', 'dxf', 1, n::text, r.id FROM sources s, runs r, generate_series(1, ${vectors}) n`;
  await sql`INSERT INTO extraction_jobs (run_id, file_id, job_type) SELECT last_seen_run, id, 'dxf_extract' FROM files`;
  await sql`
    INSERT INTO extracted_metadata (file_id, extraction_job_id, source_type, extractor, extractor_version)
    SELECT file_id, id, 'dxf', 'dxf', '1' FROM extraction_jobs`;
  await sql`
    INSERT INTO file_embeddings (metadata_id, file_id, embedding_type, method, model_version, status, recipe, embedding)
    SELECT m.id, m.file_id, 'sizes', 'test', '1', 'ready', 'r', (SELECT array_agg(sin(m.id * k * k)) FROM generate_series(1, 256) k)::vector
    FROM extracted_metadata m`;
  // Vectors of another length in the same column.
  await sql`
    INSERT INTO file_embeddings (metadata_id, file_id, embedding_type, method, model_version, status, recipe, embedding)
    SELECT m.id, m.file_id, 'text', 'test', '1', 'ready', 'r', (SELECT array_agg(cos(m.id * k)) FROM generate_series(1, 512) k)::vector
    FROM extracted_metadata m LIMIT 5`;
});
afterAll(() => database.close());

async function sizes(): Promise<VectorIndex> {
  const found = (await readVectorIndexes(database.sql, 20)).find(({ index }) => index === 'file_embeddings_sizes_hnsw');
  if (!found) throw new Error('the index is not told');
  return found;
}

describe('vector indexes', () => {
  it('are held against exact search, each of the schema', async () => {
    const all = await readVectorIndexes(database.sql, 5);
    expect(all.map(({ index }) => index)).toEqual(
      expect.arrayContaining([
        'cad_model_embeddings_brep_hnsw',
        'cad_rendered_views_embedding_hnsw',
        'file_embeddings_text_hnsw',
      ]),
    );
    expect(all).toHaveLength(11);
    expect(await sizes()).toMatchObject({ vectors, recall: 1, fault: null });
    expect(all.find(({ index }) => index === 'file_embeddings_text_hnsw')).toMatchObject({
      vectors: 5,
      recall: null,
      fault: null,
    });
  });

  it('that find too little are named, and built anew', async () => {
    const { sql } = database;
    await sql`DROP INDEX file_embeddings_sizes_hnsw`;
    // A graph with next to no edges, as one that has lost them to deletions.
    await sql`
      CREATE INDEX file_embeddings_sizes_hnsw ON file_embeddings USING hnsw ((embedding::vector(256)) vector_cosine_ops)
      WITH (m = 2, ef_construction = 4) WHERE embedding_type = 'sizes'`;
    expect((await sizes()).fault).toMatch(/^it finds \d+\.\d % of the nearest$/);
    await sql`ALTER INDEX file_embeddings_sizes_hnsw SET (m = 16, ef_construction = 100)`;
    await rebuildIndexes(sql, [await sizes()]);
    expect(await sizes()).toMatchObject({ vectors, recall: 1, fault: null });
  });
});
