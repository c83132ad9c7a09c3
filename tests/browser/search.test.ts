import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSearchApp } from '../../search/app.js';
import { seedArchive, type Archive } from '../integration/search/archive.js';
import { serve, type Served } from '../integration/search/serve.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { focused, isAskedFor, openBrowser, openWindow, overflowOf, warnUnlessAskedFor } from './browser.js';

warnUnlessAskedFor('search page');

describe.runIf(isAskedFor)('the search page in a browser', () => {
  let database: TestDatabase;
  let archive: Archive;
  let served: Served;
  let browser: Browser;

  beforeAll(async () => {
    database = await openTestDatabase();
    archive = await seedArchive(database.sql);
    served = await serve(createSearchApp({ sql: database.sql, version: '1', requestsPerMinute: 10_000 }));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
    await database.close();
  });

  it('finds by keyboard alone, and says why', async () => {
    const { page, faults } = await openWindow(browser, 1280);
    await page.goto(`${served.url}/ui/`);
    expect(await focused(page)).toBe('q');
    await page.keyboard.type('FL-2041');
    await page.keyboard.press('Enter');
    await page.getByText('3 results').waitFor();
    const first = page.locator('article').first();
    expect(await first.getByRole('heading').textContent()).toBe('FL-2041');
    expect(await first.locator('.why').innerText()).toContain('number, place 1');
    expect(page.url()).toContain('q=FL-2041');
    await page.getByRole('link', { name: 'FL-2041.dxf' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Extracted' }).waitFor();
    await page.keyboard.press('/');
    expect(await focused(page)).toBe('q');
    await page.goBack();
    await page.getByText('3 results').waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it('understands dimensions as they are written', async () => {
    const { page } = await openWindow(browser, 1280);
    for (const [typed, results] of [
      ['1 in', '3 results'],
      ['25.4 mm', '3 results'],
      ['25.45 ±0.06', '4 results'],
      ['110..130 mm', '2 results'],
      ['45°', '2 results'],
      ['Ø120', '2 results'],
    ] as const) {
      await page.goto(`${served.url}/ui/?kind=dimensions&q=${encodeURIComponent(typed)}`);
      await page.getByRole('status').filter({ hasText: 'result' }).waitFor();
      expect(await page.getByRole('status').textContent(), typed).toBe(results);
    }
    await page.close();
  });

  it('shows text out of drawings as text, with what matched marked', async () => {
    const { page, faults } = await openWindow(browser, 1280);
    await page.goto(`${served.url}/ui/?q=torque`);
    await page.locator('article mark', { hasText: 'TORQUE' }).first().waitFor();
    expect(await page.locator('article').first().innerText()).toContain('<b>40</b>');
    await page.goto(`${served.url}/ui/?file=${archive.file['FL-2041.pdf']}`);
    await page.getByText('TORQUE <b>40</b> NM').waitFor();
    expect(await page.locator('article b').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('says that nothing was found, or what was wrong with the question', async () => {
    const { page } = await openWindow(browser, 1280);
    await page.goto(`${served.url}/ui/?q=zzzzqq`);
    await page.getByText('Nothing found').waitFor();
    await page.goto(`${served.url}/ui/?q=%26%26`);
    await page.getByText('q: must hold at least one letter or digit').waitFor();
    await page.goto(`${served.url}/ui/?file=99999`);
    await page.getByText('there is no file 99999').waitFor();
    await page.close();
  });

  it('turns pages', async () => {
    const { page } = await openWindow(browser, 1280);
    await database.sql`
      INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format)
      SELECT source_id, 'rows/row-77-' || n, 'rows/row-77-' || n, 'row-77-' || lpad(n::text, 2, '0'), 'pdf', 'pdf' FROM runs, generate_series(1, 45) n`;
    await page.goto(`${served.url}/ui/?q=row-77`);
    await page.getByText('1–20 of 45').waitFor();
    expect(await page.getByRole('button', { name: 'Previous' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('21–40 of 45').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('41–45 of 45').waitFor();
    expect(await page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
    await page.close();
  });

  it('fits a phone', async () => {
    const { page, faults } = await openWindow(browser, 390, 'dark');
    for (const place of ['?q=flange', `?file=${archive.file['FL-2041.pdf']}`]) {
      await page.goto(`${served.url}/ui/${place}`);
      await page.locator('article').first().waitFor();
      expect(await overflowOf(page), place).toBe(0);
    }
    expect(faults).toEqual([]);
    await page.close();
  });

  it('has a documentation page that works on a closed network', async () => {
    const { page, faults } = await openWindow(browser, 1280);
    await page.goto(`${served.url}/docs/`);
    await page.getByText('/api/search/dimensions').waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });
});
