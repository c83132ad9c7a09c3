import type { ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { headBytes } from '../../../processors/inventory/detect-format.js';
import { ExtractionError } from '../../../queues/contract/errors.js';
import { driveLetters } from '../catalogue/key-variants.js';
import type { DownloadFolder } from '../download-folder.js';
import { provisionalHash, SourceUnusable, type InspectedFile, type OpenFile, type Source, type SourceEntry } from '../source.js';
import { Bucket, defaultIdleMs, type ObjectBody } from './bucket.js';
import { download, type Downloaded } from './download.js';
import { fileMissing, judge } from './failures.js';
import { ObjectNeighbourhoods } from './object-neighbourhood.js';
import type { BucketAddress, ObjectStorageSettings } from './settings.js';
import { StoragePace, type PaceOptions } from './storage-pace.js';

/** Objects up to this size are read whole at the inventory: one request tells format and hash of most flat patterns. */
const readWholeBytes = 64 * 1024;

export interface ObjectSourceOptions extends Omit<PaceOptions, 'isWell'> {
  readonly settings: ObjectStorageSettings;
  readonly downloads: DownloadFolder;
}

/** The objects of a bucket below a prefix. A storage key is what follows the prefix, so that none can lead out of it. */
export class ObjectSource implements Source {
  readonly uri: string;
  /** An inspection waits for the network, not for this machine. */
  readonly inspectionsAtOnce = 32;
  readonly #prefix: string;
  readonly #bucket: Bucket;
  readonly #pace: StoragePace;
  readonly #idleMs: number;
  readonly #downloads: DownloadFolder;
  readonly #neighbourhoods: ObjectNeighbourhoods;

  constructor({ bucket, prefix }: BucketAddress, options: ObjectSourceOptions) {
    this.uri = `s3://${bucket}/${prefix}`;
    this.#prefix = prefix;
    this.#bucket = new Bucket(bucket, options.settings);
    this.#idleMs = options.settings.idleMs ?? defaultIdleMs;
    this.#downloads = options.downloads;
    this.#pace = new StoragePace({
      ...options,
      isWell: async () => {
        await this.#bucket.list(prefix, { limit: 1 });
        return true;
      },
    });
    this.#neighbourhoods = new ObjectNeighbourhoods((folder) => this.#namesIn(folder));
  }

  async check(): Promise<void> {
    try {
      await this.#bucket.list(this.#prefix, { limit: 1 });
    } catch (error) {
      const verdict = judge(error);
      const reason = verdict.kind === 'refused' ? verdict.reason : 'there is no such bucket';
      throw new SourceUnusable(`${this.uri} cannot be listed: ${reason}`);
    }
  }

  async *list(): AsyncGenerator<SourceEntry> {
    for await (const { Contents: objects = [] } of this.#pages(this.#prefix)) {
      for (const { Key: key, Size: sizeBytes = 0, LastModified: modifiedAt = new Date(0) } of objects) {
        // Programs that show buckets as folders mark an empty folder with an object.
        if (key === undefined || key.endsWith('/')) continue;
        const storageKey = key.slice(this.#prefix.length);
        yield { storageKey, sizeBytes, modifiedAt, unreadable: leavesPrefix(storageKey) ? leaving : null };
      }
    }
  }

  async drives(): Promise<readonly string[]> {
    const letters: string[] = [];
    for await (const { CommonPrefixes: folders = [] } of this.#pages(this.#prefix, '/')) {
      letters.push(...driveLetters(folders.map(({ Prefix: folder = '' }) => folder.slice(this.#prefix.length))));
    }
    return letters;
  }

  async describe(storageKey: string): Promise<SourceEntry> {
    try {
      const facts = await this.#ask(storageKey, (key) => this.#bucket.head(key));
      return { storageKey, ...facts, unreadable: null };
    } catch (error) {
      if (!isMissing(error)) throw error;
      return { storageKey, sizeBytes: 0, modifiedAt: new Date(0), unreadable: error.message };
    }
  }

  async inspect({ storageKey, sizeBytes }: SourceEntry): Promise<InspectedFile> {
    // A range of an empty object is an error to S3.
    if (sizeBytes === 0) return { head: new Uint8Array(), contentHash: sha256(Buffer.alloc(0)) };
    const range = sizeBytes <= readWholeBytes ? null : { from: 0, to: headBytes - 1 };
    const { bytes, body } = await this.#ask(storageKey, async (key) => {
      const body = await this.#bucket.get(key, range, null);
      return { bytes: await collect(body, range ? headBytes : body.sizeBytes), body };
    });
    const contentHash = bytes.length === body.sizeBytes ? sha256(bytes) : provisionalHash(body.etag, body.sizeBytes);
    return { head: bytes.subarray(0, headBytes), contentHash };
  }

  async open(storageKey: string, signal: AbortSignal): Promise<OpenFile> {
    const paths: string[] = [];
    const release = async (): Promise<void> => {
      await Promise.all(paths.map((path) => this.#downloads.remove(path)));
    };
    const take = async (key: string): Promise<{ path: string; content: Downloaded }> => {
      const path = this.#downloads.newPath();
      paths.push(path);
      return { path, content: await this.#download(key, path, signal) };
    };
    try {
      const { path, content } = await take(storageKey);
      const { sizeBytes, contentHash } = content;
      // The inventory has read small objects whole.
      const stoodFor = sizeBytes > readWholeBytes ? content.provisionalHash : null;
      const folder = this.#neighbourhoods.of(storageKey, async (neighbour) => (await take(neighbour)).path);
      return { path, folder, content: { contentHash, stoodFor }, release };
    } catch (error) {
      await release();
      throw error;
    }
  }

  /** Tried once: somebody waits for the answer. */
  async read(storageKey: string): Promise<Readable> {
    const key = this.#keyOf(storageKey);
    try {
      return (await this.#bucket.get(key, null, null)).stream;
    } catch (error) {
      throw judge(error).kind === 'missing' ? fileMissing(storageKey) : error;
    }
  }

  close(): void {
    this.#pace.close();
    this.#bucket.close();
  }

  async #download(storageKey: string, path: string, signal: AbortSignal): Promise<Downloaded> {
    const request = {
      bucket: this.#bucket,
      pace: this.#pace,
      key: this.#keyOf(storageKey),
      path,
      idleMs: this.#idleMs,
      signal,
    };
    try {
      return await download(request);
    } catch (error) {
      throw !signal.aborted && judge(error).kind === 'missing' ? fileMissing(storageKey) : error;
    }
  }

  async #ask<T>(storageKey: string, request: (key: string) => Promise<T>): Promise<T> {
    const key = this.#keyOf(storageKey);
    try {
      return await this.#pace.ask(storageKey, () => request(key));
    } catch (error) {
      throw judge(error).kind === 'missing' ? fileMissing(storageKey) : error;
    }
  }

  /** @throws {ExtractionError} FILE_MISSING for a key that somebody on the way could take for a path out of the prefix */
  #keyOf(storageKey: string): string {
    if (leavesPrefix(storageKey)) throw new ExtractionError('FILE_MISSING', `${leaving}: ${storageKey}`);
    return this.#prefix + storageKey;
  }

  /** Names of the objects and folders directly in a folder, which is empty or ends with a slash. */
  async #namesIn(folder: string): Promise<string[]> {
    const prefix = this.#prefix + folder;
    const names: string[] = [];
    for await (const { Contents: objects = [], CommonPrefixes: folders = [] } of this.#pages(prefix, '/')) {
      for (const { Key: key } of objects) if (key !== undefined && key !== prefix) names.push(key.slice(prefix.length));
      // Without a name between two slashes: `Y://a`.
      for (const { Prefix: key = '' } of folders) if (key !== `${prefix}/`) names.push(key.slice(prefix.length, -1));
    }
    return names;
  }

  async *#pages(prefix: string, delimiter?: string): AsyncGenerator<ListObjectsV2CommandOutput> {
    let after: string | undefined;
    do {
      const from = after;
      const page = await this.#pace.ask(`the list of ${this.uri}`, () =>
        this.#bucket.list(prefix, { ...(from === undefined ? {} : { after: from }), ...(delimiter ? { delimiter } : {}) }),
      );
      yield page;
      after = page.NextContinuationToken;
    } while (after !== undefined);
  }
}

const leaving = 'storage key leaves its source';

/** To S3 a key is no path; to proxies and to servers that keep objects in folders it is. */
function leavesPrefix(storageKey: string): boolean {
  return storageKey.split(/[/\\]/).includes('..');
}

/** @throws {Error} when the body breaks off, which makes the request one to be made again */
async function collect({ stream, sizeBytes }: ObjectBody, atMost: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (bytes.length < Math.min(sizeBytes, atMost)) throw new Error(`the body was cut at byte ${bytes.length}`);
  return bytes;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isMissing(error: unknown): error is ExtractionError {
  return error instanceof ExtractionError && error.errorClass === 'FILE_MISSING';
}
