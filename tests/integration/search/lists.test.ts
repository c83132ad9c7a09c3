import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSearchApp } from '../../../search/app.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { seedArchive, type Archive } from './archive.js';
import { ask, filesOf, namesOf } from './search-client.js';
import { serve, type Served } from './serve.js';

let database: TestDatabase;
let archive: Archive;
let served: Served;

beforeAll(async () => {
  database = await openTestDatabase();
  archive = await seedArchive(database.sql);
  served = await serve(createSearchApp({ sql: database.sql, version: '1.2.3' }));
});
afterAll(async () => {
  await served.close();
  await database.close();
});

describe('dimensions', () => {
  const dimensions = (query: Record<string, string | number>) => ask(served, '/api/search/dimensions', query);

  it('compares inches and millimetres by value, and shows a copy the facts of its twin', async () => {
    const byMm = await dimensions({ value: 25.4, unit: 'mm' });
    expect(namesOf(byMm)).toEqual(['FL-2041', 'INCH-1.pdf', 'copy of FL-2041.pdf']);
    expect(namesOf(await dimensions({ value: 1, unit: 'inch' }))).toEqual(namesOf(byMm));
    expect(byMm.results[2]?.files[0]?.match_details[0]).toMatchObject({
      label: '25.4 ±0.1',
      facts_from_file_id: archive.file['FL-2041.pdf'],
    });
  });

  it('takes a file for a copy as long as its content is the same, and leaves out what has gone', async () => {
    const copy = archive.file['copy of FL-2041.pdf'];
    const found = async () => namesOf(await dimensions({ value: 25.4, unit: 'mm' }));
    await database.sql`UPDATE files SET content_hash = 'changed' WHERE id = ${copy}`;
    expect(await found()).toEqual(['FL-2041', 'INCH-1.pdf']);
    await database.sql`UPDATE files SET content_hash = 'aaaa', status = 'missing' WHERE id = ${copy}`;
    expect(await found()).toEqual(['FL-2041', 'INCH-1.pdf']);
    await database.sql`UPDATE files SET status = 'present' WHERE id = ${copy}`;
    expect(await found()).toEqual(['FL-2041', 'INCH-1.pdf', 'copy of FL-2041.pdf']);
  });

  it('takes a number without a unit as printed, whatever its unit, or as millimetres', async () => {
    expect(namesOf(await dimensions({ value: 1 }))).toEqual(['INCH-1.pdf']);
    expect(namesOf(await dimensions({ value: 25.5 }))).toEqual(['BR-7']);
    expect(namesOf(await dimensions({ value: 25.4 }))).toContain('INCH-1.pdf');
  });

  it('orders by distance within the tolerance', async () => {
    expect(namesOf(await dimensions({ value: 25.5, tolerance: 0.1 }))).toEqual([
      'BR-7',
      'FL-2041',
      'INCH-1.pdf',
      'copy of FL-2041.pdf',
    ]);
  });

  it('knows ranges, kinds and labels', async () => {
    expect(filesOf(await dimensions({ min: 110, max: 130, unit: 'mm', type: 'diameter' }))).toEqual([
      'FL-2041.pdf',
      'FL-2041.dxf',
      'copy of FL-2041.pdf',
    ]);
    expect(namesOf(await dimensions({ value: 45, unit: 'deg' }))).toEqual(['FL-2041', 'copy of FL-2041.pdf']);
    expect(filesOf(await dimensions({ label: 'ø120' }))).toEqual(['FL-2041.dxf']);
    expect(filesOf(await dimensions({ label: 'Ø120*' }))).toEqual(['FL-2041.dxf', 'FL-2041.pdf', 'copy of FL-2041.pdf']);
  });

  it('takes % and _ of a label as they are', async () => {
    expect(namesOf(await dimensions({ label: '*100% CHECKED_A' }))).toEqual(['BR-7']);
    expect((await dimensions({ label: '1_0*' })).pagination.total).toBe(0);
  });

  it('does not know files that are gone', async () => {
    expect(filesOf(await dimensions({ label: '25.4*' }))).not.toContain('GONE.pdf');
  });
});

