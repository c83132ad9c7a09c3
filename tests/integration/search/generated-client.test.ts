import { createClient } from '@hey-api/openapi-ts';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSearchApp } from '../../../search/app.js';
import { createOpenApiDocument } from '../../../search/openapi.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';
import { seedArchive, type Archive } from './archive.js';
import { serve, type Served } from './serve.js';

/** A client that a generator makes from the published document, without anything of this project but the document. */

type Call = (options: object) => Promise<{ data?: Record<string, unknown>; error?: Record<string, unknown> }>;

let database: TestDatabase;
let archive: Archive;
let served: Served;
let folder: TestFolder;
let index: string;

beforeAll(async () => {
  folder = openTestFolder();
  database = await openTestDatabase();
  archive = await seedArchive(database.sql);
  served = await serve(createSearchApp({ sql: database.sql, version: '1' }));
  const path = join(folder.path, 'client');
  await createClient({
    input: JSON.parse(JSON.stringify(createOpenApiDocument('1'))) as Record<string, unknown>,
    output: { path },
    plugins: ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
    logs: { level: 'silent' },
  });
  index = join(path, 'index.ts');
});
afterAll(async () => {
  await served.close();
  await database.close();
  folder.close();
});

describe('a generated client', () => {
  it('compiles under strict rules, and knows the names of parameters and results', () => {
    const use = folder.write(
      'client/use.ts',
      `import { searchDimensions, searchEverything, readFile } from './index';
       const found = await searchEverything({ query: { q: 'FL-2041', limit: 5 } });
       export const paths: string[] = found.data?.results.flatMap((result) => result.files.map((file) => file.path)) ?? [];
       export const total: number | undefined = (await searchDimensions({ query: { value: 25.4 } })).data?.pagination.total;
       // @ts-expect-error there is no such parameter
       await searchDimensions({ query: { colour: 'red' } });
       // @ts-expect-error a file is asked for by its id
       await readFile({});`,
    );
    const program = ts.createProgram([index, use], {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
    });
    const said = ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
    expect(said).toEqual([]);
  });

  it('asks every list and reads its answers', async () => {
    const client = (await import(pathToFileURL(index).href)) as Record<string, Call>;
    const ask = async (name: string, options: object): Promise<Record<string, unknown> | undefined> => {
      const answer = await client[name]?.({ baseUrl: served.url, ...options });
      return answer?.data ?? answer?.error;
    };
    const found = { pagination: { total: expect.any(Number) as number }, results: expect.any(Array) as unknown[] };
    expect(await ask('searchEverything', { query: { q: 'FL-2041' } })).toMatchObject(found);
    expect(await ask('searchDimensions', { query: { value: 25.4 } })).toMatchObject(found);
    expect(await ask('searchParameters', { query: { name: 'PRO_MP_*' } })).toMatchObject(found);
    expect(await ask('searchMaterials', { query: { material: 'stainless' } })).toMatchObject(found);
    expect(await ask('searchProjects', { query: { code: '*' } })).toMatchObject(found);
    expect(await ask('searchFulltext', { query: { q: 'gasket' } })).toMatchObject(found);
    expect(await ask('readGroup', { path: { id: archive.group.flange } })).toMatchObject({ id: archive.group.flange });
    expect(await ask('readFile', { path: { id: archive.file['FL-2041.pdf'] } })).toMatchObject({
      file: { id: archive.file['FL-2041.pdf'] },
    });
    expect(await ask('searchSimilar', { body: { text: 'weld neck flange' } })).toMatchObject({
      results: expect.any(Array) as unknown[],
    });
    expect(await ask('readFile', { path: { id: 999_999 } })).toMatchObject({ error: expect.any(String) as string });
  });
});
