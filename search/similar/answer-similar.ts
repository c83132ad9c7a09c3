import type { Sql } from '../../adapters/postgres/connect.js';
import { formatOfUpload, type UploadReader } from '../../adapters/extraction/read-upload.js';
import { readPicture } from '../../adapters/embedding-models/read-picture.js';
import type { Encoders } from '../../processors/embed/encoders.js';
import { processorFor } from '../../processors/registry.js';
import type { SimilarAnswer } from '../contract/similar.js';
import { RequestError } from '../http/failures.js';
import { inSnapshot } from '../queries/snapshot.js';
import { searchSimilar } from './search-similar.js';
import { shapeOfFacts, shapeOfPicture, shapeOfText, withText, type NamedPicture } from './shape-of-facts.js';
import type { QueryShape } from './signals.js';
import type { SimilarRequest, UploadedFile } from './similar-request.js';
import { shapeOfFile, shapeOfModel } from './stored-shape.js';

export interface SimilarPorts {
  readonly sql: Sql;
  /** Reads uploaded documents; without it only pictures and what is in the archive can be asked for. */
  readonly uploads?: UploadReader;
  readonly encoders?: Encoders;
}

/** Answers a request for similar parts. @throws {RequestError} 404, 415 or 422 for what cannot be compared, with the reason */
export async function answerSimilar(ports: SimilarPorts, { query, upload }: SimilarRequest): Promise<SimilarAnswer> {
  const uploaded = upload === null ? null : await shapeOfUpload(ports, upload);
  const {
    type: looking_for,
    file_id: file,
    model_id: model,
    text: words,
    weights,
    material,
    size_min,
    size_max,
    mirrored,
  } = query;
  const criteria = { file_id: file, model_id: model, text: words, weights, material, size_min, size_max, mirrored, looking_for };
  return inSnapshot(ports.sql, async (snapshot) => {
    const { file_id, model_id, text } = query;
    let shape = uploaded;
    if (file_id !== undefined) shape = known(await shapeOfFile(snapshot, file_id), 'file', file_id);
    if (model_id !== undefined) shape = known(await shapeOfModel(snapshot, model_id), 'model', model_id);
    if (text !== undefined) shape = shape === null ? shapeOfText(text) : withText(shape, text);
    if (shape === null) throw new RequestError(400, 'nothing to compare with');
    const found = await searchSimilar(snapshot, shape, query);
    return { query: { type: 'similar', ...criteria, ...(upload === null ? {} : { file: upload.name }) }, ...found };
  });
}

function known(shape: QueryShape | null, what: string, id: number): QueryShape {
  if (shape === null) throw new RequestError(404, `there is no ${what} ${id}`, `${what}_id`);
  return shape;
}

const pictureFormats = new Set(['jpeg', 'png', 'tiff', 'gif', 'webp']);

async function shapeOfUpload({ uploads, encoders = {} }: SimilarPorts, { name, bytes }: UploadedFile): Promise<QueryShape> {
  const format = formatOfUpload(name, bytes);
  if (pictureFormats.has(format)) {
    const picture = await readPicture(bytes).catch(() => null);
    if (picture === null) throw new RequestError(422, 'file: the picture could not be decoded', 'file');
    return shapeOfPicture(picture, encoders);
  }
  if (processorFor(format) === null) throw new RequestError(415, `file: nothing here reads the format ${format}`, 'file');
  if (uploads === undefined) throw new RequestError(415, 'file: this service reads pictures only', 'file');
  const { facts, pictures } = await uploads.read(name, bytes);
  if (facts.status !== 'completed') {
    throw new RequestError(422, `file: could not be read: ${facts.error_class ?? facts.status}: ${facts.error ?? ''}`, 'file');
  }
  const opened: NamedPicture[] = [];
  for (const picture of pictures) opened.push({ name: picture.name, picture: await readPicture(picture.bytes) });
  return shapeOfFacts(facts, opened, encoders);
}
