/** A block that is drawn in a container: by an INSERT with its rows and columns, or as the picture of a dimension. */
export interface Use {
  readonly container: number;
  readonly block: number;
  readonly cells: number;
}

/**
 * How often each container is drawn when every insertion is followed from the layouts down.
 * An insertion that closes a circle is left out: a block is not drawn within itself.
 * @param layouts containers that are drawn once
 * @param onCircle is told the block whose insertion closes a circle
 */
export function expandedCounts(
  uses: readonly Use[],
  layouts: readonly number[],
  onCircle: (block: number) => void,
): ReadonlyMap<number, number> {
  const usesOf = new Map<number, Use[]>();
  for (const use of uses) {
    const list = usesOf.get(use.container);
    if (list === undefined) usesOf.set(use.container, [use]);
    else list.push(use);
  }
  const walk = new DepthFirst(usesOf, onCircle);
  for (const layout of layouts) walk.from(layout);
  const counts = new Map<number, number>(layouts.map((layout) => [layout, 1]));
  for (const container of walk.finished.reverse()) {
    const count = counts.get(container) ?? 0;
    for (const use of usesOf.get(container) ?? []) {
      if (walk.closing.has(use)) continue;
      counts.set(use.block, Math.min((counts.get(use.block) ?? 0) + count * use.cells, Number.MAX_SAFE_INTEGER));
    }
  }
  return counts;
}

/** Without recursion: files with thousands of nested blocks exist to overflow stacks. */
class DepthFirst {
  /** Containers, each after all that are drawn in it. */
  readonly finished: number[] = [];
  readonly closing = new Set<Use>();
  private readonly state = new Map<number, 'open' | 'finished'>();
  private readonly usesOf: ReadonlyMap<number, readonly Use[]>;
  private readonly onCircle: (block: number) => void;

  constructor(usesOf: ReadonlyMap<number, readonly Use[]>, onCircle: (block: number) => void) {
    this.usesOf = usesOf;
    this.onCircle = onCircle;
  }

  from(root: number): void {
    const path: { readonly container: number; next: number }[] = [];
    const open = (container: number): void => {
      this.state.set(container, 'open');
      path.push({ container, next: 0 });
    };
    if (!this.state.has(root)) open(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const use = this.usesOf.get(top.container)?.[top.next++];
      if (use === undefined) {
        path.pop();
        this.state.set(top.container, 'finished');
        this.finished.push(top.container);
        continue;
      }
      const state = this.state.get(use.block);
      if (state === undefined) open(use.block);
      else if (state === 'open') {
        this.closing.add(use);
        this.onCircle(use.block);
      }
    }
  }
}
