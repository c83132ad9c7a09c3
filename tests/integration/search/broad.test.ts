import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSearchApp } from '../../../search/app.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { ask, namesOf } from './search-client.js';
import { serve, type Served } from './serve.js';

/** More than are weighed. */
const files = 1100;
const titled = `${files}.pdf`;
let database: TestDatabase;
let served: Served;

beforeAll(async () => {
  database = await openTestDatabase();
  const { sql } = database;
  await sql`INSERT INTO sources (uri) VALUES ('file:///broad')`;
  await sql`
    INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format, size, content_hash, status)
    SELECT s.id, n || '.pdf', n || '.pdf', n || '.pdf', 'pdf', 'pdf', 1, 'broad' || n, 'present'
    FROM sources s, generate_series(1, ${files}::int) n ORDER BY n`;
  await sql`
    INSERT INTO extracted_metadata (file_id, source_type, extractor, extractor_version, title)
    SELECT id, 'pdf', 'test', '1', CASE name WHEN ${titled} THEN 'DEBURRING JIG' END FROM files`;
  await sql`
    INSERT INTO extracted_text (metadata_id, file_id, page, text, tsv)
    SELECT id, file_id, 1, 'deburring', to_tsvector('simple', 'deburring') FROM extracted_metadata`;
  served = await serve(createSearchApp({ sql, version: '1' }));
});
afterAll(async () => {
  await served.close();
  await database.close();
});

it('finds all files that hold a frequent word, and weighs first what names it in the title block', async () => {
  const { pagination } = await ask(served, '/api/search/fulltext', { q: 'deburring', limit: 1 });
  expect(pagination.total).toBe(files);
  const weighed = await ask(served, '/api/search/fulltext', { q: 'deburring', limit: 1000 });
  const rest = await ask(served, '/api/search/fulltext', { q: 'deburring', limit: 1000, offset: 1000 });
  expect(namesOf(weighed)).toContain(titled);
  expect(namesOf(weighed)).not.toContain('1000.pdf');
  expect(namesOf(rest)).toEqual(Array.from({ length: 100 }, (_, at) => `${1000 + at}.pdf`));
});

it('answers from what the database holds now, however often it was asked before', async () => {
  const question = { q: 'deburring', limit: 1 };
  const before = await ask(served, '/api/search/fulltext', question);
  expect(await ask(served, '/api/search/fulltext', question)).toEqual(before);
  await database.sql`UPDATE files SET status = 'missing' WHERE name = '7.pdf'`;
  expect((await ask(served, '/api/search/fulltext', question)).pagination.total).toBe(before.pagination.total - 1);
});
