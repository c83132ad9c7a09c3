import type { ChildPool } from '../adapters/extraction/child-pool.js';
import { ExtractionAborted, extractDocument, unreadDocument } from '../adapters/extraction/extract-document.js';
import type { InventoryStore } from '../adapters/postgres/inventory-store.js';
import { SourceUnusable, type OpenFile } from '../adapters/source/source.js';
import type { Sources } from '../adapters/source/sources.js';
import type { ExtractFile } from '../flows/ports.js';
import type { CreoRoute } from '../queues/contract/creo-service.js';

export interface FileExtractorPorts {
  readonly pool: ChildPool;
  readonly sources: Sources;
  readonly creo: CreoRoute;
  readonly inventory: Pick<InventoryStore, 'nameContent'>;
  /** Aborted when this process gives up whatever it reads. */
  readonly killed: AbortSignal;
}

/** Reads claimed files: brings each to this machine, hands it to a child, and gives its place back whatever happens. */
export function fileExtractor({ pool, sources, creo, inventory, killed }: FileExtractorPorts): ExtractFile {
  return async (claim, jobSignal) => {
    const signal = AbortSignal.any([jobSignal, killed]);
    const document = { name: claim.storageKey, format: claim.format };
    let file: OpenFile;
    try {
      file = await sources.of(claim.sourceUri).open(claim.storageKey, signal);
    } catch (error) {
      if (signal.aborted) throw new ExtractionAborted(claim.storageKey);
      if (error instanceof SourceUnusable) throw error;
      return unreadDocument(document, error);
    }
    try {
      const { path, folder, content } = file;
      if (content?.stoodFor) {
        // Without it the file is only not recognised by the next run, which reads it again.
        await inventory.nameContent(content.stoodFor, content.contentHash).catch(() => undefined);
      }
      const bytes = { ...document, path, sizeBytes: claim.sizeBytes, folder };
      const facts = await extractDocument(pool, bytes, { signal, creo, engine: claim.engine });
      return { ...facts, content_hash: facts.content_hash ?? content?.contentHash ?? null };
    } finally {
      await file.release();
    }
  };
}
