import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { explainFile } from '../../../adapters/postgres/link/explain.js';
import { linkModels } from '../../../adapters/postgres/link/models.js';
import { confirmSteps, linkSteps } from '../../../adapters/postgres/link/steps.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { TestArchive } from './archive.js';

let database: TestDatabase;
let archive: TestArchive;

beforeAll(async () => {
  database = await openTestDatabase();
  archive = new TestArchive(database.sql);
});
afterAll(() => database.close());
beforeEach(() => archive.reset());

const job = '88617_HARBOR HOTEL';

async function states(path: string, numbers: { drawing?: string; part?: string }): Promise<void> {
  await database.sql`
    INSERT INTO extracted_metadata (file_id, source_type, extractor, extractor_version, drawing_number, part_number)
    VALUES (${await archive.fileId(path)}, 'pdf', 'test', '1', ${numbers.drawing ?? null}, ${numbers.part ?? null})
    ON CONFLICT (file_id, source_type) DO UPDATE SET drawing_number = EXCLUDED.drawing_number, part_number = EXCLUDED.part_number`;
}

const reasons = async (key: string): Promise<unknown> =>
  (await database.sql`SELECT review_reasons FROM document_groups WHERE identity_key = ${key}`)[0]?.['review_reasons'];

describe('numbers found inside files', () => {
  const files = [
    `${job}/71736-004.prt.1`,
    `${job}/71736-004.pdf`,
    `${job}/lobby desk.pdf`,
    `${job}/PLAN.pdf`,
    `${job}/88617-28.pdf`,
  ];

  it('confirm, correct, contradict or suggest, and say so', async () => {
    await archive.link(files);
    await states(`${job}/71736-004.pdf`, { drawing: '71736-004' });
    await states(`${job}/lobby desk.pdf`, { drawing: 'SK-1', part: '71736-004 REV B' });
    await states(`${job}/PLAN.pdf`, { drawing: '71736-004' });
    await states(`${job}/88617-28.pdf`, { drawing: '71736-005' });
    await archive.run(confirmSteps);

    expect((await archive.groups())['item/71736-004']).toEqual([
      `*${job}/71736-004.prt.1`,
      `${job}/71736-004.pdf`,
      `${job}/lobby desk.pdf`,
    ]);
    const verdicts = await database.sql`
      SELECT f.name, m.evidence ->> 'stated_verdict' AS verdict, m.evidence ->> 'by' AS by
      FROM document_group_members m JOIN files f ON f.id = m.file_id WHERE m.evidence ? 'states' ORDER BY f.name COLLATE "C"`;
    expect(verdicts).toEqual([
      { name: '71736-004.pdf', verdict: 'confirms', by: 'name' },
      { name: '88617-28.pdf', verdict: 'contradicts', by: 'name' },
      { name: 'PLAN.pdf', verdict: 'suggests', by: 'name' },
      { name: 'lobby desk.pdf', verdict: 'corrects', by: 'content' },
    ]);
    expect(await reasons('sheet/88617-28')).toEqual(['single_member', 'content_contradicts']);
    expect(await reasons(`folder/${job.toLowerCase()}/name/plan`)).toContain('content_suggests');
    expect((await explainFile(database.sql, `${job}/lobby desk.pdf`)).sentences[0]).toBe(
      'It states the number 71736-004 REV B, which names the group "71736-004".',
    );
  });

  it('go on to hold in the next run, and give way when the number is gone', async () => {
    await archive.link(files);
    await states(`${job}/lobby desk.pdf`, { drawing: '71736-004' });
    await archive.run([...confirmSteps]);
    const linked = await archive.groups();
    const before = await archive.versions();
    await archive.link(files, [...linkSteps, ...confirmSteps]);
    expect(await archive.groups()).toEqual(linked);
    expect(await archive.versions()).toEqual(before);

    await states(`${job}/lobby desk.pdf`, {});
    await archive.run([...confirmSteps]);
    expect((await archive.groups())['item/71736-004']).not.toContain(`${job}/lobby desk.pdf`);
  });
});

describe('models (D4)', () => {
  it('are joined to the members they were read from, and to copies of them', async () => {
    const [model, copy, drawing] = [`${job}/71736-004.prt.1`, `${job}/b/71736-004.prt.1`, `${job}/71736-004.pdf`];
    await archive.link([{ path: model, content: 'same' }, { path: copy, content: 'same' }, drawing]);
    const [modelId, copyId] = [await archive.fileId(model), await archive.fileId(copy)];
    await database.sql`
      INSERT INTO extraction_jobs (run_id, file_id, job_type, status, same_as_file_id) VALUES
        (${archive.runId}, ${modelId}, 'creo_part', 'completed', NULL), (${archive.runId}, ${copyId}, 'creo_part', 'skipped', ${modelId})`;
    const [row] = await database.sql<{ id: number }[]>`INSERT INTO cad_models (file_id) VALUES (${modelId}) RETURNING id`;
    await linkModels(database.sql, archive.runId);
    const members = await database.sql`
      SELECT f.storage_key AS path, m.cad_model_id FROM document_group_members m JOIN files f ON f.id = m.file_id ORDER BY f.id`;
    expect(members).toEqual([
      { path: model, cad_model_id: row?.id },
      { path: copy, cad_model_id: row?.id },
      { path: drawing, cad_model_id: null },
    ]);
    const before = await archive.versions();
    await linkModels(database.sql, archive.runId);
    await archive.run();
    expect(await archive.versions()).toEqual(before);
  });

  it('are joined as components to the assembly that lists them, in their latest version beside it', async () => {
    const files = ['frame.asm.2', 'bar.prt.1', 'bar.prt.2', 'leg.asm.1', 'elsewhere/post.prt.1'].map((name) => `${job}/${name}`);
    await archive.link(files);
    const models = new Map<string, number>();
    for (const file of files) {
      const [row] = await database.sql<{ id: number }[]>`
        INSERT INTO cad_models (file_id) VALUES (${await archive.fileId(file)}) RETURNING id`;
      models.set(file, row?.id ?? 0);
    }
    await database.sql`
      INSERT INTO cad_assembly_relations (parent_model_id, child_name, relation_type)
      SELECT ${models.get(`${job}/frame.asm.2`) ?? 0}, name, type::assembly_relation_type
      FROM (VALUES ('BAR', 'component'), ('leg.asm', 'subassembly'), ('post', 'component')) AS v (name, type)`;
    await linkModels(database.sql, archive.runId);
    const lines =
      await database.sql`SELECT child_name, child_model_id FROM cad_assembly_relations ORDER BY child_name COLLATE "C"`;
    expect([...lines]).toEqual([
      { child_name: 'BAR', child_model_id: models.get(`${job}/bar.prt.2`) },
      { child_name: 'leg.asm', child_model_id: models.get(`${job}/leg.asm.1`) },
      { child_name: 'post', child_model_id: null },
    ]);
  });
});
