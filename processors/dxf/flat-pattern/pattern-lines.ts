import { keyOf, type BlockGraph } from '../block-graph.js';
import type { Container, Drawing } from '../drawing.js';
import { placedContainers } from '../placed-containers.js';
import { Box, distance } from '../plane.js';
import { titleBlockName } from '../sheet/attribute-title.js';
import type { BendCandidate } from './bend-lines.js';
import { Contour, type Bounds } from './contour.js';
import { bendDirection, lineRole } from './line-role.js';
import { lengthOf, type Segment } from './segment.js';
import { SegmentList } from './segment-list.js';
import { isClosedShape, SegmentPen } from './shape-segments.js';

/** The lines of model space by what they are for. */
export interface PatternLines {
  /** Pieces that have to be joined to contours. */
  readonly cuts: SegmentList;
  /** Curves that are closed as drawn. */
  readonly closed: readonly Contour[];
  readonly bends: readonly BendCandidate[];
  readonly markLength: number;
  /** Diagonal of the box around all that is cut. */
  readonly size: number;
}

/** Beyond this a drawing is a plan, not a part. */
const maxSegments = 40_000;

/**
 * Sorts the lines of model space by their role; null when there are too many. Layers that are not shown do not count.
 * @param forms places of title blocks and tables, whose lines are left out
 */
export function collectLines(
  drawing: Drawing,
  graph: BlockGraph,
  nameOf: (id: number) => string,
  forms: readonly Bounds[],
): PatternLines | null {
  const roles = new RoleTable(drawing, nameOf);
  const cuts = new SegmentList();
  const closed: Contour[] = [];
  const bends: BendCandidate[] = [];
  const box = new Box();
  const excluded = forms.map(widened);
  let markLength = 0;
  let count = 0;
  const wanted = (_: unknown, block: Container): boolean => block.role === 'block' && !titleBlockName.test(block.name);
  for (const { container, map, placement } of placedContainers(drawing, graph, drawing.model, wanted)) {
    let line: LayeredRole | null = null;
    let loop: Segment[] | null = null;
    let lastLayer = -1;
    let lastLinetype = -1;
    const pen = new SegmentPen(map, (x0, y0, x1, y1, bulge) => {
      count += 1;
      if (line === null) return;
      if (line.role === 'mark') markLength += lengthOf({ x0, y0, x1, y1, bulge });
      else if (line.role === 'bend') {
        if (bulge === 0)
          bends.push({ x0, y0, x1, y1, byLayer: line.byLayer, direction: bendDirection(line.layer), layer: line.layer });
      } else if (!excluded.some((form) => holds(form, x0, y0) && holds(form, x1, y1))) {
        box.include(x0, y0);
        box.include(x1, y1);
        if (loop !== null) loop.push({ x0, y0, x1, y1, bulge });
        else cuts.push(x0, y0, x1, y1, bulge);
      }
    });
    for (const shape of drawing.geometry.shapesOf(container.id)) {
      if (shape.layer !== lastLayer || shape.linetype !== lastLinetype)
        line = roles.of(shape.layer, shape.linetype, placement?.layer ?? null);
      lastLayer = shape.layer;
      lastLinetype = shape.linetype;
      if (line === null) continue;
      loop = line.role === 'cut' && isClosedShape(shape) ? [] : null;
      pen.draw(shape);
      const contour = loop === null ? null : Contour.of(loop);
      if (contour !== null) closed.push(contour);
      if (count > maxSegments) return null;
    }
  }
  return { cuts, closed, bends, markLength, size: distance(box.width, box.height) };
}

interface LayeredRole extends ReturnType<typeof lineRole> {
  readonly layer: string;
}

/** Roles of layer and linetype pairs, each decided once. */
class RoleTable {
  private readonly known = new Map<number, LayeredRole | null>();
  private readonly layers: Map<string, { readonly isFrozen: boolean; readonly isOff: boolean; readonly linetype: string }>;
  private readonly nameOf: (id: number) => string;

  constructor(drawing: Drawing, nameOf: (id: number) => string) {
    this.nameOf = nameOf;
    this.layers = new Map([...drawing.layers.values()].map((layer) => [keyOf(layer.name), layer]));
  }

  /** @param outer layer of the insertion, which layer 0 within it takes; null outside of blocks */
  of(layerId: number, linetypeId: number, outer: number | null): LayeredRole | null {
    // Ids count from 0, -1 for none; together they make one number.
    const key = (layerId * 1e5 + linetypeId + 1) * 1e5 + (outer ?? -1) + 1;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const own = this.nameOf(layerId);
    const layer = own === '0' && outer !== null ? this.nameOf(outer) : own;
    const record = this.layers.get(keyOf(layer));
    const stated = linetypeId < 0 ? 'BYLAYER' : this.nameOf(linetypeId);
    const line = lineRole(layer, /^bylayer$/i.test(stated) ? (record?.linetype ?? '') : stated);
    const isShown = record === undefined || (!record.isFrozen && !record.isOff);
    const role = isShown && line.role !== 'other' ? { ...line, layer } : null;
    this.known.set(key, role);
    return role;
  }
}

/** A form's lines stand somewhat outside its texts. */
function widened({ minX, minY, maxX, maxY }: Bounds): Bounds {
  const margin = 0.15 * Math.max(maxX - minX, maxY - minY);
  return { minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin };
}

function holds(form: Bounds, x: number, y: number): boolean {
  return x >= form.minX && x <= form.maxX && y >= form.minY && y <= form.maxY;
}
