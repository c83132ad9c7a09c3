import type { ChildPool } from '../adapters/extraction/child-pool.js';
import { extractDocument, unreadDocument } from '../adapters/extraction/extract-document.js';
import type { InventoryStore } from '../adapters/postgres/inventory-store.js';
import { SourceUnusable, type OpenFile } from '../adapters/source/source.js';
import type { Sources } from '../adapters/source/sources.js';
import { NotBegun, type ClaimedFile, type ExtractFile } from '../flows/ports.js';
import type { CreoRoute } from '../queues/contract/creo-service.js';
import type { Facts } from '../queues/contract/facts.js';

export interface FileExtractorPorts {
  readonly pool: ChildPool;
  readonly sources: Sources;
  readonly creo: CreoRoute;
  readonly inventory: Pick<InventoryStore, 'nameContent'>;
  /** Aborted when this process gives up whatever it reads. */
  readonly killed: AbortSignal;
}

/** A source may go away between the opening of a file and its reading; it is opened again, which waits for the source. */
const openingsAtMost = 3;

/** Reads claimed files: brings each to this machine, hands it to a child, and gives its place back whatever happens. */
export function fileExtractor(ports: FileExtractorPorts): ExtractFile {
  const signal = ports.killed;
  return async (claim) => {
    const document = { name: claim.storageKey, format: claim.format };
    for (let openings = 1; ; openings++) {
      let file: OpenFile;
      try {
        file = await ports.sources.of(claim.sourceUri).open(claim.storageKey, signal);
      } catch (error) {
        if (signal.aborted) throw new NotBegun(claim.storageKey);
        if (error instanceof SourceUnusable) throw error;
        return unreadDocument(document, error);
      }
      const facts = await readOpened(file, claim, signal, ports);
      if (facts.error_class !== 'FILE_MISSING' || openings === openingsAtMost) return facts;
    }
  };
}

async function readOpened(
  file: OpenFile,
  { storageKey: name, format, sizeBytes, engine }: ClaimedFile,
  signal: AbortSignal,
  { pool, creo, inventory }: FileExtractorPorts,
): Promise<Facts> {
  const { path, folder, content } = file;
  try {
    if (content?.stoodFor) {
      // Without it the file is only not recognised by the next run, which reads it again.
      await inventory.nameContent(content.stoodFor, content.contentHash).catch(() => undefined);
    }
    const facts = await extractDocument(pool, { name, format, path, sizeBytes, folder }, { signal, creo, engine });
    return { ...facts, content_hash: facts.content_hash ?? content?.contentHash ?? null };
  } finally {
    await file.release();
  }
}
