import { ExtractionError } from '../../../queues/contract/errors.js';
import type { StepEntities } from './entities.js';
import { productOf } from './products.js';
import { isReference, meaningful } from './values.js';

/** Of this many the kernel makes no document within any time and memory; its recursion unfolds them one by one. */
const mostPlacements = 1_000_000;

/**
 * Looks at the usages of an assembly before the kernel follows them.
 * @throws {ExtractionError} FILE_CORRUPT for one that contains itself, at which the kernel's stack ends; FILE_TOO_LARGE for one that unfolds to more parts
 * than can be placed, as a few lines can when each level doubles the one below
 */
export function checkAssembly(entities: StepEntities): void {
  const children = new Map<number, number[]>();
  for (const { values } of entities.all('NEXT_ASSEMBLY_USAGE_OCCURRENCE')) {
    const [parent, child] = [values[3], values[4]];
    if (!isReference(parent) || !isReference(child)) continue;
    const known = children.get(parent.ref);
    if (known === undefined) children.set(parent.ref, [child.ref]);
    else known.push(child.ref);
  }
  const placements = new Map<number, number>();
  for (const definition of children.keys()) {
    const circle = count(definition, children, placements);
    if (circle !== null) {
      const names = circle.map((id) => nameOf(entities, id)).join(' in ');
      throw new ExtractionError('FILE_CORRUPT', `the assembly contains itself: ${names}`);
    }
  }
  const most = [...placements.values()].reduce((largest, placed) => Math.max(largest, placed), 0);
  if (most > mostPlacements) throw new ExtractionError('FILE_TOO_LARGE', `the assembly places ${most} parts`);
}

/** Counts what a definition places, from below; a circle of definitions, each within the next, where there is one. Without recursion: a chain may be long. */
function count(
  start: number,
  children: ReadonlyMap<number, readonly number[]>,
  placements: Map<number, number>,
): number[] | null {
  const path: { readonly id: number; next: number; sum: number }[] = [];
  const open = new Set<number>();
  const enter = (id: number): void => {
    path.push({ id, next: 0, sum: 0 });
    open.add(id);
  };
  if (!placements.has(start)) enter(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const child = children.get(top.id)?.[top.next];
    if (child === undefined) {
      placements.set(top.id, children.has(top.id) ? top.sum : 1);
      open.delete(top.id);
      path.pop();
      continue;
    }
    const known = placements.get(child);
    if (known !== undefined) {
      top.sum += known;
      top.next += 1;
    } else if (open.has(child)) {
      const circle = path.slice(path.findIndex(({ id }) => id === child)).map(({ id }) => id);
      return [child, ...circle.reverse()];
    } else enter(child);
  }
  return null;
}

function nameOf(entities: StepEntities, definition: number): string {
  const product = entities.values(productOf(entities, { ref: definition }) ?? -1, 'PRODUCT');
  return meaningful(product?.[1]) ?? meaningful(product?.[0]) ?? `#${definition}`;
}
