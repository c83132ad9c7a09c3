import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buildLaidAsideIndexes,
  layAsideIndexes,
  readLaidAsideIndexes,
} from '../../../adapters/postgres/embed/laid-aside-indexes.js';
import { embedFiles, currentRecipe, type EmbedOptions } from '../../../adapters/postgres/embed/embed-range.js';
import { readVectorIndexes, rebuildIndexes } from '../../../adapters/postgres/vector-upkeep.js';
import { checkHnswIndexes } from '../../../adapters/postgres/verify-vectors.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { seedArchive, type Archive } from '../search/archive.js';

const options: EmbedOptions = { encoders: {}, readArtifact: () => Promise.reject(new Error('no pictures')) };
let database: TestDatabase;
let archive: Archive;

beforeEach(async () => {
  database = await openTestDatabase();
  archive = await seedArchive(database.sql);
});
afterEach(() => database.close());

const layAside = (least?: number) =>
  layAsideIndexes(database.sql, { runId: archive.runId, recipe: currentRecipe(options) }, least);
const embed = () => embedFiles(database.sql, { runId: archive.runId, from: 0, to: 1_000_000 }, options);
const definitions = () => database.sql<{ indexdef: string }[]>`
  SELECT indexdef FROM pg_indexes WHERE indexdef LIKE '% USING hnsw %' ORDER BY indexname`;
const laidAside = async () => (await readLaidAsideIndexes(database.sql)).map(({ name }) => name);

describe('vector indexes of a run that writes most of the vectors', () => {
  it('are laid aside, once, and built as they were', async () => {
    const before = await definitions();
    await layAside(6);
    await layAside(6);
    expect(await laidAside()).toEqual([
      'file_embeddings_image_hnsw',
      'file_embeddings_profile_hnsw',
      'file_embeddings_sizes_hnsw',
      'file_embeddings_text_hnsw',
    ]);
    expect(await definitions()).toHaveLength(before.length - 4);
    await embed();
    await buildLaidAsideIndexes(database.sql);
    await buildLaidAsideIndexes(database.sql);
    expect(await definitions()).toEqual(before);
    expect(await laidAside()).toEqual([]);
    const text = (await readVectorIndexes(database.sql, 5)).find(({ index }) => index === 'file_embeddings_text_hnsw');
    expect(text).toMatchObject({ vectors: 6, fault: null });
  });

  it('stay where few vectors are written, or most are there already', async () => {
    await layAside();
    expect(await laidAside()).toEqual([]);
    await embed();
    // One of six is to be written again: less than a third.
    await database.sql`UPDATE file_embeddings SET recipe = 'old' WHERE file_id IN (SELECT min(file_id) FROM file_embeddings)`;
    await layAside(1);
    expect(await laidAside()).toEqual([]);
  });

  it('are built by whoever mends when the run has gone, and not while one goes on', async () => {
    const { sql } = database;
    const before = await definitions();
    await layAside(6);
    await sql`UPDATE runs SET status = 'running'`;
    expect((await readVectorIndexes(sql, 5)).filter(({ fault }) => fault !== null)).toEqual([]);
    await sql`UPDATE runs SET status = 'held'`;
    const faulty = (await readVectorIndexes(sql, 5)).filter(({ fault }) => fault !== null);
    expect(faulty.map(({ index, fault }) => [index, fault?.slice(0, 29)])).toContainEqual([
      'file_embeddings_text_hnsw',
      'a run has laid it aside since',
    ]);
    await rebuildIndexes(sql, faulty);
    expect(await definitions()).toEqual(before);
    expect(await laidAside()).toEqual([]);
  });

  it('are told by verify with what brings them back', async () => {
    const { sql } = database;
    await sql`INSERT INTO cad_models (file_id) VALUES (${archive.file['fl-2041.prt.3']})`;
    await layAside(1);
    const miss = (await checkHnswIndexes(sql)).find(({ check }) => check === 'hnsw index cad_model_embeddings brep');
    expect(miss).toMatchObject({ ok: false });
    expect(miss?.detail).toMatch(
      /^a run has laid it aside since .+: the end of its embed phase or `fleet vectors --mend` builds it$/,
    );
  });
});
