import { mkdirSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRunLog } from '../../../adapters/postgres/logs/read-run-log.js';
import { readLedger } from '../../../adapters/postgres/ledger.js';
import { FolderSource } from '../../../adapters/source/folder-source.js';
import { produceRun } from '../../../cli/produce-run.js';
import { table } from '../../../cli/table.js';
import type { WorkerProcess } from '../../../cli/worker-process.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, smallDxf, type TestFolder } from '../../support/files.js';
import { runEnd, startTestWorker } from '../../support/fleet.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';

let database: TestDatabase;
let redis: TestRedis;
let folder: TestFolder;
let worker: WorkerProcess;

/** Names of Latin-1, twice the same but for one byte, and a folder and a name of Windows-1251. */
const drawings = {
  'Größe.dxf': Buffer.from('Gr\xf6\xdfe.dxf', 'latin1'),
  'Grüße.dxf': Buffer.from('Gr\xfc\xdfe.dxf', 'latin1'),
  'Чертежи/Вал 7.dxf': Buffer.from('\xd7\xe5\xf0\xf2\xe5\xe6\xe8/\xc2\xe0\xeb 7.dxf', 'latin1'),
};

/** File systems of Windows and macOS hold text. */
describe.skipIf(process.platform !== 'linux')('files whose names are no UTF-8', () => {
  beforeAll(async () => {
    [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
    folder = openTestFolder();
    const below = (name: Buffer): Buffer => Buffer.concat([Buffer.from(`${folder.path}/`), name]);
    mkdirSync(below(Buffer.from('\xd7\xe5\xf0\xf2\xe5\xe6\xe8', 'latin1')));
    for (const [words, name] of Object.entries(drawings)) writeFileSync(below(name), smallDxf(`SHEET ${words}`));
    folder.write('Größe 2.dxf', smallDxf('SHEET 2'));
    worker = await startTestWorker(database, redis);
  });
  afterAll(async () => {
    await worker.stop(1_000);
    folder.close();
    await redis.close();
    await database.close();
  });

  it('are read like others, and found by the words of their names', async () => {
    const { run, inventory } = await produceRun(database.sql, redis.url, { source: folder.path, sequential: false });
    expect(inventory).toMatchObject({ inputs: 4, present: 4, unreadable: 0 });
    expect(await runEnd(database, run.id)).toBe('completed');
    expect(await readLedger(database.sql, run.id)).toMatchObject({ completed: 4, missing: 0, adds_up: true });
    const rows = await database.sql<{ path: string; name: string; text: string }[]>`
      SELECT f.normalized_path AS path, f.name, t.text FROM files f JOIN extracted_text t ON t.file_id = f.id ORDER BY f.normalized_path COLLATE "C"`;
    expect(rows.map(({ path }) => path)).toEqual(['Größe 2.dxf', 'Größe.dxf', 'Grüße.dxf', 'Чертежи/Вал 7.dxf']);
    for (const { path, text } of rows.slice(1, 3)) expect(text).toContain(`SHEET ${path}`);
    const question = { runId: run.id, file: 'Вал 7.dxf', errorClass: null, level: 30, limit: 10, after: null };
    expect(await readRunLog(database.sql, question)).not.toEqual([]);
  });

  it('keep their bytes in the storage key, by which they are opened again and shown', async () => {
    const rows = await database.sql<{ key: string; name: string }[]>`
      SELECT storage_key AS key, name FROM files ORDER BY normalized_path COLLATE "C"`;
    const source = new FolderSource(folder.path);
    for (const { key, name } of rows.slice(1, 3)) {
      const bytes = await buffer(await source.read(key));
      expect(bytes.toString()).toContain(`SHEET ${name}`);
      const opened = await source.open(key, new AbortController().signal);
      expect(await opened.folder.names()).toContain(key);
      expect(await opened.folder.path(key)).toBe(opened.path);
    }
    const inside = await source.open(rows[3]?.key ?? '', new AbortController().signal);
    expect(await inside.folder.names('..')).toContain(rows[1]?.key);
    source.close();
    expect(table(['file'], [[rows[1]?.key ?? ''], [rows[2]?.key ?? '']])).toBe(
      'file\n---------------\nGr\\xF6\\xDFe.dxf\nGr\\xFC\\xDFe.dxf',
    );
  });
});
