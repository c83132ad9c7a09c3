import { z } from 'zod';

/** A picture or an array that was derived from a document and is kept beside its facts. */
export const ArtifactFact = z.object({
  /** Unique within the document: `preview.png`, `page-2.webp`, `view-iso-1.webp`, `sdf.npz`. */
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  /** Where it is kept; the same content read by the same version of its processor has the same key. */
  storage_key: z.string(),
  media_type: z.string(),
  byte_size: z.number().int(),
  /** The page it shows, from 1. */
  page: z.number().int().nullable(),
  /** Pixels, for pictures. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
});
export type ArtifactFact = z.infer<typeof ArtifactFact>;

/** What a processor hands over; the port makes an `ArtifactFact` of it. */
export interface Artifact {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly page?: number;
  readonly width?: number;
  readonly height?: number;
}

/**
 * `ab/abcd…/dxf-3/preview.png`: by content hash, then by processor and version, so that nothing is overwritten by other content
 * or another program. Two levels of folders keep any folder small.
 * @param contentHash sha-256 of the document, lower-case hex
 */
export function artifactKey(contentHash: string, processor: string, version: string, name: string): string {
  const producer = `${processor}-${version}`.replace(/[^A-Za-z0-9.]+/g, '-').replace(/-+$/, '');
  return `${contentHash.slice(0, 2)}/${contentHash}/${producer}/${name}`;
}
