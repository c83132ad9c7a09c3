import { classifyName } from '../../processors/inventory/classify-name.js';
import { detectFormat } from '../../processors/inventory/detect-format.js';
import type { InventoryFigures, InventoryRow, InventoryStore, KnownFile } from '../postgres/inventory-store.js';
import { ExtractionError } from '../../queues/contract/errors.js';
import type { Source, SourceEntry } from '../source/source.js';

/** Files looked up and written in one statement. */
const pageSize = 1000;

export interface InventoryProgress {
  readonly listed: number;
  readonly read: number;
}

export interface InventoryRequest {
  readonly source: Source;
  readonly sourceId: number;
  readonly runId: number;
  /** Formats that have a processor. */
  readonly extractableFormats: readonly string[];
  /** Stop after so many files, for a dry run. */
  readonly limit?: number;
  readonly onProgress?: (progress: InventoryProgress) => void;
}

/**
 * Lists a source into `files`, a page at a time: memory does not grow with the archive. A file whose size and time are
 * those of an earlier run is not inspected again; all others are once, for their first bytes and their hash.
 * @throws {ExtractionError} when the source answers and yet does not give a file that it has: no file is taken for missing
 */
export async function takeInventory(store: InventoryStore, request: InventoryRequest): Promise<InventoryFigures> {
  const { source } = request;
  const progress = { listed: 0, read: 0 };
  // By key: a catalogue may name a file twice, a folder that changes may list one twice, and a statement writes a row once.
  const page = new Map<string, SourceEntry>();
  const flush = async (): Promise<void> => {
    const known = await store.known(request.sourceId, [...page.keys()]);
    const rows = await mapAtMost(source.inspectionsAtOnce, [...page.values()], async (entry) => {
      const { row, wasRead } = await rowOf(source, entry, known.get(entry.storageKey));
      if (wasRead) progress.read += 1;
      return row;
    });
    await store.upsert(request.sourceId, request.runId, rows);
    progress.listed += page.size;
    request.onProgress?.({ ...progress });
    page.clear();
  };
  let sawAll = true;
  for await (const entry of source.list()) {
    if (request.limit !== undefined && progress.listed + page.size >= request.limit) {
      sawAll = false;
      break;
    }
    page.set(entry.storageKey, entry);
    if (page.size >= pageSize) await flush();
  }
  await flush();
  return store.finish(request.sourceId, request.runId, request.extractableFormats, sawAll);
}

async function rowOf(
  source: Source,
  entry: SourceEntry,
  known: KnownFile | undefined,
): Promise<{ row: InventoryRow; wasRead: boolean }> {
  const { normalizedPath, name, extension, creoBase, creoVersion, junk } = classifyName(entry.storageKey);
  const row = {
    storage_key: entry.storageKey,
    normalized_path: normalizedPath,
    name,
    extension,
    size: entry.sizeBytes,
    modified_at: entry.modifiedAt.toISOString(),
    creo_base: creoBase,
    creo_version: creoVersion,
    cloud_file_id: entry.cloudFileId ?? null,
  };
  const unread = { ...row, detected_format: 'unknown', content_hash: null };
  if (entry.unreadable) return { row: { ...unread, status: 'missing', status_reason: entry.unreadable }, wasRead: false };
  if (junk) return { row: { ...unread, status: 'junk', status_reason: junk }, wasRead: false };
  const present = { ...row, status: 'present', status_reason: null } as const;
  if (known?.content_hash && isUnchanged(entry, known)) {
    return { row: { ...present, detected_format: known.detected_format, content_hash: known.content_hash }, wasRead: false };
  }
  try {
    const { head, contentHash } = await source.inspect(entry);
    const format = detectFormat(head, extension, name);
    return { row: { ...present, detected_format: format, content_hash: contentHash }, wasRead: true };
  } catch (error) {
    if (error instanceof ExtractionError && error.errorClass !== 'FILE_MISSING') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return { row: { ...unread, status: 'missing', status_reason: `cannot be read: ${reason}` }, wasRead: true };
  }
}

function isUnchanged(entry: SourceEntry, known: KnownFile): boolean {
  return known.size === entry.sizeBytes && known.modified_at?.getTime() === entry.modifiedAt.getTime();
}

async function mapAtMost<T, R>(atOnce: number, items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await map(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}
