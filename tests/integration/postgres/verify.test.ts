import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDatabase, type Check } from '../../../adapters/postgres/verify.js';
import { isAtLeast } from '../../../adapters/postgres/verify-schema.js';
import { verifyRedis } from '../../../adapters/postgres/verify-redis.js';
import { openEmptyDatabase, openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openOwnRedis } from '../../support/redis.js';

const misses = (checks: readonly Check[]): Check[] => checks.filter(({ ok }) => !ok);

/** What is broken, and every check that must name it; no other may fail. */
const faults: readonly [plant: string, ...named: [check: string, detail: RegExp][]][] = [
  ['DROP INDEX cad_model_embeddings_fused_hnsw', ['hnsw index cad_model_embeddings fused', /missing/]],
  ['DROP INDEX cad_rendered_views_embedding_hnsw', ['hnsw index cad_rendered_views view_embedding', /missing/]],
  [
    `DROP INDEX cad_model_embeddings_brep_hnsw; CREATE INDEX wrong_brep ON cad_model_embeddings
     USING hnsw ((embedding::vector(256)) vector_l2_ops) WHERE embedding_type = 'brep'`,
    ['hnsw index cad_model_embeddings brep', /wrong_brep is of vector\(256\).*vector_l2_ops.*without m=16.*ef_construction=100/],
  ],
  [
    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'cad_model_embeddings_geometry_hnsw'::regclass",
    ['hnsw index cad_model_embeddings geometry', /geometry_hnsw is not valid/],
  ],
  [
    'ALTER TABLE extraction_jobs DROP COLUMN heartbeat CASCADE',
    ['table extraction_jobs', /^column heartbeat is missing$/],
    ['views', /^worker_activity is missing$/],
  ],
  [
    'ALTER TABLE extraction_jobs ALTER COLUMN duration_ms TYPE BIGINT',
    ['table extraction_jobs', /duration_ms is bigint instead of integer/],
  ],
  ['ALTER TABLE cad_models DROP COLUMN deepsdf_latent', ['column cad_models.deepsdf_latent real[]', /deepsdf_latent is missing/]],
  [
    'DROP VIEW genome_quality; ALTER TABLE cad_models ALTER COLUMN point_cloud TYPE TEXT',
    ['column cad_models.point_cloud jsonb', /point_cloud is text instead of jsonb/],
    ['views', /^genome_quality is missing$/],
  ],
  [
    'ALTER TABLE cad_manufacturing_features RENAME TO features',
    ['table cad_manufacturing_features', /the table is missing/],
    ['foreign key cad_manufacturing_features.cad_model_id -> cad_models', /missing/],
  ],
  [
    'ALTER TABLE extracted_dimensions DROP CONSTRAINT extracted_dimensions_metadata_id_fkey',
    ['foreign key extracted_dimensions.metadata_id -> extracted_metadata', /the constraint is missing/],
  ],
  [
    `ALTER TABLE extracted_text DROP CONSTRAINT extracted_text_metadata_id_fkey;
     ALTER TABLE extracted_text ADD FOREIGN KEY (metadata_id) REFERENCES extracted_metadata (id) NOT VALID`,
    ['foreign key extracted_text.metadata_id -> extracted_metadata', /not validated/],
  ],
  [
    "ALTER TYPE embedding_type RENAME VALUE 'deepsdf' TO 'sdf'",
    ['enum embedding_type', /^value deepsdf is missing$/],
    ['hnsw index cad_model_embeddings deepsdf', /missing/],
  ],
  [
    'ALTER TYPE linking_method RENAME TO method_of_linking',
    ['enum linking_method', /the type is missing/],
    ['table document_groups', /linking_method is method_of_linking instead of linking_method/],
  ],
  [
    'ALTER TABLE extraction_jobs DROP CONSTRAINT extraction_jobs_run_id_file_id_job_type_key',
    ['unique extraction_jobs (run_id, file_id, job_type)', /missing/],
  ],
  ['DROP EXTENSION pg_trgm CASCADE', ['extension pg_trgm', /the extension is missing/]],
  [
    "UPDATE pg_extension SET extversion = '0.7.4' WHERE extname = 'vector'",
    ['extension vector', /version 0\.7\.4 is below 0\.8/],
  ],
  ["DELETE FROM pgmigrations WHERE name = '0001_schema'", ['migrations', /0001_schema is pending/]],
  ["INSERT INTO pgmigrations (name, run_on) VALUES ('9999_later', now())", ['migrations', /9999_later is of another version/]],
];

