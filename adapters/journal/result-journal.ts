import { readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../make-folder.js';
import { Facts } from '../../queues/contract/facts.js';
import { Format } from '../../queues/contract/formats.js';
import type { FileResult, ResultJournal } from '../../flows/ports.js';

const Claim = z.object({
  jobId: z.number().int(),
  fileId: z.number().int(),
  claimToken: z.number().int(),
  engine: z.string().nullable(),
  retryCount: z.number().int(),
  maxRetries: z.number().int(),
  sourceUri: z.string(),
  storageKey: z.string(),
  format: Format,
  sizeBytes: z.number(),
});
const Entry = z.object({ claim: Claim, facts: Facts, outcome: z.enum(['completed', 'failed', 'retry']) });

/**
 * A folder with one file per result, named by job and claim token. A file is whole or not there (written aside, then
 * renamed), and keeping or dropping it twice does no harm, so several workers of a machine may share the folder.
 */
export class FolderJournal implements ResultJournal {
  readonly #folder: string;
  readonly #onError: (error: unknown) => void;

  constructor(folder: string, onError: (error: unknown) => void) {
    this.#folder = folder;
    this.#onError = onError;
  }

  async keep(results: readonly FileResult[]): Promise<void> {
    try {
      await makeFolder(this.#folder);
      for (const result of results) {
        const path = this.#pathOf(result);
        const aside = `${path}.${process.pid}.part`;
        await writeFile(aside, JSON.stringify(result));
        await rename(aside, path);
      }
    } catch (error) {
      this.#onError(error);
    }
  }

  async drop(results: readonly FileResult[]): Promise<void> {
    for (const result of results) await unlink(this.#pathOf(result)).catch(() => undefined);
  }

  async *pages(size: number): AsyncGenerator<FileResult[]> {
    const names = (await readdir(this.#folder).catch(() => [])).filter((name) => name.endsWith('.json'));
    for (let at = 0; at < names.length; at += size) {
      const page = await Promise.all(names.slice(at, at + size).map((name) => this.#read(join(this.#folder, name))));
      yield page.filter((result) => result !== null);
    }
  }

  async #read(path: string): Promise<FileResult | null> {
    try {
      return Entry.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch (error) {
      this.#onError(error);
      return null;
    }
  }

  #pathOf({ claim }: FileResult): string {
    return join(this.#folder, `${claim.jobId}-${claim.claimToken}.json`);
  }
}
