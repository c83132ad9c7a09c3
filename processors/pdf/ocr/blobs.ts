import type { GreyImage } from './recogniser.js';

/** Grey value below which a pixel is ink. */
const ink = 150;

/** A connected patch of ink, pixels from the upper left corner, last row and column included. */
export interface Blob {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Runs of ink in rows, joined where they touch the row above (8 neighbours): the picture's connected patches. */
export function blobsIn({ width, height, pixels }: GreyImage): Blob[] {
  const parents: number[] = [];
  const boxes: { left: number; top: number; right: number; bottom: number }[] = [];
  const rootOf = (label: number): number => {
    let root = label;
    while (parents[root] !== root) root = parents[root] ?? root;
    parents[label] = root;
    return root;
  };
  let above: Run[] = [];
  for (let row = 0; row < height; row++) {
    const runs: Run[] = [];
    let next = 0;
    const ends = inkRuns(pixels.subarray(row * width, (row + 1) * width));
    for (let end = 0; end < ends.length; end += 2) {
      const [from, to] = [ends[end] ?? 0, ends[end + 1] ?? 0];
      let label = -1;
      while (next < above.length && (above[next]?.to ?? 0) < from - 1) next++;
      for (let index = next; index < above.length; index++) {
        const run = above[index];
        if (!run || run.from > to + 1) break;
        const other = rootOf(run.label);
        if (label < 0) label = other;
        else if (other !== label) [label] = [join(rootOf(label), other)];
      }
      if (label < 0) {
        label = parents.length;
        parents.push(label);
        boxes.push({ left: from, top: row, right: to, bottom: row });
      } else {
        const box = boxes[label];
        if (box) {
          box.left = Math.min(box.left, from);
          box.right = Math.max(box.right, to);
          box.bottom = row;
        }
      }
      runs.push({ from, to, label });
    }
    above = runs;
  }
  return boxes.filter((_, label) => parents[label] === label);

  function join(kept: number, gone: number): number {
    parents[gone] = kept;
    const [box, other] = [boxes[kept], boxes[gone]];
    if (box && other) {
      box.left = Math.min(box.left, other.left);
      box.top = Math.min(box.top, other.top);
      box.right = Math.max(box.right, other.right);
      box.bottom = Math.max(box.bottom, other.bottom);
    }
    return kept;
  }
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly label: number;
}

/** First and last column of each run of ink in one row, one after the other. */
function inkRuns(row: Uint8Array): number[] {
  const ends: number[] = [];
  let isInk = false;
  for (let column = 0; column < row.length; column++) {
    if ((row[column] ?? 255) < ink === isInk) continue;
    ends.push(isInk ? column - 1 : column);
    isInk = !isInk;
  }
  if (isInk) ends.push(row.length - 1);
  return ends;
}
