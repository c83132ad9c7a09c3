import type { Artifact } from '../../../queues/contract/artifacts.js';
import type { BlockGraph } from '../block-graph.js';
import type { Drawing } from '../drawing.js';
import { encodePng } from '../../picture/png.js';
import { drawLayout } from './draw-layout.js';
import { drawScene } from './draw-scene.js';
import type { PictureSize } from './picture-size.js';
import type { Scene } from './scene.js';

/** Pixels of the longer side. Text decides between them: it should be at least so high. */
const smallest = 640;
const largest = 2000;
const readableHeight = 9;

/** A picture of a drawing for people, and whether everything is on it. */
export interface Preview {
  readonly artifact: Artifact;
  readonly isComplete: boolean;
}

/**
 * Draws model space, or paper space where the model is empty, as `preview.png`. Null when there is nothing to be seen.
 * The same drawing gives the same pixels on every machine, as far as its characters are in the lettering of our own.
 */
export async function drawPreview(drawing: Drawing, graph: BlockGraph, nameOf: (id: number) => string): Promise<Preview | null> {
  const layouts = [drawing.model, ...drawing.containers.filter(({ role }) => role === 'paper')];
  let scene: Scene | null = null;
  for (const layout of layouts) {
    scene = drawLayout(drawing, graph, layout, nameOf);
    if (!scene.isEmpty && !scene.box.isEmpty) break;
  }
  if (scene === null || scene.isEmpty || scene.box.isEmpty) return null;
  const size = pictureSize(scene, drawing);
  const drawn = await drawScene(scene, size);
  const bytes = encodePng(drawn.picture);
  const artifact: Artifact = { name: 'preview.png', mediaType: 'image/png', bytes, width: size.width, height: size.height };
  return { artifact, isComplete: scene.isComplete && drawn.isComplete && !drawing.geometry.isTruncated };
}

/** As large as the smaller texts of the drawing need to be read, within limits; without texts small. */
function pictureSize({ box }: Scene, drawing: Drawing): PictureSize {
  const longest = Math.max(box.width, box.height, 1e-9);
  const heights = [...drawing.texts, ...drawing.pictureLettering]
    .map(({ height }) => height ?? 0)
    .filter((height) => height > 0)
    .sort((a, b) => a - b);
  const small = heights[Math.floor(heights.length / 4)] ?? 0;
  const wanted = small > 0 ? (readableHeight / small) * longest : smallest;
  const pixels = Math.min(largest, Math.max(smallest, wanted));
  const margin = 12;
  const scale = (pixels - 2 * margin) / longest;
  return {
    scale,
    margin,
    // Rows of whole words are written sooner (`encodePng`).
    width: Math.max(64, 8 * Math.ceil((box.width * scale + 2 * margin) / 8)),
    height: Math.max(64, Math.ceil(box.height * scale + 2 * margin)),
  };
}
