import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptReview, setGroup, unsetGroup } from '../../../adapters/postgres/link/decisions.js';
import { explainFile } from '../../../adapters/postgres/link/explain.js';
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
const files = [`${job}/88617-28.pdf`, `${job}/88617-28.dxf`, `${job}/PLAN.pdf`, `${job}/lobby desk.pdf`];

const groupNamed = async (name: string): Promise<Record<string, unknown>> => {
  const [group] = await database.sql`SELECT * FROM document_groups WHERE name = ${name}`;
  if (group === undefined) throw new Error(`no group ${name}`);
  return group;
};

describe('a decision', () => {
  it('moves a file at once and outlives every later linking, until it is taken back', async () => {
    await archive.link(files);
    const before = await archive.versions();
    const sheet = await groupNamed('88617-28');
    const plan = await archive.fileId(`${job}/PLAN.pdf`);

    await setGroup(database.sql, plan, { id: Number(sheet['id']) }, { by: 'ann', reason: 'it is the plan of sheet 28' });
    const decided = {
      [`folder/${job.toLowerCase()}/name/lobby_desk`]: [`*${job}/lobby desk.pdf`],
      'sheet/88617-28': [`*${job}/88617-28.dxf`, `${job}/88617-28.pdf`, `${job}/PLAN.pdf`],
    };
    expect(await archive.groups()).toEqual(decided);
    expect(await groupNamed('88617-28')).toMatchObject({ id: sheet['id'], linking_method: 'manual', linking_confidence: '1.00' });

    await archive.link(files);
    expect(await archive.groups()).toEqual(decided);
    await archive.link([...files, `${job}/88617-28.prt.1`]);
    expect((await archive.groups())['sheet/88617-28']).toContain(`${job}/PLAN.pdf`);

    await unsetGroup(database.sql, plan);
    await archive.link(files);
    const after = await archive.versions();
    expect(after['groups']?.map((version) => version.split(' ')[0])).toEqual(
      expect.arrayContaining(before['groups']?.map((version) => version.split(' ')[0]) ?? []),
    );
    expect(await groupNamed('88617-28')).toMatchObject({ id: sheet['id'], linking_method: 'auto_filename' });
  });

  it('holds while its file is away and when the grammar reads the file anew', async () => {
    await archive.link(files);
    const plan = await archive.fileId(`${job}/PLAN.pdf`);
    await setGroup(database.sql, plan, { name: 'Lobby package' }, { by: 'ann' });
    await archive.link(files.filter((path) => !path.endsWith('PLAN.pdf')));
    expect(Object.keys(await archive.groups())).not.toContain('manual/lobby_package');
    await archive.link(files);
    await database.sql`UPDATE file_identities SET input_digest = 'of another grammar'`;
    await archive.run();
    expect((await archive.groups())['manual/lobby_package']).toEqual([`*${job}/PLAN.pdf`]);
    expect(await groupNamed('Lobby package')).toMatchObject({
      linking_method: 'manual',
      needs_review: false,
      project_code: '88617',
    });
  });

  it('makes a group of several files under a name of its own', async () => {
    await archive.link(files);
    for (const path of [`${job}/PLAN.pdf`, `${job}/lobby desk.pdf`]) {
      await setGroup(database.sql, await archive.fileId(path), { name: 'Lobby package' }, { by: 'ann' });
    }
    expect((await archive.groups())['manual/lobby_package']).toHaveLength(2);
  });

  it('is refused for a file or a group that is not there', async () => {
    await archive.link(files);
    const plan = await archive.fileId(`${job}/PLAN.pdf`);
    await expect(setGroup(database.sql, 999, { name: 'x' }, { by: 'ann' })).rejects.toThrow('file 999 is not linked yet');
    await expect(setGroup(database.sql, plan, { id: 999 }, { by: 'ann' })).rejects.toThrow('no document group 999');
    await expect(setGroup(database.sql, plan, { name: ' ' }, { by: 'ann' })).rejects.toThrow('needs a name');
    expect(await database.sql`SELECT 1 FROM link_decisions`).toHaveLength(0);
  });
});

describe('a review', () => {
  it('that accepts a group holds until there is a new reason', async () => {
    const rivals = [`${job}/a/88617-28.pdf`];
    await archive.link(rivals);
    const group = await groupNamed('88617-28');
    expect(group).toMatchObject({ needs_review: true, review_reasons: ['single_member'] });
    await acceptReview(database.sql, Number(group['id']), { by: 'ann' });
    await archive.link(rivals);
    expect(await groupNamed('88617-28')).toMatchObject({ needs_review: false, review_reasons: ['single_member'] });
    await archive.link([...rivals, `${job}/b/88617-28.pdf`]);
    expect(await groupNamed('88617-28')).toMatchObject({ needs_review: true, review_reasons: ['duplicate_role'] });
  });
});

describe('an explanation', () => {
  it('tells the rules, the place, the project and the part the file plays', async () => {
    await archive.link([
      { path: `Y:/${job}/REV - 0/71736-004_008 - Copy.dxf`, content: 'same' },
      { path: `Y:/${job}/71736-004_008.dxf`, content: 'same' },
      { path: `Y:/other/kept for later.dxf`, content: 'same' },
    ]);
    const copy = await explainFile(database.sql, `Y:\\${job}\\REV - 0\\71736-004_008 - Copy.dxf`);
    expect(copy.group).toMatchObject({ key: 'item/71736-004', name: '71736-004', linking_method: 'auto_filename' });
    expect(copy.members.map(({ path }) => path)).toEqual([
      `Y:/${job}/71736-004_008.dxf`,
      `Y:/${job}/REV - 0/71736-004_008 - Copy.dxf`,
    ]);
    expect(copy.sameContentElsewhere).toEqual(['Y:/other/kept for later.dxf']);
    expect(copy.sentences).toEqual([
      'The code in its name stands for itself, wherever the file lies. Its key is item/71736-004.',
      'Rules that matched: project, revision_folder, copy_suffix, item_part.',
      'Project 71736, told by its name.',
      'Revision 0.',
      `A copy: the same name and content as file ${await archive.fileId(`Y:/${job}/71736-004_008.dxf`)}.`,
      'Marked as a copy: "- Copy".',
      'The group: auto_filename, confidence 0.95.',
    ]);
    const original = await explainFile(database.sql, await archive.fileId(`Y:/${job}/71736-004_008.dxf`));
    expect(original).toMatchObject({ isPrimary: true });
    expect(original.sentences).toContain('It is the primary member.');
  });

  it('names who decided and why, and tells of files that are not linked', async () => {
    await archive.link([...files, `${job}/~$PLAN.xls`]);
    const plan = await archive.fileId(`${job}/PLAN.pdf`);
    await setGroup(database.sql, plan, { name: 'Lobby package' }, { by: 'ann', reason: 'same room' });
    expect((await explainFile(database.sql, plan)).sentences).toContain('ann put it into "Lobby package": same room.');
    expect((await explainFile(database.sql, `${job}/~$PLAN.xls`)).sentences).toEqual(['It is not linked because it is junk.']);
    await expect(explainFile(database.sql, 'nowhere.pdf')).rejects.toThrow('there is no file nowhere.pdf');
  });
});
