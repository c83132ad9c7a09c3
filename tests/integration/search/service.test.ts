import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSearchApp, type SearchAppOptions } from '../../../search/app.js';
import { FileView, GroupView } from '../../../search/contract/views.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { seedArchive, type Archive } from './archive.js';
import { serve, type Served } from './serve.js';

let database: TestDatabase;
let archive: Archive;

beforeAll(async () => {
  database = await openTestDatabase();
  archive = await seedArchive(database.sql);
});
afterAll(() => database.close());

async function withApp(options: Partial<SearchAppOptions>, test: (served: Served) => Promise<void>): Promise<void> {
  const served = await serve(createSearchApp({ sql: database.sql, version: '1.2.3', ...options }));
  try {
    await test(served);
  } finally {
    await served.close();
  }
}

describe('documents', () => {
  it('shows a group with its files and what they are', () =>
    withApp({}, async (served) => {
      const group = GroupView.strict().parse(await served.json(`/api/groups/${archive.group.flange}`));
      expect(group.files.map(({ filename, is_primary }) => [filename, is_primary])).toEqual([
        ['FL-2041.pdf', true],
        ['FL-2041.dxf', false],
        ['fl-2041.prt.3', false],
      ]);
      expect(group.files[0]).toMatchObject({ title: 'FLANGE, WELD NECK', drawing_number: 'FL-2041' });
    }));

  it('shows a file with all facts, and a copy those of its twin', () =>
    withApp({}, async (served) => {
      const own = FileView.strict().parse(await served.json(`/api/files/${archive.file['FL-2041.pdf']}`));
      const copy = FileView.strict().parse(await served.json(`/api/files/${archive.file['copy of FL-2041.pdf']}`));
      expect(own.extractions).toHaveLength(1);
      expect(own.extractions[0]?.dimensions.map((dimension) => dimension['label'])).toEqual(['25.4 ±0.1', 'Ø120 h7', '45°']);
      expect(own.extractions[0]?.texts.map((text) => text['page'])).toEqual([1, 2]);
      expect(copy.extractions).toEqual(own.extractions);
      expect(copy.extractions[0]?.facts_from_file_id).toBe(own.file.id);
      expect(copy.copies).toEqual([{ id: own.file.id, path: 'FL-2041.pdf' }]);
      expect(copy.file.content_url).toBeNull();
    }));

  it('tells what is not there and what is no id', () =>
    withApp({}, async (served) => {
      expect((await served.get('/api/groups/999')).status).toBe(404);
      expect((await served.get('/api/files/999')).status).toBe(404);
      for (const id of ['0', '-1', 'x', '1e3', '99999999999999999999'])
        expect((await served.get(`/api/files/${id}`)).status, id).toBe(400);
      expect((await served.get('/api/nothing')).status).toBe(404);
    }));

  it('sends the file itself as a download that a browser will not run', () =>
    withApp({ readSourceFile: (source, key) => Promise.resolve(Buffer.from(`${source}|${key}`)) }, async (served) => {
      const view = FileView.parse(await served.json(`/api/files/${archive.file['BR-7.dxf']}`));
      expect(view.file.content_url).toBe(`/api/files/${archive.file['BR-7.dxf']}/content`);
      const response = await served.get(view.file.content_url ?? '');
      expect(await response.text()).toBe('file:///archive|BR-7.dxf');
      expect(response.headers.get('content-disposition')).toBe('attachment; filename=BR-7.dxf');
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
      expect(response.headers.get('content-security-policy')).toContain('sandbox');
      expect((await served.get(`/api/files/${archive.file['GONE.pdf']}/content`)).status).toBe(404);
    }));

  it('sends a picture that was derived from a document, and nothing else of its store', () =>
    withApp({ readArtifact: (key) => Promise.resolve(Readable.from([Buffer.from(`picture ${key}`)])) }, async (served) => {
      const key = 'ab/abcd/dxf-1/preview.webp';
      await database.sql`
        INSERT INTO extracted_artifacts (metadata_id, file_id, name, storage_key, media_type, byte_size)
        SELECT id, file_id, 'preview.webp', ${key}, 'image/webp', 7 FROM extracted_metadata
        WHERE file_id = ${archive.file['FL-2041.pdf']}`;
      const view = FileView.parse(await served.json(`/api/files/${archive.file['FL-2041.pdf']}`));
      expect(view.extractions[0]?.artifacts).toMatchObject([{ name: 'preview.webp', storage_key: key }]);
      const response = await served.get(`/api/artifacts/${key}`);
      expect(await response.text()).toBe(`picture ${key}`);
      expect(response.headers.get('content-type')).toBe('image/webp');
      expect((await served.get('/api/artifacts/ab/abcd/dxf-1/other.webp')).status).toBe(404);
      expect((await served.get('/api/artifacts/..%2F..%2Fetc%2Fpasswd')).status).toBe(404);
      expect((await served.get('/api/artifacts/ab%00cd')).status).toBe(400);
    }));

  it('cuts a download that fails half way, so that nobody takes it for whole', () => {
    const told: string[] = [];
    const breaking = () =>
      Promise.resolve(
        Readable.from(
          (async function* () {
            yield Buffer.alloc(100_000);
            await Promise.resolve();
            throw new Error('the share is gone');
          })(),
        ),
      );
    return withApp({ readSourceFile: breaking, onError: (error) => told.push(String(error)) }, async (served) => {
      const response = await served.get(`/api/files/${archive.file['BR-7.dxf']}/content`);
      await expect(response.arrayBuffer()).rejects.toThrow();
      expect(told).toEqual(['Error: the share is gone']);
      expect((await served.get('/')).status).toBe(200);
    });
  });

  it('answers 404 when the archive does not give the file', () =>
    withApp({ readSourceFile: () => Promise.reject(new Error('ENOENT /secret/place')) }, async (served) => {
      const response = await served.get(`/api/files/${archive.file['BR-7.dxf']}/content`);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('secret');
    }));
});

