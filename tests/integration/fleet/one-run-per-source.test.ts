import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeInventory } from '../../../adapters/inventory/take-inventory.js';
import { InventoryStore } from '../../../adapters/postgres/inventory-store.js';
import { readLedger } from '../../../adapters/postgres/ledger.js';
import { PostgresRunStore, SourceAtWork } from '../../../adapters/postgres/run-store.js';
import { noObjectStorage } from '../../../adapters/source/object-storage/settings.js';
import { Sources } from '../../../adapters/source/sources.js';
import { produceRun, type ProducedRun } from '../../../cli/produce-run.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, smallDxf, type TestFolder } from '../../support/files.js';
import { runEnd, startTestWorker } from '../../support/fleet.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';

let database: TestDatabase;
let redis: TestRedis;
let folder: TestFolder;
const files = 12;

beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  folder = openTestFolder();
  for (let sheet = 0; sheet < files; sheet++) folder.write(`archive/${sheet}.dxf`, smallDxf(`SHEET ${sheet}`));
  folder.write('other/1.dxf', smallDxf('OTHER'));
});

afterAll(async () => {
  folder.close();
  await redis.close();
  await database.close();
});

const produce = (supersede = false, name = 'archive'): Promise<ProducedRun> =>
  produceRun(database.sql, redis.url, {
    source: `${folder.path}/${name}`,
    sequential: false,
    phases: ['link', 'extract'],
    supersede,
  });
const statusOf = async (run: number): Promise<string> => (await new PostgresRunStore(database.sql).get(run)).status;

/** Two at once would take the files from each other: what a run has not queued yet belongs to the run that has seen it last. */
describe('a source has one run at a time', () => {
  it('of two that are started at once one is refused, and takes no file', async () => {
    const settled = await Promise.allSettled([produce(), produce()]);
    const begun = settled.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value.run.id);
    expect(begun).toHaveLength(1);
    const refusal: unknown = settled.find((outcome) => outcome.status === 'rejected')?.reason;
    expect(refusal).toBeInstanceOf(SourceAtWork);
    expect((refusal as Error).message).toContain(`run ${begun[0]} over ${folder.path}`);
    expect(await database.sql`SELECT DISTINCT last_seen_run AS run FROM files`).toEqual([{ run: begun[0] }]);
  });

  it('another source is free', async () => {
    const { run, givenUp } = await produce(false, 'other');
    expect(givenUp).toEqual([]);
    expect(await statusOf(run.id)).toBe('running');
  });

  it('one that is superseded does nothing more, and the later one has every file', async () => {
    const { run, givenUp } = await produce(true);
    const [earlier = 0] = givenUp;
    expect(givenUp).toHaveLength(1);
    const worker = await startTestWorker(database, redis);
    try {
      expect(await runEnd(database, run.id)).toBe('completed');
    } finally {
      await worker.stop(1_000);
    }
    expect(await readLedger(database.sql, run.id)).toMatchObject({ completed: files, lost: 0, adds_up: true });
    // A coordinator of it may just have been judging its phase.
    await new PostgresRunStore(database.sql).setStatus(earlier, 'held');
    expect(await statusOf(earlier)).toBe('cancelled');
    expect(await database.sql`SELECT FROM extraction_jobs WHERE run_id = ${earlier}`).toHaveLength(0);
  });

  it('one that is held is given up for the next', async () => {
    const { run } = await produce();
    await new PostgresRunStore(database.sql).setStatus(run.id, 'held');
    expect(await produce()).toMatchObject({ givenUp: [run.id] });
    expect(await statusOf(run.id)).toBe('cancelled');
  });

  it('an inventory that is given up while it is taken ends with that, and begins no run', async () => {
    const [uri, options] = [`${folder.path}/archive`, { sequential: false, phases: ['extract'] as const }];
    const store = new PostgresRunStore(database.sql);
    const { run: earlier } = await store.create(uri, options, true);
    const { run: later } = await store.create(uri, options, true);
    const inventory = takeInventory(new InventoryStore(database.sql), {
      source: new Sources(database.sql, { storage: noObjectStorage }).of(uri),
      sourceId: earlier.sourceId,
      runId: earlier.id,
      extractableFormats: ['dxf'],
    });
    await expect(inventory).rejects.toThrow(`run ${earlier.id} was given up for a later one`);
    expect([await statusOf(earlier.id), await statusOf(later.id)]).toEqual(['cancelled', 'inventory']);
  });
});
