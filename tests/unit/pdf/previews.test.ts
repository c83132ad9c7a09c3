import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { extract } from '../../../processors/pdf/engines/pdfium.js';
import { limits } from '../../../processors/pdf/limits.js';
import type { Artifact } from '../../../queues/contract/artifacts.js';
import { documentOf, pdf, put } from './drawings.js';

async function picturesOf(bytes: Uint8Array): Promise<Map<string, Artifact>> {
  const kept = new Map<string, Artifact>();
  await extract(documentOf(bytes), {
    stage: () => undefined,
    keep: (artifact) => {
      kept.set(artifact.name, artifact);
      return Promise.resolve(artifact.name);
    },
  });
  return kept;
}

describe('previews', () => {
  test('show the first pages in colour, the longer edge 1024 pixels', async () => {
    const kept = await picturesOf(
      await pdf((pen) => {
        pen.rect(0, 0, 420, 595).fill('#ff0000');
        pen.addPage({ size: [300, 600] });
        put(pen, 'second page of the document', 20, 100);
      }),
    );
    expect([...kept.keys()].sort()).toEqual(['page-2.png', 'preview.png', 'thumbnail.png']);
    expect(kept.get('preview.png')).toMatchObject({ mediaType: 'image/png', page: 1, width: 1024, height: 724 });
    expect(kept.get('page-2.png')).toMatchObject({ page: 2, width: 512, height: 1024 });
    expect(kept.get('thumbnail.png')).toMatchObject({ page: 1, width: 256, height: 181 });
    const { data, info } = await sharp(kept.get('preview.png')?.bytes).raw().toBuffer({ resolveWithObject: true });
    const pixel = (x: number, y: number) => [...data.subarray((y * info.width + x) * info.channels).subarray(0, 3)];
    const [red, green, blue] = pixel(200, 300);
    expect(red).toBeGreaterThan(240);
    expect(Math.max(green ?? 255, blue ?? 255)).toBeLessThan(20);
    expect(Math.min(...pixel(800, 300))).toBeGreaterThan(240);
  });

  test('stop after the first pages of a book', async () => {
    const kept = await picturesOf(
      await pdf((pen) => {
        for (let page = 1; page <= limits.previewPages + 3; page++) {
          if (page > 1) pen.addPage();
          put(pen, `page number ${page} of a long book`, 20, 100);
        }
      }),
    );
    expect(kept.size).toBe(limits.previewPages + 1);
  });
});
