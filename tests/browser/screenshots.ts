import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { packageRoot } from '../../adapters/package-root.js';
import { openBrowser, openWindow } from './browser.js';

/**
 * Takes the pictures of docs/screenshots from a fleet that runs: `npm start` in one terminal, `npm run docs:screenshots` in another.
 * Two addresses may be given, of the dashboard and of the search API.
 */
const [dashboard = 'http://127.0.0.1:3000/', search = 'http://127.0.0.1:8080/'] = process.argv.slice(2);
const folder = join(packageRoot, 'docs', 'screenshots');
const desktopPx = 1280;
const phonePx = 390;
const largestBytes = 150_000;

interface Shot {
  readonly name: string;
  readonly width: number;
  readonly height?: number;
  readonly address: string;
  /** Waits for what the picture is of. */
  readonly settle: (page: Page) => Promise<unknown>;
}

const shots: readonly Shot[] = [
  { name: 'dashboard', width: desktopPx, address: dashboard, settle: phasesShown },
  { name: 'dashboard-phone', width: phonePx, address: dashboard, settle: phasesShown },
  { name: 'search', width: desktopPx, address: `${search}ui/?q=bracket`, settle: picturesLoaded },
  { name: 'search-phone', width: phonePx, address: `${search}ui/?q=bracket`, settle: picturesLoaded },
  { name: 'part', width: desktopPx, height: 1600, address: `${search}ui/?group=${await groupOfMost()}`, settle: picturesLoaded },
];

async function phasesShown(page: Page): Promise<void> {
  await page.getByText('pdf').first().waitFor();
  await page.waitForTimeout(2_000);
}

async function picturesLoaded(page: Page): Promise<void> {
  await page.locator('img').first().waitFor();
  // Not `waitForFunction`: it evaluates within the page, whose policy forbids that.
  while (!(await page.evaluate<boolean>('[...document.images].every((image) => image.complete)'))) await page.waitForTimeout(100);
  await page.waitForTimeout(1_000);
}

/** Of the first results, the part with the most kinds of files: its page has a drawing and views of the model. */
async function groupOfMost(): Promise<number> {
  const response = await fetch(`${search}api/search?q=plate&limit=100`);
  const { results } = (await response.json()) as { results: { document_group: { id: number } | null; files: unknown[] }[] };
  const [most] = results.filter((result) => result.document_group !== null).sort((a, b) => b.files.length - a.files.length);
  if (!most?.document_group) throw new Error('no part is found: take the sample archive');
  return most.document_group.id;
}

mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
try {
  for (const { name, width, height = 900, address, settle } of shots) {
    const { page } = await openWindow(browser, width);
    await page.setViewportSize({ width, height });
    await page.goto(address);
    await settle(page);
    const picture = await sharp(await page.screenshot())
      .webp({ quality: 80 })
      .toBuffer();
    if (picture.length > largestBytes)
      throw new Error(`${name} is ${picture.length} bytes; at most ${largestBytes} belong into docs/`);
    await writeFile(join(folder, `${name}.webp`), picture);
    console.log(`${name}.webp ${picture.length} bytes`);
    await page.close();
  }
} finally {
  await browser.close();
}
