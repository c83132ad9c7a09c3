import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Readable } from 'node:stream';
import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embedFiles } from '../../../adapters/postgres/embed/embed-range.js';
import { createSearchApp } from '../../../search/app.js';
import { createOpenApiDocument } from '../../../search/openapi.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { seedArchive, type Archive } from './archive.js';
import { serve, type Served } from './serve.js';

const document = JSON.parse(JSON.stringify(createOpenApiDocument('1'))) as Record<string, unknown>;
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(document, 'api');

let database: TestDatabase;
let archive: Archive;
let app: Express;
let served: Served;

beforeAll(async () => {
  database = await openTestDatabase();
  archive = await seedArchive(database.sql);
  const options = { encoders: {}, readArtifact: () => Promise.reject(new Error('none')) };
  await embedFiles(database.sql, { runId: archive.runId, from: 0, to: 1_000_000 }, options);
  await database.sql`
    INSERT INTO extracted_artifacts (metadata_id, file_id, name, storage_key, media_type, byte_size)
    SELECT id, file_id, 'preview.png', 'a/b c.png', 'image/png', 3 FROM extracted_metadata WHERE file_id = ${archive.file['BR-7.dxf']}`;
  app = createSearchApp({
    sql: database.sql,
    version: '1',
    readArtifact: () => Promise.resolve(Readable.from(['png'])),
    readSourceFile: () => Promise.resolve(new Uint8Array([1, 2, 3])),
  });
  served = await serve(app);
});
afterAll(async () => {
  await served.close();
  await database.close();
});

/** Asks as a generated client would, and holds the answer against the schema that the document gives for its status. */
async function expectDocumented(method: 'get' | 'post', template: string, request: string, status: number, body?: object) {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(`${served.url}${request}`, { method: method.toUpperCase(), ...init });
  expect([request, response.status]).toEqual([request, status]);
  const at = `${template.replaceAll('/', '~1')}/${method}/responses/${status}/content/application~1json/schema`;
  const validate = ajv.compile({ $ref: `api#/paths/${at}` });
  expect([request, validate(await response.json()), validate.errors]).toEqual([request, true, null]);
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(document);
    expect([valid, errors]).toEqual([true, undefined]);
  });

  it('describes every route that is served, and no other', () => {
    const routes = app.router.stack.flatMap(({ route }) => (route === undefined ? [] : [route.path]));
    const served = routes.map((path) => path.replace(/[:*](\w+)/gu, '{$1}')).filter((path) => path !== '/openapi.json');
    expect(Object.keys(createOpenApiDocument('1').paths ?? {}).sort()).toEqual(served.sort());
  });

  it('tells the truth about every answer', async () => {
    const { file, group } = archive;
    await expectDocumented('get', '/', '/', 200);
    for (const request of [
      '/api/search?q=FL-2041',
      '/api/search?q=gasket&filter=project%3D12399&semanticRatio=0.2',
      '/api/search/dimensions?value=25.4',
      '/api/search/parameters?name=PRO_MP_*',
      '/api/search/materials?material=stainless',
      '/api/search/projects?code=*&stats=true',
      '/api/search/fulltext?q=gasket',
    ]) {
      await expectDocumented('get', request.split('?')[0] ?? '', request, 200);
    }
    await expectDocumented('get', '/api/groups/{id}', `/api/groups/${group.flange}`, 200);
    for (const id of Object.values(file)) await expectDocumented('get', '/api/files/{id}', `/api/files/${id}`, 200);
    await expectDocumented('post', '/api/search/similar', '/api/search/similar', 200, { file_id: file['FL-2041.pdf'] });
    await expectDocumented('post', '/api/search/similar', '/api/search/similar', 200, { text: 'weld neck flange', limit: 3 });
  });

  it('tells the truth about every failure', async () => {
    await expectDocumented('get', '/api/search', '/api/search', 400);
    await expectDocumented('get', '/api/search/dimensions', '/api/search/dimensions?colour=red', 400);
    await expectDocumented('get', '/api/files/{id}', '/api/files/999999', 404);
    await expectDocumented('get', '/api/artifacts/{key}', '/api/artifacts/nothing', 404);
    await expectDocumented('post', '/api/search/similar', '/api/search/similar', 404, { file_id: 999_999 });
    await expectDocumented('post', '/api/search/similar', '/api/search/similar', 415);
  });

  it('names pictures by a key that a client may write as one path segment', async () => {
    for (const key of ['a/b%20c.png', encodeURIComponent('a/b c.png')]) {
      const response = await served.get(`/api/artifacts/${key}`);
      expect([key, response.status, await response.text()]).toEqual([key, 200, 'png']);
    }
  });
});
