import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { ExtractionError } from '../../../queues/contract/errors.js';
import { provisionalHash } from '../source.js';
import type { Bucket, ObjectBody } from './bucket.js';
import { judge } from './failures.js';
import type { StoragePace } from './storage-pace.js';

export interface Downloaded {
  readonly sizeBytes: number;
  /** sha-256, lower-case hex */
  readonly contentHash: string;
  readonly provisionalHash: string;
}

export interface DownloadRequest {
  readonly bucket: Bucket;
  readonly pace: StoragePace;
  readonly key: string;
  /** The file to write; it must not be there. */
  readonly path: string;
  /** Nothing arriving for so long counts as a cut body. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

/** Cuts without one byte in between, after which the object itself is to blame. */
const barrenCutsAtMost = 5;
/** An object that is written again and again is never read whole. */
const versionsAtMost = 3;

/**
 * Streams an object into a file and hashes it on the way. A body that is cut is continued from its last byte, as long as
 * the object is still the same version (If-Match); of a new version it begins anew.
 * @throws {ExtractionError} when the object cannot be had although the storage answers
 */
export async function download(request: DownloadRequest): Promise<Downloaded> {
  const file = await open(request.path, 'wx');
  try {
    for (let version = 1; version <= versionsAtMost; version++) {
      const downloaded = await downloadVersion(request, file);
      if (downloaded) return downloaded;
      await file.truncate(0);
    }
  } finally {
    await file.close();
  }
  throw new ExtractionError('STORAGE_UNAVAILABLE', `${request.key} was replaced ${versionsAtMost} times while it was read`);
}

interface Received {
  bytes: number;
  readonly hash: Hash;
}

/** Null when the object was replaced meanwhile. */
async function downloadVersion(request: DownloadRequest, file: FileHandle): Promise<Downloaded | null> {
  const received: Received = { bytes: 0, hash: createHash('sha256') };
  let etag: string | null = null;
  for (let barrenCuts = 0; barrenCuts < barrenCutsAtMost;) {
    const body = await bodyFrom(request, received.bytes, etag);
    if (body === null || (etag !== null && body.etag !== etag)) {
      body?.stream.destroy();
      return null;
    }
    etag = body.etag;
    const before = received.bytes;
    const isWhole = await receive(body, received, file, request);
    if (isWhole) {
      const { sizeBytes } = body;
      return { sizeBytes, contentHash: received.hash.digest('hex'), provisionalHash: provisionalHash(etag, sizeBytes) };
    }
    barrenCuts = received.bytes > before ? 0 : barrenCuts + 1;
  }
  throw new ExtractionError(
    'STORAGE_UNAVAILABLE',
    `${request.key}: its body was cut ${barrenCutsAtMost} times at byte ${received.bytes}`,
  );
}

async function bodyFrom(
  { bucket, pace, key, signal }: DownloadRequest,
  from: number,
  etag: string | null,
): Promise<ObjectBody | null> {
  try {
    return await pace.ask(key, () => bucket.get(key, from === 0 ? null : { from }, etag, signal), signal);
  } catch (error) {
    if (signal.aborted || error instanceof ExtractionError) throw error;
    if (judge(error).kind === 'changed') return null;
    throw error;
  }
}

/**
 * Writes what arrives. A server without ranges sends the object from its first byte: what is there already is passed over.
 * @returns false when the body ended or broke off before its last byte
 * @throws what the disk says, and the signal's reason
 */
async function receive(
  body: ObjectBody,
  received: Received,
  file: FileHandle,
  { idleMs, signal }: DownloadRequest,
): Promise<boolean> {
  let passOver = received.bytes - body.from;
  const chunks = chunksOf(body.stream, idleMs, signal);
  for await (const chunk of chunks) {
    const fresh = chunk.subarray(Math.min(passOver, chunk.length));
    passOver -= chunk.length - fresh.length;
    await writeWhole(file, fresh, received.bytes);
    received.hash.update(fresh);
    received.bytes += fresh.length;
  }
  signal.throwIfAborted();
  return received.bytes === body.sizeBytes;
}

/** The chunks of a stream until it ends, breaks, stays silent for `idleMs`, or the signal is aborted. */
async function* chunksOf(stream: Readable, idleMs: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  const end = (): void => void stream.destroy();
  const idle = setTimeout(end, idleMs);
  signal.addEventListener('abort', end, { once: true });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      idle.refresh();
      yield chunk;
    }
  } catch {
    // A broken connection: what has arrived stands, the caller counts it.
  } finally {
    clearTimeout(idle);
    signal.removeEventListener('abort', end);
    stream.destroy();
  }
}

async function writeWhole(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}
