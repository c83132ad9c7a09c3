import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDashboard, type Dashboard } from '../../dashboard/app.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { seedRunInProgress } from '../integration/dashboard/run-in-progress.js';
import { TestArchive } from '../integration/link/archive.js';
import { serve, type Served } from '../integration/search/serve.js';
import { focused, isAskedFor, openBrowser, openWindow, overflowOf, warnUnlessAskedFor } from './browser.js';

warnUnlessAskedFor('dashboard');

describe.runIf(isAskedFor)('the dashboard in a browser', () => {
  let database: TestDatabase;
  let dashboard: Dashboard;
  let served: Served;
  let browser: Browser;
  let runId: number;

  beforeAll(async () => {
    database = await openTestDatabase();
    // Nothing of this page needs Redis; the queues say that it is away.
    dashboard = await createDashboard({ sql: database.sql, redisUrl: 'redis://127.0.0.1:1', queueNames: ['pdf'], version: '1' });
    served = await serve(dashboard.app);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
    await dashboard.close();
    await database.close();
  });

  it('says that nothing has run, and shows the run by itself once there is one', async () => {
    const { page, faults } = await openWindow(browser, 1280);
    await page.goto(served.url);
    await page.getByRole('heading', { name: 'Nothing has run yet' }).waitFor();
    await page.getByText('No worker has registered').waitFor();
    ({ runId } = await seedRunInProgress(database.sql));
    await page.getByRole('heading', { name: 'Phases' }).waitFor();
    await page.getByRole('heading', { name: 'Nothing has run yet' }).waitFor({ state: 'hidden' });
    // A browser notes the 404 that says that there is no run.
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
    await page.close();
  });

  it('shows the run: phases, failures, checkpoints, workers, quality', async () => {
    const { page, faults } = await openWindow(browser, 1280);
    await page.goto(served.url);
    await page.getByText('DXF holds the run').first().waitFor();
    await page.locator('svg.graph').getByText('36 of 40').waitFor();
    await page.locator('svg.plot').waitFor();
    for (const text of [
      '87.1 %',
      'fleet checkpoint retry',
      'FILE_CORRUPT',
      'no processor for jpeg',
      'completed share 91.2 %',
      'vm4:creo:77',
      'PDF with text',
      'The disk of vm3:dxf:920 is 83 % full',
      'told: slack',
      'exports and headers are read instead',
      '14 of 20 calls failed',
      'two current files play one role',
      'FL-9 <b>flange</b>',
    ]) {
      await page.getByText(text).first().waitFor();
    }
    await page
      .getByRole('row', { name: /vm3:dxf:920/u })
      .getByText('late')
      .waitFor();
    await page
      .getByRole('row', { name: /vm4:creo:77/u })
      .getByText('lost', { exact: true })
      .waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it('compares the run with an earlier one when asked', async () => {
    const { page, faults } = await openWindow(browser, 1280);
    await page.goto(served.url);
    await page.getByLabel('Compare this run with').selectOption(String(runId - 1));
    await page.getByText(`Run ${runId - 1} against run ${runId}`).waitFor();
    await page.getByRole('table', { name: 'Files whose state differs' }).waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it('lets an administrator, and nobody else, try failed files again', async () => {
    const asked: unknown[] = [];
    const replay = (...what: unknown[]) => Promise.resolve(asked.push(what) + 2);
    const tokens = { admin: 'admin-token-1234' };
    const own = await createDashboard({
      sql: database.sql,
      redisUrl: 'redis://127.0.0.1:1',
      queueNames: ['pdf'],
      version: '1',
      tokens,
      actions: { replay },
    });
    const server = await serve(own.app);
    await database.sql`UPDATE runs SET status = 'held' WHERE id = ${runId}`;
    const failure = (page: Page) => page.locator('details', { hasText: 'FILE_CORRUPT' });
    const reader = await openWindow(browser, 1280);
    await reader.page.goto(`${server.url}/?run=${runId}`);
    await failure(reader.page).locator('summary').click();
    await failure(reader.page).getByRole('link', { name: 'Administer' }).waitFor();
    await reader.page.close();
    const context = await browser.newContext({ httpCredentials: { username: 'admin', password: tokens.admin } });
    const admin = await context.newPage();
    // Asked for once, the browser sends the token with every question.
    await admin.goto(`${server.url}/unlock`);
    await admin.goto(`${server.url}/?run=${runId}`);
    await failure(admin).locator('summary').click();
    const button = failure(admin).getByRole('button', { name: /^Try/u });
    await button.focus();
    await admin.keyboard.press('Enter');
    await failure(admin).getByText('3 files are tried again').waitFor();
    expect(asked).toEqual([[runId, 'FILE_CORRUPT', null]]);
    await database.sql`UPDATE runs SET status = 'running' WHERE id = ${runId}`;
    await context.close();
    await server.close();
    await own.close();
  });

  it('lets an administrator decide about groups by keyboard', async () => {
    const own = await openTestDatabase();
    const archive = new TestArchive(own.sql);
    await archive.reset();
    await archive.link(['88617_HARBOR HOTEL/88617-28.pdf', '88617_HARBOR HOTEL/88617-30.pdf']);
    const tokens = { admin: 'admin-token-1234' };
    const actions = { replay: () => Promise.resolve(0) };
    const administered = await createDashboard({
      sql: own.sql,
      redisUrl: 'redis://127.0.0.1:1',
      queueNames: ['pdf'],
      version: '1',
      tokens,
      actions,
    });
    const server = await serve(administered.app);
    const context = await browser.newContext({ httpCredentials: { username: 'ann', password: tokens.admin } });
    const page = await context.newPage();
    await page.goto(`${server.url}/unlock`);
    await page.goto(server.url);
    const group = page.locator('details', { hasText: '88617-28.pdf' });
    await group.locator('summary').click();
    const wanted = group.getByLabel('belongs to');
    await wanted.fill('999');
    await page.keyboard.press('Enter');
    await group.getByText('there is no document group 999').waitFor();
    await wanted.fill('Lobby package');
    await page.keyboard.press('Enter');
    await group.waitFor({ state: 'detached' });
    expect((await archive.groups())['manual/lobby_package']).toEqual(['*88617_HARBOR HOTEL/88617-28.pdf']);
    const other = page.locator('details', { hasText: '88617-30.pdf' });
    await other.locator('summary').click();
    await other.getByRole('button', { name: 'The group is right' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('No group of documents asks for a look').waitFor();
    await context.close();
    await server.close();
    await administered.close();
    await own.close();
  });

  it('shows names out of files as text', async () => {
    const { page } = await openWindow(browser, 1280);
    await page.goto(served.url);
    const failure = page.locator('details', { hasText: 'FILE_CORRUPT' });
    await failure.locator('summary').click();
    await failure.getByText('<img src=x onerror="document.title=1">').waitFor();
    await failure.getByText('<script>alert(1)</script>').first().waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.title()).toContain('Extraction fleet');
    await page.close();
  });

  it('renews the figures without reload, and leaves an opened list open', async () => {
    const { page } = await openWindow(browser, 1280);
    await page.goto(served.url);
    const failure = page.locator('details', { hasText: 'TIMEOUT' });
    await failure.locator('summary').click();
    await page.locator('svg.graph').getByText('36 of 40').waitFor();
    await database.sql`
      UPDATE extraction_jobs SET status = 'failed', error_class = 'TIMEOUT', last_error = 'took 60 s', completed_at = now()
      WHERE id = (SELECT min(id) FROM extraction_jobs WHERE run_id = ${runId} AND job_type = 'pdf_extract' AND status = 'processing')`;
    await page.locator('svg.graph').getByText('37 of 40').waitFor();
    await failure.getByText('took 60 s').waitFor();
    expect(await failure.getAttribute('open')).not.toBeNull();
    await page.close();
  });

  it('is as wide as its window whatever groups are called', async () => {
    const [group] = await database.sql<
      { id: number; name: string }[]
    >`SELECT id, name FROM document_groups WHERE needs_review LIMIT 1`;
    await database.sql`UPDATE document_groups SET name = ${'L'.repeat(246)} WHERE id = ${group?.id ?? 0}`;
    const { page } = await openWindow(browser, 390);
    await page.goto(served.url);
    await page.getByText('LLLL').first().waitFor();
    expect(await overflowOf(page)).toBe(0);
    await database.sql`UPDATE document_groups SET name = ${group?.name ?? ''} WHERE id = ${group?.id ?? 0}`;
    await page.close();
  });

  it('fits a phone and is not wider than it', async () => {
    const method = 'signed-projection:brep+geometry+clip_text+clip_image';
    const coverage = { coverage: [{ kind: 'fused', method, version: '1', ready: 13, missing: 0 }], missingByReason: {} };
    await database.sql`
      INSERT INTO run_checkpoints (run_id, phase, passed, figures, thresholds)
      VALUES (${runId}, 'embed', true, ${JSON.stringify(coverage)}::text::jsonb, '{}')`;
    const { page, faults } = await openWindow(browser, 390, 'dark');
    await page.goto(served.url);
    await page.locator('svg.graph').getByText('of 80').waitFor();
    await page.getByText(method).waitFor();
    await page.getByText('vm4:creo:77').first().waitFor();
    expect(await overflowOf(page)).toBe(0);
    const box = await page.locator('svg.graph .node').first().boundingBox();
    expect(box?.width).toBeGreaterThan(250);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('can be used by keyboard: skip link, choice of the run, failures, runs', async () => {
    const { page } = await openWindow(browser, 1280);
    await page.goto(served.url);
    await page.getByRole('link', { name: `Run ${runId - 1}` }).waitFor();
    await page.locator('details').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the run');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('run-choice');
    const summary = page.locator('details summary').first();
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('details').first().getAttribute('open')).not.toBeNull();
    await page.getByRole('link', { name: `Run ${runId - 1}` }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#run-status', { hasText: 'completed' }).waitFor();
    expect(page.url()).toContain(`?run=${runId - 1}`);
    await page.close();
  });

  it('says when the figures are old, and recovers', async () => {
    const { page } = await openWindow(browser, 1280);
    await page.goto(served.url);
    await page.locator('#live', { hasText: /^live$/u }).waitFor();
    await page.route('**/api/**', (route) => route.abort());
    await page.locator('#live', { hasText: 'the figures are old' }).waitFor();
    await page.getByRole('heading', { name: 'Phases' }).waitFor();
    await page.unroute('**/api/**');
    await page.locator('#live', { hasText: /^live$/u }).waitFor();
    await page.close();
  });
});
