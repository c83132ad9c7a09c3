import { afterAll, beforeAll, expect, it } from 'vitest';
import { ProjectQuery } from '../../../search/contract/parameters.js';
import { searchProjects } from '../../../search/queries/projects.js';
import { inSnapshot } from '../../../search/queries/snapshot.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { TestArchive } from '../link/archive.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  const archive = new TestArchive(database.sql);
  await archive.reset();
  await archive.link([
    '88617_HARBOR HOTEL/88617-28.pdf',
    '88617_HARBOR HOTEL/30-210011517.dxf',
    '71736_MARKET HALL/30-210011517.pdf',
    '71736_MARKET HALL/71736-004.dxf',
  ]);
});
afterAll(() => database.close());

async function ask(query: object) {
  const page = await inSnapshot(database.sql, (snapshot) => searchProjects(snapshot, ProjectQuery.parse(query)));
  const groups = page.results.map((result) => ({
    name: result.document_group?.name,
    project: result.document_group?.project_code,
    files: result.files.map((file) => [file.filename, file.match_details[0]?.project_code]),
  }));
  return { total: page.total, groups, statistics: page.statistics };
}

it("finds a customer's part that two projects share in both, after what belongs to the project alone", async () => {
  const shared = {
    name: '30-210011517',
    project: null,
    files: [
      ['30-210011517.dxf', '88617'],
      ['30-210011517.pdf', '71736'],
    ],
  };
  const harbor = await ask({ code: '88617' });
  expect(harbor.total).toBe(2);
  expect(harbor.groups).toEqual([{ name: '88617-28', project: '88617', files: [['88617-28.pdf', '88617']] }, shared]);
  expect((await ask({ code: '717*' })).groups).toEqual([
    { name: '71736-004', project: '71736', files: [['71736-004.dxf', '71736']] },
    shared,
  ]);
  expect((await ask({ code: '*' })).total).toBe(3);
});

it('counts a project by the groups that are its own', async () => {
  const { statistics } = await ask({ stats: 'true' });
  expect(statistics?.map(({ project_code: code, groups }) => [code, groups])).toEqual([
    ['71736', 1],
    ['88617', 1],
  ]);
});
