import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSearchChecks } from '../../../search/checks.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { seedArchive, type Archive } from './archive.js';

let database: TestDatabase;
let archive: Archive;

beforeAll(async () => {
  database = await openTestDatabase();
  archive = await seedArchive(database.sql);
});
afterAll(() => database.close());

describe('runSearchChecks', () => {
  it('finds the items of the run, all five kinds, and times the queries', async () => {
    const results = await runSearchChecks(database.sql, archive.runId);
    expect(results.map(({ check, sampled, found, misses }) => [check, sampled, found, misses])).toEqual([
      ['dimensions', 7, 7, []],
      ['parameters', 3, 3, []],
      ['materials', 3, 3, []],
      ['projects', 2, 2, []],
      ['fulltext', 3, 3, []],
    ]);
    for (const { p50Ms, p95Ms } of results) {
      expect(p50Ms).toBeGreaterThan(0);
      expect(p95Ms).toBeGreaterThanOrEqual(p50Ms ?? 0);
    }
  });

  it('draws nothing from a run that holds nothing', async () => {
    const results = await runSearchChecks(database.sql, archive.runId + 1);
    for (const result of results) expect(result).toMatchObject({ sampled: 0, found: 0, p50Ms: null, p95Ms: null, misses: [] });
  });

  it('misses what the index does not hold, and names it', async () => {
    const { sql } = database;
    await sql`UPDATE extracted_text SET tsv = NULL WHERE file_id = ${archive.file['INCH-1.pdf']}`;
    const fulltext = (await runSearchChecks(sql, archive.runId)).find(({ check }) => check === 'fulltext');
    await sql`UPDATE extracted_text SET tsv = to_tsvector('simple', text)`;
    expect(fulltext).toMatchObject({ sampled: 3, found: 2 });
    expect(fulltext?.misses).toEqual([`phrase "ALL SHARP CORNERS BROKEN" of file ${archive.file['INCH-1.pdf']}`]);
  });

  it('counts a common item as found only when all of the first ten carry it', async () => {
    const { sql } = database;
    const add = async (label: string) => {
      await sql`
        WITH f AS (
          INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format, last_seen_run)
          SELECT source_id, 'many/' || n, 'many/' || n, 'many-' || n, 'dxf', 'dxf', ${archive.runId}
          FROM runs, generate_series(1, 30) n WHERE runs.id = ${archive.runId} RETURNING id
        ), m AS (
          INSERT INTO extracted_metadata (file_id, source_type, extractor, extractor_version) SELECT id, 'dxf', 'dxf', '1' FROM f RETURNING id, file_id
        )
        INSERT INTO extracted_dimensions (metadata_id, file_id, value, unit, unit_source, value_mm, dimension_type, label, measured_or_stored)
        SELECT id, file_id, 8, 'mm', 'stated', 8, 'thread', ${label}, 'printed' FROM m`;
    };
    await add('M8');
    const common = (await runSearchChecks(sql, archive.runId))[0];
    expect(common).toMatchObject({ check: 'dimensions', sampled: 20, found: 20 });
    // A nominal value that is not the one printed: found by neither, as the value no longer is that of the row drawn.
    await sql`UPDATE extracted_dimensions SET value_mm = 9 WHERE label = 'M8'`;
    const wrong = (await runSearchChecks(sql, archive.runId))[0];
    expect(wrong?.found).toBeLessThan(20);
    expect(wrong?.misses.join('\n')).toContain('M8');
  });
});
