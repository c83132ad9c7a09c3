import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Response } from 'express';
import type { Sql } from '../adapters/postgres/connect.js';
import { RequestError } from './http/failures.js';

/** Opens a file of the archive. Rejects when it is not there any more. */
export type ReadSourceFile = (sourceUri: string, storageKey: string) => Promise<Readable | Uint8Array>;

/**
 * Sends the original file as a download. Its bytes come from strangers, so the browser is told to show nothing of it in
 * our origin.
 */
export async function sendContent(sql: Sql, readSourceFile: ReadSourceFile, id: number, response: Response): Promise<void> {
  const [file] = await sql<{ uri: string; storage_key: string; name: string }[]>`
    SELECT s.uri, f.storage_key, f.name FROM files f JOIN sources s ON s.id = f.source_id WHERE f.id = ${id} AND f.status <> 'missing'`;
  if (file === undefined) throw new RequestError(404, `there is no file ${id}`, 'id');
  const content = await readSourceFile(file.uri, file.storage_key).catch(() => null);
  if (content === null) throw new RequestError(404, `file ${id} could not be opened in the archive`, 'id');
  response.attachment(file.name);
  response.type('application/octet-stream');
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  response.setHeader('Cache-Control', 'private, no-store');
  try {
    await pipeline(content instanceof Readable ? content : Readable.from([content]), response);
  } catch (error) {
    // Whoever closes the connection before the end has seen enough.
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
  }
}