describe('the service', () => {
  it('is healthy, documented and has a page', () =>
    withApp({}, async (served) => {
      expect(await served.json('/')).toEqual({ status: 'ok', service: 'extraction-fleet-search', version: '1.2.3' });
      expect(await served.json('/openapi.json')).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
      expect(await (await served.get('/docs/')).text()).toContain('swagger-ui');
      const page = await served.get('/ui/');
      expect(await page.text()).toContain('<form role="search"');
      expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    }));

  it('gives each answer an id, the one it was sent if that is sane', () =>
    withApp({}, async (served) => {
      expect((await served.get('/', { 'x-request-id': 'abc-1' })).headers.get('x-request-id')).toBe('abc-1');
      expect((await served.get('/', { 'x-request-id': 'a b<script>' })).headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/u);
      const failure = await served.get('/api/search/dimensions', { 'x-request-id': 'abc-2' });
      expect(failure.status).toBe(400);
      expect(await failure.json()).toMatchObject({ parameter: null, request_id: 'abc-2' });
    }));

  it('wants a token where one is set', () =>
    withApp({ tokens: { read: 'reading-token-1', admin: 'admin-token-1234' } }, async (served) => {
      expect((await served.get('/')).status).toBe(200);
      for (const path of ['/api/search?q=a', '/docs/', '/ui/', '/openapi.json', '/nothing']) {
        const refused = await served.get(path);
        expect(refused.status, path).toBe(401);
        expect(refused.headers.get('www-authenticate')).toContain('Basic');
      }
      expect((await served.get('/api/search?q=a', { authorization: 'Bearer reading-token-2' })).status).toBe(401);
      expect((await served.get('/api/search?q=a', { authorization: 'Bearer reading-token-1' })).status).toBe(200);
      expect((await served.get('/api/search?q=a', { authorization: 'Bearer admin-token-1234' })).status).toBe(200);
    }));

  it('limits the rate per client', () =>
    withApp({ requestsPerMinute: 3 }, async (served) => {
      const statuses: number[] = [];
      for (let n = 0; n < 4; n++) statuses.push((await served.get('/')).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
    }));

  it('leaks nothing of a fault but its id, and tells the log', async () => {
    const told: unknown[] = [];
    const lost = await openTestDatabase();
    const served = await serve(createSearchApp({ sql: lost.sql, version: '1', onError: (error, id) => told.push(id, error) }));
    await lost.close();
    const response = await served.get('/api/search?q=a', { 'x-request-id': 'lost-1' });
    const health = await served.get('/');
    await served.close();
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      error: expect.stringContaining('request id') as unknown,
      parameter: null,
      request_id: 'lost-1',
    });
    expect(told[0]).toBe('lost-1');
    expect(told[1]).toBeInstanceOf(Error);
    expect(health.status).toBe(503);
  });

  it('tells a query that is given up for its length from a fault', async () => {
    const cancelled = Object.assign(new Error('canceling statement'), { code: '57014' });
    const sql = Object.assign(() => Promise.resolve([]), {
      begin: () => Promise.reject(cancelled),
    }) as unknown as TestDatabase['sql'];
    await withApp({ sql }, async (served) => {
      const response = await served.get('/api/search?q=a');
      expect(response.status).toBe(503);
      expect(await response.text()).toContain('too long');
    });
  });
});
