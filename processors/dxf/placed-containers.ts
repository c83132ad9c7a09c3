import { placementMap, type BlockGraph } from './block-graph.js';
import type { Container, Drawing } from './drawing.js';
import type { Placement } from './insert-store.js';
import { compose, identity, type Affine } from './plane.js';

/** A container as it stands on a layout: the layout itself, or a block in one of its insertions. */
export interface PlacedContainer {
  readonly container: Container;
  /** From the container's coordinates to the layout's. */
  readonly map: Affine;
  /** Layer and colour that layer 0 and BYBLOCK inside take; null on the layout itself. */
  readonly placement: Placement | null;
}

/** Nothing that is looked at by eye is drawn from more insertions; hostile files have billions. */
const maxPlacements = 20_000;
const maxDepth = 16;

/**
 * A layout and everything inserted in it, nested and MINSERT insertions included.
 * @param wanted leaves out an insertion with all that is in it
 */
export function* placedContainers(
  drawing: Drawing,
  graph: BlockGraph,
  layout: Container,
  wanted: (placement: Placement, block: Container) => boolean = () => true,
): Generator<PlacedContainer> {
  let placed = 0;
  const path = new Set<number>();
  function* visit(container: Container, map: Affine, placement: Placement | null): Generator<PlacedContainer> {
    if (placed >= maxPlacements || path.size >= maxDepth || path.has(container.id)) return;
    placed += 1;
    yield { container, map, placement };
    path.add(container.id);
    for (const index of graph.insertsByContainer().get(container.id) ?? []) {
      const inner = drawing.inserts.at(index);
      const block = graph.blockOf(inner.block);
      if (block === null || !wanted(inner, block)) continue;
      for (let cell = 0; cell < inner.columns * inner.rows && placed < maxPlacements; cell++) {
        const cellMap = placementMap(inner, block, cell % inner.columns, Math.floor(cell / inner.columns));
        yield* visit(block, compose(map, cellMap), inner);
      }
    }
    path.delete(container.id);
  }
  yield* visit(layout, identity, null);
}
