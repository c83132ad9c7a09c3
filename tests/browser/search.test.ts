import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { Readable } from 'node:stream';
import { UploadReader } from '../../adapters/extraction/read-upload.js';
import { embedFiles } from '../../adapters/postgres/embed/embed-range.js';
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
  const uploads = new UploadReader(1);

  async function addPictures(names: readonly string[], fileId: number): Promise<void> {
    for (const name of names) {
      await database.sql`
        INSERT INTO extracted_artifacts (metadata_id, file_id, name, storage_key, media_type, byte_size)
        SELECT id, file_id, ${name}, ${`a b/${name}`}, 'image/png', 100 FROM extracted_metadata WHERE file_id = ${fileId}`;
    }
  }

  beforeAll(async () => {
    database = await openTestDatabase();
    archive = await seedArchive(database.sql);
    const picture = await sharp({ create: { width: 64, height: 40, channels: 3, background: '#cde' } })
      .composite([{ input: Buffer.from('<svg width="64" height="40"><circle cx="30" cy="20" r="15"/></svg>') }])
      .png()
      .toBuffer();
    await addPictures(['preview.png', 'view-iso-1.png', 'view-front.png'], archive.file['FL-2041.pdf']);
    const readArtifact = () => Promise.resolve(Readable.from([picture]));
    const options = { encoders: {}, readArtifact: () => Promise.resolve(picture) };
    await embedFiles(database.sql, { runId: archive.runId, from: 0, to: 1_000_000 }, options);
    served = await serve(createSearchApp({ sql: database.sql, version: '1', requestsPerMinute: 10_000, readArtifact, uploads }));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
    uploads.close();
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
    await page.getByRole('link', { name: 'FL-2041.dxf', exact: true }).focus();
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

  it('narrows by facets, and widens again, by keyboard', async () => {
    const { page, faults } = await openWindow(browser, 1280);
    await page.goto(`${served.url}/ui/?q=gasket+|+sharp`);
    await page.getByText('4 results').waitFor();
    await page.getByRole('link', { name: '12399 1' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('1 result', { exact: true }).waitFor();
    expect(await page.locator('article h2').allTextContents()).toEqual(['BR-7']);
    expect(page.url()).toContain('project=12399');
    await page.reload();
    await page.getByText('1 result', { exact: true }).waitFor();
    expect(await page.locator('#narrow [aria-current]').textContent()).toContain('12399');
    await page.getByRole('link', { name: 'Show all' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('4 results').waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it('shows a part with its drawing, its views and what was extracted from each file', async () => {
    const { page, faults } = await openWindow(browser, 1280);
    await page.goto(`${served.url}/ui/?q=FL-2041`);
    await page.getByRole('heading', { name: 'FL-2041', exact: true }).getByRole('link').click();
    await page.getByRole('article', { name: 'Model' }).waitFor();
    expect(await page.locator('.views img').count()).toBe(2);
    const loaded = '[...document.querySelectorAll("figure img")].every((image) => image.complete && image.naturalWidth > 0)';
    await page.waitForFunction(loaded);
    await page.getByRole('cell', { name: 'Ø120 h7' }).waitFor();
    await page.getByRole('button', { name: /^Enlarge .*front/u }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toMatch(/^Enlarge .*front/u);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('finds what is like a file of the archive, and like one of the user', async () => {
    const { page, faults } = await openWindow(browser, 1280);
    await page.goto(`${served.url}/ui/?file=${archive.file['FL-2041.pdf']}`);
    await page.getByRole('link', { name: 'Similar parts and drawings' }).click();
    await page.getByRole('heading', { name: 'Similar to FL-2041.pdf' }).waitFor();
    await page.getByText('most similar of').waitFor();
    expect(await page.locator('article.result .why').first().innerText()).toMatch(/\d+ %/u);
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><circle cx="45" cy="30" r="22"/></svg>',
    );
    const buffer = await sharp(svg).flatten({ background: '#cde' }).png().toBuffer();
    await page.locator('input[type=file]').setInputFiles({ name: '<b>mine</b>.png', mimeType: 'image/png', buffer });
    await page.getByRole('heading', { name: 'Similar to <b>mine</b>.png' }).waitFor();
    expect(await page.locator('article.result h2').first().textContent()).toBe('FL-2041');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('leads from words that read as a size to the search for dimensions', async () => {
    const { page, faults } = await openWindow(browser, 1280);
    await page.goto(`${served.url}/ui/?q=${encodeURIComponent('25 ±0.5')}`);
    await page.getByRole('link', { name: 'Look for the dimension 25 ±0.5' }).click();
    await page.waitForURL(/kind=dimensions/u);
    expect(await page.locator('select[name=kind]').inputValue()).toBe('dimensions');
    await page.goto(`${served.url}/ui/?q=88617`);
    await page.locator('#status', { hasText: /result|Nothing/u }).waitFor();
    expect(await page.getByText('Look for the dimension').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('fits a phone', async () => {
    const { page, faults } = await openWindow(browser, 390, 'dark');
    const rename = (name: string) => database.sql`UPDATE files SET name = ${name} WHERE id = ${archive.file['FL-2041.pdf']}`;
    await rename('FL_2041_Flansch_zu_Zwischenwelle_links_Ausfuehrung_B_2026.pdf');
    for (const place of [
      '?q=flange',
      `?file=${archive.file['FL-2041.pdf']}`,
      `?group=${archive.group.flange}`,
      `?similar=${archive.file['FL-2041.pdf']}`,
    ]) {
      await page.goto(`${served.url}/ui/${place}`);
      await page.locator('article').first().waitFor();
      expect(await overflowOf(page), place).toBe(0);
    }
    await rename('FL-2041.pdf');
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
