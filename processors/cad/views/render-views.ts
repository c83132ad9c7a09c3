import type { ExtractionPorts } from '../../../queues/contract/processor.js';
import type { CadFact } from '../../../queues/contract/facts.js';
import { boundingSphere, type TriangleMesh } from '../mesh/triangle-mesh.js';
import { cameraOf, canonicalViews } from './camera.js';
import { emptyPicture, rasterise } from './rasterise.js';
import { shade } from './shade.js';

/** Pixels of a kept view, and how much finer it is drawn. */
const side = 512;
const fineness = 2;
const quality = 85;

/**
 * Keeps ten views of a model as `view-front.webp` and so on, in parallel projection at one scale.
 * @throws {Error} where sharp has no binary for this platform
 */
export async function renderViews(
  mesh: TriangleMesh,
  keep: NonNullable<ExtractionPorts['keep']>,
): Promise<NonNullable<CadFact['views']>> {
  const sphere = boundingSphere(mesh);
  if (!sphere || sphere.radius === 0) return [];
  const { default: sharp } = await import('sharp');
  const drawn = side * fineness;
  const picture = emptyPicture(drawn);
  const views = [];
  for (const view of canonicalViews) {
    const grey = shade(rasterise(mesh, sphere, cameraOf(view), picture), (2 * sphere.radius) / drawn, fineness);
    const bytes = await sharp(grey, { raw: { width: side, height: side, channels: 1 } })
      .webp({ quality, effort: 2 })
      .toBuffer();
    const key = await keep({ name: `view-${view.name}.webp`, mediaType: 'image/webp', bytes, width: side, height: side });
    const { name: view_type, azimuth, elevation } = view;
    views.push({ view_type, azimuth, elevation: Math.round(elevation * 1e4) / 1e4, storage_key: key, resolution: side });
  }
  return views;
}
