import { randomUUID } from 'node:crypto';
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

/** Extracts uploaded documents in children of its own, in a folder that is gone when it is closed. */
export class UploadReader {
  readonly #children: number;
  #place: Promise<{ folder: string; pool: ChildPool }> | null = null;

  /** @param children documents read at once; none is started before the first upload */
  constructor(children: number) {
    this.#children = children;
  }

  /** Facts of one document, failures included. The name serves to tell its format only: no path is made of it. */
  async read(name: string, bytes: Uint8Array): Promise<ReadUpload> {
    const { folder, pool } = await (this.#place ??= this.#open());
    const path = join(folder, randomUUID());
    await writeFile(path, bytes);
    try {
      const document = { path, name, format: formatOfUpload(name, bytes), sizeBytes: bytes.length };
      const facts = await extractDocument(pool, document);
      const pictures = [];
      for (const { name: picture, media_type, storage_key } of facts.artifacts) {
        if (media_type.startsWith('image/'))
          pictures.push({ name: picture, bytes: await readArtifactBytes(folder, storage_key) });
      }
      return { facts, pictures };
    } finally {
      await rm(path, { force: true });
    }
  }

  async close(): Promise<void> {
    if (this.#place === null) return;
    const { folder, pool } = await this.#place;
    pool.close();
    await rm(folder, { recursive: true, force: true });
  }

  async #open(): Promise<{ folder: string; pool: ChildPool }> {
    const folder = await mkdtemp(join(tmpdir(), 'fleet-uploads-'));
    return { folder, pool: new ChildPool(this.#children, { artifactFolder: folder }) };
  }
}
