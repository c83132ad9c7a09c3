import { InventoryStore, type InventoryRow } from '../../adapters/postgres/inventory-store.js';
import type { Sql } from '../../adapters/postgres/connect.js';
import { PostgresRunStore, type Run } from '../../adapters/postgres/run-store.js';
import { classifyName } from '../../processors/inventory/classify-name.js';
import { detectFormat } from '../../processors/inventory/detect-format.js';
import { extractableFormats } from '../../processors/registry.js';
import type { PhaseName } from '../../queues/contract/payloads.js';
import { archiveNames, type NamedFile } from '../link/names.js';

/** As `takeInventory` pages. */
const pageSize = 1000;
const modifiedAt = '2024-02-29T12:00:00.000Z';

/** The inventory of `files` generated names as a run takes it, but for the reading of bytes. */
export async function takeCatalogue(
  sql: Sql,
  uri: string,
  files: number,
  seed: number,
  phases: readonly PhaseName[] = ['link', 'extract'],
): Promise<Run> {
  const runs = new PostgresRunStore(sql);
  const { run } = await runs.create(uri, { sequential: false, phases });
  const store = new InventoryStore(sql);
  let page: InventoryRow[] = [];
  const write = async (): Promise<void> => {
    await store.known(
      run.sourceId,
      page.map((row) => row.storage_key),
    );
    await store.upsert(run.sourceId, run.id, page);
    page = [];
  };
  const seen = new Set<string>();
  for (const file of archiveNames(files, seed)) {
    // Names may repeat in the generator; a folder lists each once. Of Creo drawings the generated archive holds none to record.
    if (seen.has(file.storageKey) || /\.drw(?:\.\d+)?$/.test(file.storageKey)) continue;
    seen.add(file.storageKey);
    page.push(rowOf(file, seed));
    if (page.length === pageSize) await write();
  }
  await write();
  const formats = extractableFormats().map(({ format }) => format);
  await store.finish(run.sourceId, run.id, formats);
  return runs.get(run.id);
}

function rowOf({ storageKey, contentHash, format }: NamedFile, seed: number): InventoryRow {
  const { normalizedPath, name, extension, creoBase, creoVersion, junk } = classifyName(storageKey);
  return {
    storage_key: storageKey,
    normalized_path: normalizedPath,
    name,
    extension,
    detected_format: format ?? detectFormat(new Uint8Array(), extension, name),
    size: 40_000,
    modified_at: modifiedAt,
    content_hash: `${seed}`.padStart(4, '0') + contentHash.slice(4),
    creo_base: creoBase,
    creo_version: creoVersion,
    status: junk === null ? 'present' : 'junk',
    status_reason: junk,
    cloud_file_id: null,
  };
}
