import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeInventory } from '../../../adapters/inventory/take-inventory.js';
import { InventoryStore, type InventoryFigures } from '../../../adapters/postgres/inventory-store.js';
import { PostgresRunStore } from '../../../adapters/postgres/run-store.js';
import { FolderSource } from '../../../adapters/source/folder-source.js';
import type { Source, SourceEntry } from '../../../adapters/source/source.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, smallDxf, type TestFolder } from '../../support/files.js';

let database: TestDatabase;
let folder: TestFolder;
let reads = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  folder = openTestFolder();
  folder.write('71736/71736-004.dxf', smallDxf('A'));
  folder.write('71736/copy/71736-004 - Copy.dxf', smallDxf('A'));
  folder.write('71736/body.prt.2', '#UGC:2 PART 1');
  folder.write('71736/body.prt.10', '#UGC:2 PART 2');
  folder.write('71736/Thumbs.db', 'x');
  folder.write('71736/empty.pdf', '');
  folder.write('notes.txt', 'hello');
});

afterAll(async () => {
  folder.close();
  await database.close();
});

async function inventory(
  limit?: number,
  source: Source = new FolderSource(folder.path),
): Promise<{ runId: number; figures: InventoryFigures }> {
  const runs = new PostgresRunStore(database.sql);
  const { run } = await runs.create(folder.path, { sequential: false, phases: ['link'] }, true);
  const figures = await takeInventory(new InventoryStore(database.sql), {
    source,
    sourceId: run.sourceId,
    runId: run.id,
    extractableFormats: ['dxf', 'pdf', 'creo_prt'],
    ...(limit === undefined ? {} : { limit }),
    onProgress: ({ read }) => void (reads = read),
  });
  return { runId: run.id, figures };
}

describe('inventory of a folder', () => {
  it('counts every file once, by what it is', async () => {
    const { figures } = await inventory();
    expect(figures).toMatchObject({
      inputs: 7,
      present: 6,
      junk: 1,
      unreadable: 0,
      vanished: 0,
      byFormat: { dxf: 2, creo_prt: 2, pdf: 1, text: 1 },
    });
    expect(figures.withoutProcessor).toEqual({ text: 1 });
    expect(figures.distinctContents).toBe(5);
  });

  it('counts a file once that is listed twice', async () => {
    const once = new FolderSource(folder.path);
    const twice = Object.create(once, {
      list: {
        value: async function* () {
          for await (const entry of once.list()) yield* [entry, entry];
        },
      },
      describe: { value: (key: string) => once.describe(key) },
      inspect: { value: (entry: SourceEntry) => once.inspect(entry) },
    }) as Source;
    expect((await inventory(undefined, twice)).figures).toMatchObject({ inputs: 7, present: 6, junk: 1, vanished: 0 });
  });

  it('reads the names of files it knows as this version of the program does', async () => {
    const name = 'body.prt.10';
    await database.sql`UPDATE files SET extension = '10', creo_base = NULL, creo_version = NULL WHERE name = ${name}`;
    await inventory();
    const [row] = await database.sql`SELECT extension, creo_version, is_latest FROM files WHERE name = ${name}`;
    expect(row).toEqual({ extension: 'prt', creo_version: 10, is_latest: true });
  });

  it('knows the current version of a Creo model', async () => {
    const rows = await database.sql<
      { name: string; is_latest: boolean }[]
    >`SELECT name, is_latest FROM files WHERE creo_base IS NOT NULL ORDER BY creo_version`;
    expect(rows.map((row) => [row.name, row.is_latest])).toEqual([
      ['body.prt.2', false],
      ['body.prt.10', true],
    ]);
  });

  it('reads nothing of an unchanged folder again, and keeps ids', async () => {
    const before = await database.sql`SELECT id, storage_key, content_hash FROM files ORDER BY id`;
    reads = -1;
    const { figures } = await inventory();
    expect(reads).toBe(0);
    expect(figures.inputs).toBe(7);
    expect([...(await database.sql`SELECT id, storage_key, content_hash FROM files ORDER BY id`)]).toEqual([...before]);
  });

  it('takes only the first files of a dry run, and does not take the others for gone', async () => {
    expect((await inventory(3)).figures).toMatchObject({ inputs: 3, vanished: 0 });
    expect((await inventory()).figures).toMatchObject({ inputs: 7, vanished: 0 });
  });

  it('tells what has gone and what has changed', async () => {
    folder.remove('71736/body.prt.10');
    folder.write('notes.txt', 'hello again');
    const { figures } = await inventory();
    expect(figures).toMatchObject({ inputs: 6, vanished: 1 });
    expect(reads).toBe(1);
    const rows = await database.sql<
      { name: string; is_latest: boolean; status: string }[]
    >`SELECT name, is_latest, status FROM files WHERE creo_base IS NOT NULL ORDER BY creo_version`;
    expect(rows.map((row) => [row.name, row.is_latest, row.status])).toEqual([
      ['body.prt.2', true, 'present'],
      ['body.prt.10', false, 'missing'],
    ]);
  });
});
