import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embedFiles } from '../../../adapters/postgres/embed/embed-range.js';
import { createSearchApp } from '../../../search/app.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { seedArchive, type Archive } from './archive.js';
import { ask, namesOf } from './search-client.js';
import { serve, type Served } from './serve.js';

const everything = '/api/search';
let database: TestDatabase;
let archive: Archive;
let served: Served;

beforeAll(async () => {
  database = await openTestDatabase();
  archive = await seedArchive(database.sql);
  const { sql } = database;
  await sql`UPDATE extracted_metadata SET revision = 'B', units = 'mm' WHERE file_id = ${archive.file['FL-2041.pdf']}`;
  await sql`UPDATE extracted_metadata SET revision = 'b', units = 'mm' WHERE file_id = ${archive.file['BR-7.dxf']}`;
  await sql`UPDATE extracted_metadata SET units = 'inch' WHERE file_id = ${archive.file['INCH-1.pdf']}`;
  const options = { encoders: {}, readArtifact: () => Promise.reject(new Error('none')) };
  await embedFiles(sql, { runId: archive.runId, from: 0, to: 1_000_000 }, options);
  served = await serve(createSearchApp({ sql, version: '1' }));
});
afterAll(async () => {
  await served.close();
  await database.close();
});

describe('facets of the one box', () => {
  it('count all results by what they hold, without regard to case', async () => {
    const { facets, pagination } = await ask(served, everything, { q: 'gasket | sharp', semanticRatio: 0, limit: 1 });
    // The flange with its copy outside of the group, the bracket, and the drawing in inches.
    expect(pagination.total).toBe(4);
    expect(facets).toEqual({
      project: [
        { value: '12345', count: 1 },
        { value: '12399', count: 1 },
      ],
      format: [
        { value: 'pdf', count: 3 },
        { value: 'dxf', count: 1 },
      ],
      material: expect.arrayContaining([{ value: 'STAINLESS STEEL 304', count: 2 }]) as unknown,
      revision: [{ value: 'B', count: 3 }],
      unit: [
        { value: 'mm', count: 3 },
        { value: 'inch', count: 1 },
      ],
    });
  });

  it.each([
    ['project = 12399', ['BR-7']],
    ['format IN [dxf]', ['BR-7']],
    ['revision = "b" AND project IN [12345, 12399]', ['FL-2041', 'BR-7']],
    ['material = "aluminium 6061-t6"', ['INCH-1.pdf']],
    ['unit = inch AND project = 12345', []],
  ])('narrow: %s', async (filter, names) => {
    const list = await ask(served, everything, { q: 'gasket | sharp', semanticRatio: 0, filter });
    expect(namesOf(list).sort()).toEqual([...names].sort());
    expect(list.pagination.total).toBe(names.length);
  });

  it('promise what a click on them gives', async () => {
    const { facets } = await ask(served, everything, { q: 'gasket | sharp' });
    for (const [facet, values] of Object.entries(facets ?? {})) {
      for (const { value, count } of values) {
        const { pagination } = await ask(served, everything, { q: 'gasket | sharp', filter: `${facet} = "${value}"` });
        expect([facet, value, pagination.total]).toEqual([facet, value, count]);
      }
    }
  });

  it('refuse a filter with the reason', async () => {
    const response = await served.get(`${everything}?q=a&filter=colour%20%3D%20red`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ parameter: 'filter', error: expect.stringContaining('project') as unknown });
  });
});

describe('vectors in the one box', () => {
  it('find what is described alike though a word is wrong, and say so', async () => {
    const misspelled = { q: 'weld neck flanges' };
    const with_ = await ask(served, everything, misspelled);
    expect(with_.results[0]?.document_group?.name).toBe('FL-2041');
    expect(with_.results[0]?.why.map(({ signal }) => signal)).toEqual(['vector']);
    expect((await ask(served, everything, { ...misspelled, semanticRatio: 0 })).pagination.total).toBe(0);
  });

  it('count as much as they are told', async () => {
    const only = await ask(served, everything, { q: 'flange weld neck', semanticRatio: 1 });
    expect(new Set(only.results.flatMap(({ why }) => why.map(({ signal }) => signal)))).toEqual(new Set(['vector']));
  });

  it('stay silent where nothing is alike', async () => {
    expect((await ask(served, everything, { q: 'zzzzqq xxyyq' })).pagination.total).toBe(0);
  });
});
