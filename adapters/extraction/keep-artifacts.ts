import { artifactKey, type Artifact, type ArtifactFact } from '../../queues/contract/artifacts.js';
import { ExtractionError } from '../../queues/contract/errors.js';
import { writeArtifact } from '../artifacts/artifact-folder.js';

export interface ArtifactPlace {
  readonly folder: string;
  readonly contentHash: string;
  readonly processor: string;
  readonly version: string;
}

/**
 * The port `keep` of one document: writes what a processor derived and records it in `kept`.
 * @throws {ExtractionError} STORAGE_UNAVAILABLE when it cannot be written: facts without their pictures would look complete.
 */
export function keepInto({ folder, contentHash, processor, version }: ArtifactPlace, kept: ArtifactFact[]) {
  return async ({ name, mediaType, bytes, page, width, height }: Artifact): Promise<string> => {
    const key = artifactKey(contentHash, processor, version, name);
    try {
      await writeArtifact(folder, key, bytes);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ExtractionError('STORAGE_UNAVAILABLE', `${name} cannot be kept: ${reason}`, { cause: error });
    }
    kept.push({
      name,
      storage_key: key,
      media_type: mediaType,
      byte_size: bytes.byteLength,
      page: page ?? null,
      width: width ?? null,
      height: height ?? null,
    });
    return key;
  };
}
