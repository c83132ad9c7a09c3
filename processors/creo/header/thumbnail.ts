import type { DocumentInput, ExtractionPorts } from '../../../queues/contract/processor.js';
import { readSections, sectionPayload } from './toc.js';
import type { Section } from './toc.js';
import { readUgcHeader } from './ugc.js';

export interface ThumbnailSize {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

const SECTION = 'THMB_IMG_MAIN';

/**
 * The preview picture that Creo stored: a JPEG, usually 256 x 256. Null where the file has none. A copy, so the file's bytes can be freed.
 * @throws {ExtractionError} FILE_EMPTY, FORMAT_MISMATCH, FILE_CORRUPT as `readUgcHeader`.
 */
export function extractThumbnail(bytes: Uint8Array, fileName: string): Uint8Array | null {
  const { baseOffset } = readUgcHeader(bytes, fileName);
  const jpeg = thumbnailIn(bytes, readSections(bytes, baseOffset).sections);
  // Not `slice`: a Buffer's does not copy.
  return jpeg === null ? null : new Uint8Array(jpeg);
}

/** Keeps the preview as `thumbnail.jpg`, unless the file has none that can be shown. */
export async function keepThumbnail({ bytes, name }: DocumentInput, keep: NonNullable<ExtractionPorts['keep']>): Promise<void> {
  const jpeg = extractThumbnail(bytes, name);
  const size = jpeg === null ? null : jpegSize(jpeg);
  if (jpeg !== null && size !== null) await keep({ name: 'thumbnail.jpg', mediaType: 'image/jpeg', bytes: jpeg, ...size });
}

export function thumbnailSize(bytes: Uint8Array, sections: readonly Section[]): ThumbnailSize | null {
  const jpeg = thumbnailIn(bytes, sections);
  const size = jpeg === null ? null : jpegSize(jpeg);
  return jpeg === null || size === null ? null : { ...size, bytes: jpeg.length };
}

function thumbnailIn(bytes: Uint8Array, sections: readonly Section[]): Uint8Array | null {
  const section = sections.find(({ name }) => name === SECTION);
  const payload = section === undefined ? null : sectionPayload(bytes, section);
  if (payload === null || payload[0] !== 0xff || payload[1] !== 0xd8) return null;
  return payload;
}

/** Width and height from the first frame header (SOF0 to SOF15 without DHT, JPG and DAC), ITU-T T.81, B.2.2. */
function jpegSize(jpeg: Uint8Array): { width: number; height: number } | null {
  const word = (at: number): number => ((jpeg[at] ?? 0) << 8) | (jpeg[at + 1] ?? 0);
  for (let at = 2; at + 9 < jpeg.length; at += 2 + word(at + 2)) {
    const marker = jpeg[at + 1] ?? 0;
    if (jpeg[at] !== 0xff) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: word(at + 5), width: word(at + 7) };
  }
  return null;
}