describe('parameters', () => {
  const parameters = (query: Record<string, string | number>) => ask(served, '/api/search/parameters', query);

  it('finds names by wildcard and values as text or number', async () => {
    const list = await parameters({ name: 'pro_mp_*' });
    expect(list.results[0]?.files[0]?.match_details.map(({ name }) => name)).toEqual(['PRO_MP_AREA', 'PRO_MP_MASS']);
    expect(filesOf(await parameters({ name: 'PRO_MP_MASS', value: 12.5 }))).toEqual(['fl-2041.prt.3']);
    expect((await parameters({ name: 'PRO_MP_MASS', value: 12.6 })).pagination.total).toBe(0);
    expect(filesOf(await parameters({ value: 'weld neck*' }))).toEqual(['fl-2041.prt.3']);
  });

  it('knows ranges, categories and designation', async () => {
    expect((await parameters({ numeric_min: 10, numeric_max: 13, category: 'MASS', designated: 'true' })).pagination.total).toBe(
      1,
    );
    expect((await parameters({ numeric_min: 10, designated: 'false' })).pagination.total).toBe(0);
  });
});

describe('materials', () => {
  const materials = (query: Record<string, string | number>) => ask(served, '/api/search/materials', query);

  it('finds parts of names before names that are alike, and says which', async () => {
    const list = await materials({ material: 'stainless steel' });
    expect(namesOf(list)).toEqual(['FL-2041', 'copy of FL-2041.pdf', 'BR-7']);
    expect(list.results.map(({ files }) => files[0]?.match_details[0]?.['match'])).toEqual(['substring', 'substring', 'similar']);
  });

  it('keeps to the threshold that is asked for', async () => {
    expect(namesOf(await materials({ material: 'stainless steel', threshold: 0.9 }))).not.toContain('BR-7');
  });

  it('knows specification, finish and thickness in any unit', async () => {
    expect(namesOf(await materials({ spec: 'b209' }))).toEqual(['INCH-1.pdf']);
    expect((await materials({ finish: 'zinc*' })).pagination.total).toBe(4);
    expect(namesOf(await materials({ thickness_min: 0.24, thickness_max: 0.26, unit: 'inch' }))).toEqual(['BR-7']);
    expect(namesOf(await materials({ thickness_min: 6, thickness_max: 6 }))).toEqual(['FL-2041', 'copy of FL-2041.pdf']);
  });
});

describe('projects', () => {
  const projects = (query: Record<string, string | number>) => ask(served, '/api/search/projects', query);

  it('lists groups of a project with all their files', async () => {
    const list = await projects({ code: '12345' });
    expect(filesOf(list)).toEqual(['FL-2041.pdf', 'FL-2041.dxf', 'fl-2041.prt.3']);
    expect(namesOf(await projects({ code: '123*' }))).toEqual(['FL-2041', 'BR-7']);
  });

  it('adds figures when asked', async () => {
    const body = await served.json('/api/search/projects?stats=true');
    expect(body).toMatchObject({
      stats: [
        { project_code: '12345', groups: 1, files: 3, needs_review: 0, files_by_type: { pdf: 1, dxf: 1, creo_prt: 1 } },
        { project_code: '12399', groups: 1, files: 1 },
      ],
    });
    expect(await served.json('/api/search/projects?code=12345')).not.toHaveProperty('stats');
  });
});

describe('full text', () => {
  const fulltext = (q: string, query: Record<string, string | number> = {}) =>
    ask(served, '/api/search/fulltext', { q, ...query });

  it('wants all words, anywhere in a document', async () => {
    expect(namesOf(await fulltext('flange gasket')).sort()).toEqual(['BR-7', 'FL-2041', 'copy of FL-2041.pdf']);
    expect(namesOf(await fulltext('flange bracket'))).toEqual(['BR-7']);
  });

  it('takes words as beginnings and phrases as they are', async () => {
    expect(namesOf(await fulltext('brack'))).toEqual(['BR-7']);
    expect(namesOf(await fulltext('"sharp edges"'))).toEqual(['FL-2041', 'copy of FL-2041.pdf']);
    expect((await fulltext('"edges sharp"')).pagination.total).toBe(0);
    expect((await fulltext('"sharp edge"')).pagination.total).toBe(0);
  });

  it('finds numbers with hyphens by their beginning, although the parser takes them apart', async () => {
    for (const q of ['AB-12C', 'AB-12', 'ab-1', 'FL-2041']) expect(namesOf(await fulltext(q)), q).not.toEqual([]);
  });

  it('knows OR', async () => {
    expect(namesOf(await fulltext('"sharp corners" | press')).sort()).toEqual(['BR-7', 'INCH-1.pdf']);
  });

  it('looks only where it is told', async () => {
    expect(namesOf(await fulltext('flange', { scope: 'bom' }))).toEqual(['BR-7']);
    expect(filesOf(await fulltext('flange', { scope: 'parameters' }))).toEqual(['fl-2041.prt.3']);
    expect(namesOf(await fulltext('6061', { scope: 'materials' }))).toEqual(['INCH-1.pdf']);
    expect(namesOf(await fulltext('h7', { scope: 'dimensions' }))).toEqual(['FL-2041', 'copy of FL-2041.pdf']);
  });

  it('does not make a phrase of what stands in different rows', async () => {
    expect(filesOf(await fulltext('"neck flange"', { scope: 'parameters' }))).toEqual(['fl-2041.prt.3']);
    // The next row begins with PRO_MP_AREA.
    expect((await fulltext('"flange pro"', { scope: 'parameters' })).pagination.total).toBe(0);
    expect((await fulltext('"flange zzrowendzz"', { scope: 'parameters' })).pagination.total).toBe(0);
  });

  it('marks what matched in plain text and names the page', async () => {
    const list = await fulltext('torque check');
    expect(list.results[0]?.files[0]?.match_details[0]).toMatchObject({
      scope: 'text',
      page: 2,
      snippet: '⟦TORQUE⟧ <b>40</b> NM & ⟦CHECK⟧',
    });
  });

  it.each(["':*&!() <-> torque", "torque'", 'torque \\', 'torque:*', 'torque & | !', '((torque))'])(
    'takes %s for words',
    async (q) => {
      expect(namesOf(await fulltext(q))).toEqual(['FL-2041', 'copy of FL-2041.pdf']);
    },
  );
});