class Undo extends Error {}

describe('verifyDatabase', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await database.close();
  });

  it('finds nothing missing in a migrated database', async () => {
    const checks = await verifyDatabase(database.sql);
    expect(misses(checks)).toEqual([]);
    expect(checks.filter(({ check }) => check.startsWith('table ')).length).toBeGreaterThanOrEqual(14);
    expect(checks.filter(({ check }) => check.startsWith('hnsw index '))).toHaveLength(7);
  });

  it.each(faults)('names what is missing after %s', async (plant, ...named) => {
    let found: Check[] = [];
    const planted = database.sql.begin(async (transaction) => {
      await transaction.unsafe(plant);
      found = misses(await verifyDatabase(transaction));
      throw new Undo();
    });
    await expect(planted).rejects.toBeInstanceOf(Undo);
    expect(found.map(({ check }) => check).sort()).toEqual(named.map(([check]) => check).sort());
    for (const [check, detail] of named) expect(found.find((miss) => miss.check === check)?.detail).toMatch(detail);
  });

  it('compares the connections of the fleet with what the server allows', async () => {
    const [limit] = await database.sql<{ most: number }[]>`SELECT current_setting('max_connections')::int AS most`;
    const tooMany = limit?.most ?? 0;
    expect(misses(await verifyDatabase(database.sql, { fleetConnections: tooMany }))).toEqual([
      { check: 'connections', ok: false, detail: expect.stringContaining(`opens up to ${tooMany} connections`) as string },
    ]);
  });

  it('names everything that an empty database lacks', async () => {
    const empty = await openEmptyDatabase();
    const checks = await verifyDatabase(empty.sql);
    await empty.close();
    expect(checks.filter(({ ok }) => ok).map(({ check }) => check)).toEqual(['connections']);
    expect(checks[0]).toMatchObject({ check: 'migrations', detail: expect.stringContaining('0001_schema is pending') as string });
  });
});

describe('verifyRedis', () => {
  it('names what a Redis for queues must not be', async () => {
    const redis = await openOwnRedis(['--appendonly', 'yes']);
    const client = new Redis(redis.url);
    expect(misses(await verifyRedis(redis.url))).toEqual([]);
    expect((await verifyRedis(redis.url)).map(({ check }) => check)).toEqual([
      ...['redis reachable', 'redis version', 'redis maxmemory-policy', 'redis append-only file'],
    ]);

    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(misses(await verifyRedis(redis.url))).toEqual([
      { check: 'redis maxmemory-policy', ok: false, detail: expect.stringContaining('allkeys-lru') as string },
    ]);
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    await client.config('SET', 'appendonly', 'no');
    expect(misses(await verifyRedis(redis.url)).map(({ check }) => check)).toEqual(['redis append-only file']);
    await client.quit();
    await redis.close();
    expect(await verifyRedis(redis.url)).toEqual([
      { check: 'redis reachable', ok: false, detail: expect.stringMatching(/ECONNREFUSED/) as string },
    ]);
  });

  it('compares versions by their numbers', () => {
    expect(isAtLeast('7.0.15', '6.2')).toBe(true);
    expect(isAtLeast('6.10.0', '6.2')).toBe(true);
    expect(isAtLeast('6.0.16', '6.2')).toBe(false);
    expect(isAtLeast('0.8', '0.8')).toBe(true);
  });
});
