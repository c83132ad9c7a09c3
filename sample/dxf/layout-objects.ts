import type { Tag } from './tags.js';

export interface LayoutHandles {
  readonly layout: string;
  readonly blockRecord: string;
}

/** Section OBJECTS: the root dictionary, groups, plot settings and the two layouts, which tie their blocks to tabs. */
export function layoutObjects(
  nextHandle: () => string,
  model: LayoutHandles,
  paper: LayoutHandles,
  extents: readonly [number, number, number, number],
): Tag[] {
  const [root, groups, layouts] = [nextHandle(), nextHandle(), nextHandle()];
  return [
    ...dictionary(root, '0', [
      ['ACAD_GROUP', groups],
      ['ACAD_LAYOUT', layouts],
    ]),
    ...dictionary(groups, root, []),
    ...dictionary(layouts, root, [
      ['Model', model.layout],
      ['Layout1', paper.layout],
    ]),
    ...layout(model, layouts, 'Model', 0, extents),
    ...layout(paper, layouts, 'Layout1', 1, [0, 0, 420, 297]),
  ];
}

function dictionary(handle: string, owner: string, entries: readonly (readonly [name: string, handle: string])[]): Tag[] {
  return [
    [0, 'DICTIONARY'],
    [5, handle],
    [330, owner],
    [100, 'AcDbDictionary'],
    [281, 1],
    ...entries.flatMap(([name, entry]): Tag[] => [
      [3, name],
      [350, entry],
    ]),
  ];
}

function layout(
  { layout: handle, blockRecord }: LayoutHandles,
  owner: string,
  name: string,
  order: number,
  extents: readonly [number, number, number, number],
): Tag[] {
  const [minX, minY, maxX, maxY] = extents;
  const place = (code: number, x: number, y: number): Tag[] => [
    [code, x],
    [code + 10, y],
    [code + 20, 0],
  ];
  const plain = (codes: Readonly<Record<number, number>>): Tag[] =>
    Object.entries(codes).map(([code, value]) => [Number(code), value]);
  return [
    [0, 'LAYOUT'],
    [5, handle],
    [330, owner],
    [100, 'AcDbPlotSettings'],
    [1, ''],
    [2, 'none_device'],
    [4, 'ISO_A3_(420.00_x_297.00_MM)'],
    [6, ''],
    ...plain({
      40: 7.5,
      41: 7.5,
      42: 7.5,
      43: 7.5,
      44: 420,
      45: 297,
      46: 0,
      47: 0,
      48: 0,
      49: 0,
      140: 0,
      141: 0,
      142: 1,
      143: 1,
    }),
    [70, order === 0 ? 1024 : 0],
    ...plain({ 72: 1, 73: 0, 74: 5 }),
    [7, ''],
    ...plain({ 75: 16, 147: 1, 148: 0, 149: 0 }),
    [100, 'AcDbLayout'],
    [1, name],
    [70, 1],
    [71, order],
    [10, 0],
    [20, 0],
    [11, maxX - minX],
    [21, maxY - minY],
    ...place(12, 0, 0),
    ...place(14, minX, minY),
    ...place(15, maxX, maxY),
    [146, 0],
    ...place(13, 0, 0),
    ...place(16, 1, 0),
    ...place(17, 0, 1),
    [76, 1],
    [330, blockRecord],
  ];
}
