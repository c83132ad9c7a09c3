import { embedPicture, pictureKind } from './embed-picture.js';
import type { Encoders, Picture } from './encoders.js';
import type { Genome } from './genome.js';
import { embedded, fileKinds, type Embedding, type FileKind } from './kinds.js';
import { embedProfile, profileOfPattern, profileOfSolid, type SolidMeasures } from './profile.js';
import { embedSizes, sizesOfDrawing, sizesOfSolid, type StatedDimension } from './sizes.js';
import { embedText } from './text.js';

/** What one extraction says that a drawing and a model have in common. */
export interface FileInput {
  readonly text: string;
  readonly dimensions: readonly StatedDimension[];
  /** The flat pattern of a DXF as it was extracted, and the drawing's unit. */
  readonly pattern: unknown;
  readonly unit: string | null;
  readonly solid: ({ readonly genome: Genome; readonly extents: readonly number[] } & SolidMeasures) | null;
  /** The preview of a drawing; models have their views. */
  readonly preview: Picture | null;
}

/** The vectors that drawings and models share, in the order of `fileKinds`. */
export async function embedFile(input: FileInput, encoders: Encoders): Promise<Embedding<FileKind>[]> {
  const { solid } = input;
  const profile = solid === null ? profileOfPattern(input.pattern, input.unit) : profileOfSolid(solid.genome, solid);
  const sizes =
    solid === null
      ? sizesOfDrawing(input.dimensions, profile?.holes.map(({ diameter }) => diameter) ?? [])
      : sizesOfSolid(solid.genome, solid.extents);
  const image = input.preview === null ? null : await embedPicture(input.preview, encoders);
  return [
    embedded('text', fileKinds.text, embedText(input.text), 'nothing describes the file in words'),
    embedded('sizes', fileKinds.sizes, embedSizes(sizes), 'no size in a known unit was extracted'),
    embedded('profile', fileKinds.profile, profile === null ? null : embedProfile(profile), 'no flat pattern and no sheet part'),
    embedded('image', pictureKind(encoders), image, 'no preview was made'),
  ];
}