describe('one box', () => {
  const everything = (q: string, query: Record<string, string | number> = {}) => ask(served, '/api/search', { q, ...query });

  it('puts those who carry the number before those who mention it', async () => {
    const list = await everything('fl-2041');
    expect(namesOf(list)).toEqual(['FL-2041', 'copy of FL-2041.pdf', 'BR-7']);
    expect(list.results.map(({ why }) => why[0]?.signal)).toEqual(['number', 'number', 'number']);
    expect(list.results[2]?.files[0]?.match_details[0]).toMatchObject({
      signal: 'number',
      field: 'bom_part_number',
      snippet: 'FL-2041',
    });
  });

  it('finds part numbers, file names and numbers that are misspelled', async () => {
    expect(namesOf(await everything('BR-7-A'))[0]).toBe('BR-7');
    expect(namesOf(await everything('INCH-1'))[0]).toBe('INCH-1.pdf');
    const alike = await everything('FL-2014');
    expect(namesOf(alike)).toContain('FL-2041');
    expect(alike.results[0]?.why.map(({ signal }) => signal)).toEqual(['trigram']);
  });

  it('says why with a rank and what matched', async () => {
    const [first] = (await everything('weld neck')).results;
    expect(first?.why).toContainEqual(expect.objectContaining({ signal: 'fulltext', rank: 1 }));
    expect(first?.why[0]?.snippet).toContain('⟦WELD⟧ ⟦NECK⟧');
  });

  it('takes a percent sign for no wildcard', async () => {
    expect((await everything('%1%')).results.filter(({ why }) => why.some(({ signal }) => signal === 'number'))).toEqual([]);
  });
});

describe('pages', () => {
  it('tile the whole list without overlap, and count all of it', async () => {
    const whole = await ask(served, '/api/search/fulltext', { q: 'a | b | f | s | 1' });
    const pages: string[] = [];
    for (let offset = 0; offset < whole.pagination.total; offset++) {
      const page = await ask(served, '/api/search/fulltext', { q: 'a | b | f | s | 1', limit: 1, offset });
      expect(page.pagination).toEqual({ limit: 1, offset, total: whole.pagination.total });
      pages.push(...namesOf(page));
    }
    expect(whole.pagination.total).toBeGreaterThan(3);
    expect(pages).toEqual(namesOf(whole));
  });

  it.each([
    '/api/search/dimensions?value=25.4',
    '/api/search?q=FL-2041',
    '/api/search/projects?code=*',
    '/api/search/fulltext?q=flange',
  ])('beyond the end still tell the true total: %s', async (path) => {
    const first = await served.json(path);
    const beyond = await served.json(`${path}&offset=500`);
    expect(beyond).toMatchObject({ result_count: 0, results: [] });
    const total = (body: unknown) => (body as { pagination: { total: number } }).pagination.total;
    expect(total(beyond)).toBe(total(first));
    expect(total(first)).toBeGreaterThan(0);
  });

  it('are the same bytes each time', async () => {
    const read = async () => (await served.get('/api/search?q=flange')).text();
    expect(await read()).toBe(await read());
  });
});
