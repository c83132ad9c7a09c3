import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Sql } from '../adapters/postgres/connect.js';
import { RequestError } from './http/failures.js';

/** Opens an artifact by its storage key. Rejects when it is not there. */
export type ReadArtifact = (storageKey: string) => Promise<Readable>;

/** Sends a picture or array that the database knows of: no other path of the store can be asked for. */
export async function sendArtifact(sql: Sql, read: ReadArtifact, storageKey: string, response: Response): Promise<void> {
  const [artifact] = await sql<{ media_type: string }[]>`
    SELECT media_type FROM extracted_artifacts WHERE storage_key = ${storageKey} LIMIT 1`;
  const content = artifact && (await read(storageKey).catch(() => null));
  if (!content) throw new RequestError(404, `there is no artifact ${storageKey}`, 'key');
  response.type(artifact.media_type);
  // The key names content and program version, so what it stands for never changes.
  response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
  try {
    await pipeline(content, response);
  } catch (error) {
    // Whoever closes the connection before the end has seen enough.
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
  }
}
