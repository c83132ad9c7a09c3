import type { Sql } from '../../adapters/postgres/connect.js';
import type { UploadReader } from '../../adapters/extraction/read-upload.js';
import { SimilarQuery } from '../../search/contract/similar.js';
import { inSnapshot } from '../../search/queries/snapshot.js';
import { searchSimilar } from '../../search/similar/search-similar.js';
import { shapeOfFacts } from '../../search/similar/shape-of-facts.js';
import { shapeOfFile } from '../../search/similar/stored-shape.js';
import type { QueryShape } from '../../search/similar/signals.js';
import { transformations, type PartFamily } from './family-archive.js';
import { plateDrawing } from './plate-drawing.js';

/** A copy must be among this many files. */
const first = 10;

/** Words count nothing here: the files of a family might share some. */
const query = SimilarQuery.parse({ type: 'models', weights: { text: 0 }, limit: 50 });

export interface SimilarRecall {
  readonly asked: number;
  readonly found: number;
}

/**
 * Recall@10 by what was done to the part: its base is asked for as a file of the archive, or its drawing as an upload.
 * @param folder of the families inside the archive, with its slash
 */
export async function similarRecall(
  sql: Sql,
  families: readonly PartFamily[],
  folder: string,
  uploads: UploadReader,
): Promise<Map<string, SimilarRecall>> {
  const recalls = new Map<string, SimilarRecall>();
  const count = (name: string, isFound: boolean): void => {
    const { asked, found } = recalls.get(name) ?? { asked: 0, found: 0 };
    recalls.set(name, { asked: asked + 1, found: found + (isFound ? 1 : 0) });
  };
  for (const family of families) {
    const id = await fileIdOf(sql, folder + family.base);
    const near = await nearestFiles(sql, await inSnapshot(sql, (snapshot) => shapeOfFile(snapshot, id)));
    for (const name of transformations) count(name, near.includes(folder + family.copies[name]));
    if (family.shape !== 'plate') continue;
    const { facts, pictures } = await uploads.read('plate.dxf', new TextEncoder().encode(plateDrawing(family.sizes)));
    if (pictures.length === 0 && facts.status !== 'completed') throw new Error(`the drawing was not read: ${facts.error ?? ''}`);
    count('drawing_to_model', (await nearestFiles(sql, await shapeOfFacts(facts, [], {}))).includes(folder + family.base));
  }
  return recalls;
}

async function nearestFiles(sql: Sql, shape: QueryShape | null): Promise<string[]> {
  if (shape === null) throw new Error('a file of the archive is not in the database');
  const { results } = await inSnapshot(sql, (snapshot) => searchSimilar(snapshot, shape, query));
  // Files of one group are one result; here each file counts for itself.
  const files = results.flatMap((result) => result.files).sort((a, b) => b.score - a.score || a.id - b.id);
  return files.slice(0, first).map(({ path }) => path);
}

async function fileIdOf(sql: Sql, path: string): Promise<number> {
  const [file] = await sql<{ id: number }[]>`SELECT id FROM files WHERE storage_key = ${path} ORDER BY id DESC LIMIT 1`;
  if (file === undefined) throw new Error(`${path} is not in the database`);
  return file.id;
}
