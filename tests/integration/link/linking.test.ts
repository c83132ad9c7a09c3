import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkFigures } from '../../../adapters/postgres/link/figures.js';
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

const hotel = 'Y:/88000/88617_HARBOR HOTEL';

describe('linking', () => {
  it('joins everything of an item, wherever it lies, and nothing of another', async () => {
    await archive.link([
      `${hotel}/CAD/71736-004.prt.3`,
      `${hotel}/CAD/71736-004.prt.12`,
      `${hotel}/PDF/71736-004.pdf`,
      `${hotel}/71736-004_D-1.pdf`,
      `${hotel}/DXF/71736-004_008.dxf`,
      `${hotel}/DXF/71736-004_009.DXF`,
      'S:/71000/71736 - CITY LIBRARY/BOM_71736-004.xls',
      'S:/71000/71736 - CITY LIBRARY/71736-005.pdf',
      'S:/71000/71736 - CITY LIBRARY/71736-05.pdf',
    ]);
    expect(await archive.groups()).toEqual({
      'item/71736-004': [
        `*${hotel}/CAD/71736-004.prt.12`,
        'S:/71000/71736 - CITY LIBRARY/BOM_71736-004.xls',
        `${hotel}/71736-004_D-1.pdf`,
        `${hotel}/CAD/71736-004.prt.3`,
        `${hotel}/DXF/71736-004_008.dxf`,
        `${hotel}/DXF/71736-004_009.DXF`,
        `${hotel}/PDF/71736-004.pdf`,
      ],
      'item/71736-005': ['*S:/71000/71736 - CITY LIBRARY/71736-005.pdf'],
      'sheet/71736-05': ['*S:/71000/71736 - CITY LIBRARY/71736-05.pdf'],
    });
    const groups = await database.sql`
      SELECT name, project_code, item_number, linking_method, linking_confidence, needs_review, review_reasons
      FROM document_groups ORDER BY identity_key`;
    expect(groups[0]).toEqual({
      name: '71736-004',
      project_code: '71736',
      item_number: '71736-004',
      linking_method: 'auto_folder',
      linking_confidence: '0.80',
      needs_review: false,
      review_reasons: [],
    });
    expect(groups[1]).toMatchObject({
      linking_method: 'auto_filename',
      linking_confidence: '0.95',
      review_reasons: ['single_member'],
    });
  });

  it('never joins a generic name across folders, not even folders that sort by format', async () => {
    const names = ['PLAN.pdf', 'plan.dxf', 'VISION_IS.prt.1', 'Drawing1.dwg'];
    const folders = [`${hotel}/PDF`, `${hotel}/DXF`, 'Y:/88000/88618_NORTH CLINIC/PDF', 'Y:/loose'];
    await archive.link(folders.flatMap((folder) => names.map((name) => `${folder}/${name}`)));
    const groups = Object.values(await archive.groups());
    expect(groups).toHaveLength(3 * folders.length);
    expect(groups.filter((members) => members.length === 2)).toHaveLength(folders.length);
    expect((await linkFigures(database.sql, archive.runId)).genericJoins).toBe(0);
  });

  it('joins a telling name across the folders of a job at low confidence, across format folders at a higher one', async () => {
    await archive.link([
      `${hotel}/CAD/1a_os_body_4.prt.2`,
      `${hotel}/SHOP/1A_OS_BODY_4.pdf`,
      `${hotel}/PDF/lobby desk.pdf`,
      `${hotel}/DXF/Lobby Desk.dxf`,
      `${hotel}/area 2/lobby desk.pdf`,
    ]);
    const rows = await database.sql`
      SELECT g.name, g.linking_method AS method, count(*)::int AS members, g.review_reasons AS reasons
      FROM document_groups g JOIN document_group_members m ON m.group_id = g.id GROUP BY g.id ORDER BY g.identity_key COLLATE "C"`;
    expect(rows).toEqual([
      { name: 'lobby desk', method: 'auto_project', members: 1, reasons: ['single_member', 'low_confidence'] },
      { name: 'Lobby Desk', method: 'auto_folder', members: 2, reasons: [] },
      { name: '1A_OS_BODY_4', method: 'auto_project', members: 2, reasons: ['low_confidence'] },
    ]);
  });

  it('keeps older versions, superseded revisions and copies, but never as primary or as rivals', async () => {
    await archive.link([
      { path: `${hotel}/REV - 0/88617-28.pdf`, content: 'first' },
      { path: `${hotel}/REV - 1/88617-28.pdf`, content: 'second' },
      { path: `${hotel}/REV - 1/88617-28 - Copy.pdf`, content: 'second' },
      { path: `${hotel}/elsewhere/REV - 1/88617-28.pdf`, content: 'second' },
      { path: `${hotel}/OLD/88617-28.dwg`, content: 'dwg' },
    ]);
    const rows = await database.sql<{ path: string; is_primary: boolean; evidence: Record<string, unknown> }[]>`
      SELECT f.storage_key AS path, m.is_primary, m.evidence FROM document_group_members m JOIN files f ON f.id = m.file_id ORDER BY f.id`;
    expect(rows.map(({ is_primary }) => is_primary)).toEqual([false, true, false, false, false]);
    const original = await archive.fileId(`${hotel}/REV - 1/88617-28.pdf`);
    expect(rows.map(({ evidence }) => evidence)).toMatchObject([
      { revision: '0', later_revision_exists: true },
      { revision: '1' },
      { copy_of: original, copy_mark: '- Copy' },
      { copy_of: original },
      { superseded: 'OLD' },
    ]);
    const [group] = await database.sql`SELECT needs_review, review_reasons FROM document_groups`;
    expect(group).toEqual({ needs_review: false, review_reasons: [] });
  });

  it('asks for review where two current files play one role in the same revision and sheet', async () => {
    await archive.link([
      `${hotel}/a/88617-28.pdf`,
      `${hotel}/b/88617-28.pdf`,
      `${hotel}/a/88617-29.pdf`,
      `${hotel}/b/88617-29 REV.1.pdf`,
    ]);
    const rows = await database.sql`SELECT name, needs_review, review_reasons FROM document_groups ORDER BY name`;
    expect(rows).toEqual([
      { name: '88617-28', needs_review: true, review_reasons: ['duplicate_role'] },
      { name: '88617-29', needs_review: false, review_reasons: [] },
    ]);
  });

  it('writes nothing when it is run again, and a new file changes its group alone', async () => {
    const files = [
      `${hotel}/88617-28.pdf`,
      `${hotel}/88617-28.dwg`,
      `${hotel}/PLAN.pdf`,
      `${hotel}/71736-004_008.dxf`,
      `${hotel}/~$lock.xls`,
      'no job/spec sheet for louvers.pdf',
    ];
    await archive.link(files);
    const first = await archive.versions();
    await archive.link(files);
    expect(await archive.versions()).toEqual(first);

    await archive.link([...files, `${hotel}/71736-004.prt.1`]);
    const third = await archive.versions();
    const isItem = (version: string) => version.startsWith('item/71736-004 ');
    expect(third['groups']?.filter((version) => !isItem(version))).toEqual(
      first['groups']?.filter((version) => !isItem(version)),
    );
    expect(third['groups']?.find(isItem)?.split(' ')[1]).toBe(first['groups']?.find(isItem)?.split(' ')[1]);
    expect(third['identities']?.slice(0, 5)).toEqual(first['identities']);
  });

  it('lets go of files that vanished, and of groups that lost their last member', async () => {
    await archive.link([`${hotel}/88617-28.pdf`, `${hotel}/88617-28.dwg`, `${hotel}/PLAN.pdf`]);
    await archive.link([`${hotel}/88617-28.pdf`]);
    expect(await archive.groups()).toEqual({ 'sheet/88617-28': [`*${hotel}/88617-28.pdf`] });
    const [group] = await database.sql`SELECT review_reasons FROM document_groups`;
    expect(group).toEqual({ review_reasons: ['single_member'] });
  });

  it('moves the primary mark when a better member comes', async () => {
    await archive.link([`${hotel}/88617-28.pdf`]);
    await archive.link([`${hotel}/88617-28.pdf`, `${hotel}/88617-28.dxf`]);
    await archive.link([`${hotel}/88617-28.pdf`, `${hotel}/88617-28.dxf`, `${hotel}/88617-28.prt.1`]);
    expect(await archive.groups()).toEqual({
      'sheet/88617-28': [`*${hotel}/88617-28.prt.1`, `${hotel}/88617-28.dxf`, `${hotel}/88617-28.pdf`],
    });
  });

  it('counts what it linked (A6)', async () => {
    await archive.link([
      `${hotel}/88617-28.pdf`,
      { path: `${hotel}/copy/88617-28.pdf`, content: `${hotel}/88617-28.pdf` },
      `${hotel}/PLAN.pdf`,
      `${hotel}/photo.jpg`,
      `${hotel}/Thumbs.db`,
    ]);
    expect(await linkFigures(database.sql, archive.runId)).toMatchObject({
      files: 4,
      groups: 3,
      members: 4,
      linked: 2,
      orphans: 2,
      linkedShare: 0.5,
      ungrouped: 0,
      genericJoins: 0,
      copies: 1,
      superseded: 0,
      needsReview: 2,
      withoutPrimary: 0,
      orphansByExtension: { jpg: 1, pdf: 1 },
      groupsByMethod: { auto_filename: 1, auto_project: 2 },
      groupsByConfidence: { '0.95': 1, '0.70': 2 },
      membersByRole: { drawing_pdf: 3, none: 1 },
      projects: 1,
      topProjects: [{ project: '88617', groups: 3, files: 4 }],
      reviewReasons: { single_member: 2, low_confidence: 2 },
    });
  });
});
