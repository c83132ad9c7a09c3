import type { BlockGraph } from '../block-graph.js';
import type { Container, Drawing } from '../drawing.js';
import { placedContainers } from '../placed-containers.js';
import { applyTo, radiansPerDegree, scaleOf } from '../plane.js';

/** One line of text on a layout with the box it covers, estimated: fonts are not read. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  readonly height: number;
  readonly source: 'text' | 'mtext' | 'attrib';
  /** Its place in the order of the file, and the line within a multi-line text. */
  readonly order: number;
}

/** Width of an average character relative to the height of capitals, between narrow and wide fonts. */
const characterWidth = 0.82;
/** MTEXT line distance relative to the text height (DXF reference, group 44 = 1). */
const lineDistance = 5 / 3;
/** Texts that lean more than this are no part of a form. */
const uprightDegrees = 2;
const readable = new Set(['text', 'mtext', 'attrib']);

/** All upright texts that are drawn on a layout, inserted blocks included, line by line. */
export function placedTexts(drawing: Drawing, graph: BlockGraph, layout: Container): PlacedText[] {
  const byContainer = new Map<number, number[]>();
  for (const [index, { container }] of drawing.textPlaces.entries()) {
    const list = byContainer.get(container);
    if (list === undefined) byContainer.set(container, [index]);
    else list.push(index);
  }
  const placed: PlacedText[] = [];
  for (const { container, map } of placedContainers(drawing, graph, layout)) {
    const scale = scaleOf(map);
    const turn = Math.atan2(map[1], map[0]) / radiansPerDegree;
    for (const index of byContainer.get(container.id) ?? []) {
      const fact = drawing.texts[index];
      const place = drawing.textPlaces[index];
      if (fact === undefined || place === undefined || !fact.visible || !readable.has(fact.source)) continue;
      const angle = ((((fact.angle ?? 0) + turn) % 360) + 360) % 360;
      if (Math.min(angle, 360 - angle) > uprightDegrees) continue;
      const height = (fact.height ?? 0) * scale;
      const [x, y] = applyTo(map, place.x, place.y);
      const lines = fact.text.split('\n');
      const below = place.valign === 'top' ? height : place.valign === 'middle' ? height / 2 : 0;
      const block = (lines.length - 1) * lineDistance * height;
      const first = y - below + (place.valign === 'top' ? 0 : place.valign === 'middle' ? block / 2 : block);
      for (const [line, raw] of lines.entries()) {
        const text = raw.replace(/\s+/g, ' ').trim();
        if (text === '') continue;
        const width = text.length * height * characterWidth * (place.widthFactor > 0 ? place.widthFactor : 1);
        const left = place.align === 'left' ? x : place.align === 'centre' ? x - width / 2 : x - width;
        const bottom = first - line * lineDistance * height;
        const source = fact.source === 'attrib' ? 'attrib' : fact.source === 'mtext' ? 'mtext' : 'text';
        placed.push({
          text,
          left,
          right: left + width,
          bottom,
          top: bottom + height,
          height,
          source,
          order: index + line / 1000,
        });
      }
    }
  }
  return placed;
}
