import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classifyName } from '../../processors/inventory/classify-name.js';
import { detectFormat, headBytes } from '../../processors/inventory/detect-format.js';
import type { Facts } from '../../queues/contract/facts.js';
import type { Format } from '../../queues/contract/formats.js';
import { readArtifactBytes } from '../artifacts/artifact-folder.js';
import { ChildPool } from './child-pool.js';
import { extractDocument } from './extract-document.js';

/** What an uploaded document says, and the pictures that were made of it. */
export interface ReadUpload {
  readonly facts: Facts;
  readonly pictures: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** The format of an uploaded file, by its first bytes and then by its name. */
export function formatOfUpload(name: string, bytes: Uint8Array): Format {
  return detectFormat(bytes.subarray(0, headBytes), classifyName(name).extension, name);
}

/** Extracts uploaded documents in children of its own. What is written of an upload is gone when it has been read. */
export class UploadReader {
  readonly #pool: ChildPool;

  /** @param children documents read at once; none is started before the first upload */
  constructor(children: number) {
    this.#pool = new ChildPool(children);
  }

  /** Facts of one document, failures included. The name serves to tell its format only: no path is made of it. */
  async read(name: string, bytes: Uint8Array): Promise<ReadUpload> {
    const folder = await mkdtemp(join(tmpdir(), 'fleet-upload-'));
    try {
      const path = join(folder, 'document');
      await writeFile(path, bytes);
      const document = { path, name, format: formatOfUpload(name, bytes), sizeBytes: bytes.length, artifactFolder: folder };
      const facts = await extractDocument(this.#pool, document);
      return { facts, pictures: await picturesOf(facts, folder) };
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  }

  close(): void {
    this.#pool.close();
  }
}

async function picturesOf({ artifacts }: Facts, folder: string): Promise<ReadUpload['pictures']> {
  const pictures = artifacts.filter(({ media_type }) => media_type.startsWith('image/'));
  return Promise.all(
    pictures.map(async ({ name, storage_key }) => ({ name, bytes: await readArtifactBytes(folder, storage_key) })),
  );
}
