import { CatalogueTable } from '../postgres/catalogue-table.js';
import type { Sql } from '../postgres/connect.js';
import { CatalogueSource } from './catalogue/catalogue-source.js';
import { DownloadFolder } from './download-folder.js';
import { FolderSource } from './folder-source.js';
import { ObjectSource } from './object-storage/object-source.js';
import { parseBucketUri, type ObjectStorageSettings } from './object-storage/settings.js';
import type { PaceOptions } from './object-storage/storage-pace.js';
import { SourceUnusable, type Source } from './source.js';

export interface SourcesOptions extends Omit<PaceOptions, 'isWell'> {
  readonly storage: ObjectStorageSettings;
}

const catalogueUri = /^catalog:(?<table>[\w.]+):(?<storage>.+)$/s;

/** How `sources.uri` tells that files are listed by a table: `catalog:CloudFiles:s3://bucket/`. */
export function uriOfCatalogue(table: string, storageUri: string): string {
  return `catalog:${table}:${storageUri}`;
}

/** The sources that one process works on, each opened once. The only place that tells their kinds apart. */
export class Sources {
  readonly #sql: Sql;
  readonly #options: SourcesOptions;
  readonly #opened = new Map<string, Source>();
  /** Those with requests that may wait for their storage. */
  readonly #storages: (ObjectSource | FolderSource)[] = [];
  #downloads: DownloadFolder | null = null;

  constructor(sql: Sql, options: SourcesOptions) {
    this.#sql = sql;
    this.#options = options;
  }

  /**
   * @param uri a folder, `s3://bucket/prefix` or what `uriOfCatalogue` makes of them
   * @throws {SourceUnusable} when the configuration does not tell how to reach it
   */
  of(uri: string): Source {
    const known = this.#opened.get(uri);
    if (known) return known;
    const source = this.#open(uri);
    this.#opened.set(uri, source);
    return source;
  }

  close(): void {
    for (const storage of this.#storages) storage.close();
    this.#downloads?.close();
  }

  #open(uri: string): Source {
    const { table, storage } = catalogueUri.exec(uri)?.groups ?? {};
    if (table !== undefined && storage !== undefined) {
      const inner = this.of(storage);
      return new CatalogueSource(uriOfCatalogue(table, inner.uri), new CatalogueTable(this.#sql, table), inner);
    }
    const address = parseBucketUri(uri);
    if (!address) {
      if (/^s3:\/\//i.test(uri)) throw new SourceUnusable(`${uri} names no bucket: give s3://bucket/prefix`);
      const folder = new FolderSource(uri, this.#options);
      this.#storages.push(folder);
      return folder;
    }
    this.#downloads ??= new DownloadFolder();
    const bucket = new ObjectSource(address, { ...this.#options, settings: this.#options.storage, downloads: this.#downloads });
    this.#storages.push(bucket);
    return bucket;
  }
}
