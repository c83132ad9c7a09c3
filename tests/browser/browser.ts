import { chromium, type Browser, type Page } from 'playwright-core';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Browser tests are asked for, because they need a Chromium. Asked for where there is none, they fail. */
export const isAskedFor = process.env['FLEET_BROWSER_TESTS'] === '1';

export function warnUnlessAskedFor(what: string): void {
  if (isAskedFor) return;
  console.warn(`
*** SKIPPED: the browser tests of the ${what} run only with FLEET_BROWSER_TESTS=1 and a Chromium (CHROMIUM_PATH, else ${executablePath}).
`);
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Window {
  readonly page: Page;
  /** What went wrong in the page: errors, refused scripts, failed requests. */
  readonly faults: string[];
}

/** A window of the given width that collects whatever goes wrong in it. */
export async function openWindow(browser: Browser, width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Window> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return { page, faults };
}

/** Pixels by which the page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** What the keyboard is on: its id, its text or its name. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.id || document.activeElement.name || document.activeElement.textContent');
}
