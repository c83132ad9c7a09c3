import express, { type Request, type RequestHandler } from 'express';
import { RequestError, parsed } from '../http/failures.js';
import { readMultipart, type FormField } from '../http/multipart.js';
import { SimilarQuery } from '../contract/similar.js';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface SimilarRequest {
  readonly query: SimilarQuery;
  readonly upload: UploadedFile | null;
}

/** A part as STEP is seldom larger; what is, is better put into the archive. */
export const maxUploadBytes = 64 * 1024 * 1024;

/** Reads bodies of the two kinds that are accepted, up to the limit; a larger one is refused before it is read. */
export const similarBodies: readonly RequestHandler[] = [
  express.json({ limit: '100kb' }),
  express.raw({ type: 'multipart/form-data', limit: maxUploadBytes }),
];

/**
 * What was asked for: JSON, or a form with the file in `file` and the other fields beside it.
 * @throws {RequestError} 400, or 415 for another kind of body
 */
export function readSimilarRequest(request: Request): SimilarRequest {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) {
    if (!request.is('application/json')) throw new RequestError(415, 'send application/json or multipart/form-data');
    return checked(parsed(SimilarQuery, body ?? {}), null);
  }
  const fields: Record<string, string> = {};
  let upload: UploadedFile | null = null;
  for (const { name, filename, bytes } of readForm(body, request.headers['content-type'] ?? '')) {
    if (Object.hasOwn(fields, name) || (name === 'file' && upload !== null))
      throw new RequestError(400, `${name}: must be given once`, name);
    if (filename === null) fields[name] = bytes.toString('utf8');
    else if (name === 'file') upload = { name: filename, bytes };
    else throw new RequestError(400, `${name}: no file is expected here`, name);
  }
  return checked(parsed(SimilarQuery, fields), upload);
}

function readForm(body: Buffer, contentType: string): FormField[] {
  try {
    return readMultipart(body, contentType);
  } catch (error) {
    throw new RequestError(400, error instanceof SyntaxError ? error.message : 'the form could not be read');
  }
}

function checked(query: SimilarQuery, upload: UploadedFile | null): SimilarRequest {
  const { file_id, model_id, text } = query;
  const isKnown = file_id !== undefined || model_id !== undefined;
  if (!isKnown && upload === null && text === undefined) {
    throw new RequestError(400, 'nothing to compare with: one of file_id, model_id, text or an uploaded file is needed');
  }
  if (isKnown && upload !== null) throw new RequestError(400, 'file: cannot be given beside file_id or model_id', 'file');
  if (upload?.bytes.length === 0) throw new RequestError(400, 'file: is empty', 'file');
  return { query, upload };
}
