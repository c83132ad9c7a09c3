import { readPicture } from '../../embedding-models/read-picture.js';
import { chiralityOf } from '../../../processors/embed/chirality.js';
import { embedFile } from '../../../processors/embed/embed-file.js';
import { embedModel } from '../../../processors/embed/embed-model.js';
import { recipeOf, type Encoders, type Picture } from '../../../processors/embed/encoders.js';
import { readGenome } from '../../../processors/embed/genome.js';
import { fileKinds, modelKinds, viewKind } from '../../../processors/embed/kinds.js';
import type { Sql } from '../connect.js';
import { staleFiles, type StoredFile } from './read-files.js';
import { extentsOf, pointsOf, staleModels, type StoredModel } from './read-models.js';
import { writeFileVectors, type FileVectors } from './write-files.js';
import { writeModelVectors, type ModelVectors } from './write-models.js';

export interface EmbedOptions {
  readonly encoders: Encoders;
  /** The bytes of an artifact by its storage key. Rejects when it is not there. */
  readonly readArtifact: (storageKey: string) => Promise<Uint8Array>;
}

export interface FileRange {
  readonly runId: number;
  readonly from: number;
  readonly to: number;
}

/** Rows in memory at a time: a genome may hold thousands of faces. */
const batch = 25;

/** Names everything that computes vectors; what another recipe computed is stale. */
export const currentRecipe = ({ encoders }: EmbedOptions): string =>
  recipeOf(encoders, { ...modelKinds, ...fileKinds, view: viewKind });

/** Computes the vectors of the models of a range that are stale, a batch at a time. Repeatable: a second call finds nothing to do. */
export async function embedModels(sql: Sql, range: FileRange, options: EmbedOptions): Promise<void> {
  for (;;) {
    const stored = await staleModels(sql, range, currentRecipe(options), batch);
    if (stored.length === 0) return;
    const models: ModelVectors[] = [];
    for (const model of stored) models.push(await vectorsOfModel(model, options));
    await writeModelVectors(sql, models, currentRecipe(options));
  }
}

/** The same for the vectors that drawings and models share. */
export async function embedFiles(sql: Sql, range: FileRange, options: EmbedOptions): Promise<void> {
  for (;;) {
    const stored = await staleFiles(sql, range, currentRecipe(options), batch);
    if (stored.length === 0) return;
    const files: FileVectors[] = [];
    for (const file of stored) files.push(await vectorsOfFile(file, options));
    await writeFileVectors(sql, files, currentRecipe(options));
  }
}

async function vectorsOfModel(stored: StoredModel, options: EmbedOptions): Promise<ModelVectors> {
  const genome = readGenome(stored.genome);
  const views = [];
  for (const { id, storage_key } of stored.views) views.push({ id, picture: await open(storage_key, options) });
  const embedded = await embedModel(
    { genome, points: pointsOf(stored.point_cloud), text: `${stem(stored.name)} ${stored.words ?? ''}`, views },
    options.encoders,
  );
  return {
    id: stored.id,
    ...embedded,
    extents: extentsOf(stored.bounding_box),
    chirality: genome === null ? null : chiralityOf(genome),
  };
}

async function vectorsOfFile(stored: StoredFile, options: EmbedOptions): Promise<FileVectors> {
  const genome = readGenome(stored.genome);
  const { metadata_id, file_id, dimensions, pattern, units: unit } = stored;
  const solid = genome === null ? null : { genome, extents: extentsOf(stored.bounding_box) ?? [], ...measuresOf(stored) };
  const preview = await open(stored.preview_key, options);
  const text = `${stem(stored.name)} ${stored.words ?? ''}`;
  return {
    metadata_id,
    file_id,
    embeddings: await embedFile({ text, dimensions, pattern, unit, solid, preview }, options.encoders),
  };
}

function measuresOf({ volume_cm3, surface_area_cm2 }: StoredFile): { volume: number | null; area: number | null } {
  return {
    volume: volume_cm3 === null ? null : volume_cm3 * 1000,
    area: surface_area_cm2 === null ? null : surface_area_cm2 * 100,
  };
}

/** The name without extensions and Creo version: `bracket.prt.3` is `bracket`. */
function stem(name: string): string {
  return name.replace(/(\.[a-z]{2,5})?(\.\d+)?$/iu, '');
}

/** A picture that is gone, or that cannot be decoded, is none; the coverage figures show it as missing. */
async function open(key: string | null, { readArtifact }: EmbedOptions): Promise<Picture | null> {
  if (key === null) return null;
  return readArtifact(key)
    .then(readPicture)
    .catch(() => null);
}
