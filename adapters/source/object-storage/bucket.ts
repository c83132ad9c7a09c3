import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { SourceUnusable } from '../source.js';
import type { ObjectStorageSettings } from './settings.js';

/** A body of an object from some byte on. */
export interface ObjectBody {
  readonly stream: Readable;
  readonly etag: string;
  /** Bytes of the whole object, not of this body. */
  readonly sizeBytes: number;
  /** Where in the object the body begins; 0 too when a server knows no ranges. */
  readonly from: number;
}

export interface ObjectFacts {
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

const connectMs = 10_000;
export const defaultIdleMs = 30_000;

/** The few requests that we make of a bucket. Every one is made once: who asks decides about another try. */
export class Bucket {
  readonly name: string;
  readonly #client: S3Client;

  /** @throws {SourceUnusable} when the configuration names no key */
  constructor(name: string, settings: ObjectStorageSettings) {
    const { accessKeyId, secretAccessKey, endpoint, region, idleMs = defaultIdleMs } = settings;
    if (accessKeyId === undefined || secretAccessKey === undefined) {
      throw new SourceUnusable(`s3://${name}: set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY`);
    }
    this.name = name;
    this.#client = new S3Client({
      region,
      credentials: { accessKeyId, secretAccessKey },
      // Backblaze B2 answers 400 to the checksums that the SDK adds by default since 3.729.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      // The pace of all requests is ours; the SDK would try on behind its back.
      maxAttempts: 1,
      requestHandler: { connectionTimeout: connectMs, socketTimeout: idleMs },
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    });
  }

  list(
    prefix: string,
    options: { after?: string; delimiter?: string; limit?: number } = {},
  ): Promise<ListObjectsV2CommandOutput> {
    const { after, delimiter, limit } = options;
    return this.#client.send(
      new ListObjectsV2Command({
        Bucket: this.name,
        Prefix: prefix,
        ...(after === undefined ? {} : { ContinuationToken: after }),
        ...(delimiter === undefined ? {} : { Delimiter: delimiter }),
        ...(limit === undefined ? {} : { MaxKeys: limit }),
      }),
    );
  }

  async head(key: string): Promise<ObjectFacts> {
    const found = await this.#client.send(new HeadObjectCommand({ Bucket: this.name, Key: key }));
    return { sizeBytes: found.ContentLength ?? 0, modifiedAt: found.LastModified ?? new Date(0) };
  }

  /**
   * @param range first byte, and last byte or the end
   * @param etag the answer must be of this version of the object, else 412
   */
  async get(
    key: string,
    range: { from: number; to?: number } | null,
    etag: string | null,
    signal?: AbortSignal,
  ): Promise<ObjectBody> {
    const command = new GetObjectCommand({
      Bucket: this.name,
      Key: key,
      ...(range === null ? {} : { Range: `bytes=${range.from}-${range.to ?? ''}` }),
      ...(etag === null ? {} : { IfMatch: etag }),
    });
    const answer = await this.#client.send(command, signal ? { abortSignal: signal } : {});
    if (!(answer.Body instanceof Readable)) throw new Error('the answer has no body');
    const part = /^bytes (?<from>\d+)-\d+\/(?<size>\d+)$/.exec(answer.ContentRange ?? '')?.groups;
    return {
      stream: answer.Body,
      etag: answer.ETag ?? '',
      sizeBytes: Number(part?.['size'] ?? answer.ContentLength ?? 0),
      from: Number(part?.['from'] ?? 0),
    };
  }

  close(): void {
    this.#client.destroy();
  }
}
