import { keyOf, type BlockGraph } from '../block-graph.js';
import type { Container, Drawing, Lettering } from '../drawing.js';
import type { Hatch } from '../hatch.js';
import type { Placement } from '../insert-store.js';
import { placedContainers } from '../placed-containers.js';
import { compose, type Affine } from '../plane.js';
import { colourOf } from './colour.js';
import { drawShape } from './draw-shape.js';
import { HatchPen } from './hatch-pen.js';
import { letter } from './letter.js';
import { Scene } from './scene.js';

const byBlock = 0;
const byLayer = 256;

/** Draws a layout with its insertions, the pictures of its dimensions, and all texts on layers that are shown. */
export function drawLayout(drawing: Drawing, graph: BlockGraph, layout: Container, nameOf: (id: number) => string): Scene {
  const scene = new Scene();
  const layers = new LayerLook(drawing);
  const lettering = letteringByContainer(drawing);
  const hatches = hatchesByContainer(drawing);
  const pen = new HatchPen();
  const drawContainer = (container: Container, map: Affine, placement: Placement | null): void => {
    const outer = placement === null ? null : nameOf(placement.layer);
    const layerOf = (name: string): string => (name === '0' && outer !== null ? outer : name);
    for (const shape of drawing.geometry.shapesOf(container.id)) {
      const layer = layerOf(nameOf(shape.layer));
      if (layers.isShown(layer)) drawShape(scene, shape, map, colourOf(colourIndex(shape.color, layer, placement, layers)));
    }
    for (const hatch of hatches.get(container.id) ?? []) {
      const layer = layerOf(nameOf(hatch.layer));
      if (layers.isShown(layer)) pen.draw(scene, hatch, map, colourOf(colourIndex(hatch.color, layer, placement, layers)));
    }
    for (const text of lettering.get(container.id) ?? []) {
      const layer = layerOf(text.layer ?? '0');
      if (layers.isShown(layer)) letter(scene, text, map, colourOf(layers.colour(layer)));
    }
  };
  for (const { container, map, placement } of placedContainers(drawing, graph, layout)) {
    drawContainer(container, map, placement);
    for (const picture of graph.picturesByContainer().get(container.id) ?? []) {
      for (const inner of placedContainers(drawing, graph, picture))
        drawContainer(inner.container, compose(map, inner.map), inner.placement);
    }
  }
  return scene;
}

function colourIndex(color: number, layer: string, placement: Placement | null, layers: LayerLook): number {
  if (color !== byBlock && color !== byLayer) return Math.abs(color);
  const outer = placement?.color ?? byLayer;
  return color === byBlock && outer !== byBlock && outer !== byLayer ? outer : layers.colour(layer);
}

/** Which layers are shown, and their colours. `DEFPOINTS` is never plotted. */
class LayerLook {
  private readonly hidden = new Set(['DEFPOINTS']);
  private readonly colours = new Map<string, number>();

  constructor(drawing: Drawing) {
    for (const { name, isFrozen, isOff, color } of drawing.layers.values()) {
      if (isFrozen || isOff) this.hidden.add(keyOf(name));
      this.colours.set(keyOf(name), color);
    }
  }

  isShown(layer: string): boolean {
    return !this.hidden.has(keyOf(layer));
  }

  colour(layer: string): number {
    return this.colours.get(keyOf(layer)) ?? 7;
  }
}

function hatchesByContainer({ hatches }: Drawing): Map<number, Hatch[]> {
  const lists = new Map<number, Hatch[]>();
  for (const hatch of hatches) {
    const list = lists.get(hatch.container);
    if (list === undefined) lists.set(hatch.container, [hatch]);
    else list.push(hatch);
  }
  return lists;
}

/** Texts by the container that they are drawn in. An ATTDEF in a block is a form to fill in and is not drawn. */
function letteringByContainer(drawing: Drawing): Map<number, Lettering[]> {
  const lists = new Map<number, Lettering[]>();
  const add = (lettering: Lettering): void => {
    const list = lists.get(lettering.container);
    if (list === undefined) lists.set(lettering.container, [lettering]);
    else list.push(lettering);
  };
  for (const [index, { text, source, layer, visible, height, angle }] of drawing.texts.entries()) {
    const place = drawing.textPlaces[index];
    if (place === undefined || !visible || source === 'attdef' || source === 'table') continue;
    add({ ...place, text, layer, height: height ?? 0, angle: angle ?? 0 });
  }
  for (const lettering of drawing.pictureLettering) add(lettering);
  return lists;
}
