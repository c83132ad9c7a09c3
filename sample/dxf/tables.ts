import type { Tag } from './tags.js';

export interface Layer {
  readonly name: string;
  /** AutoCAD colour index. */
  readonly colour: number;
  readonly linetype: string;
  readonly frozen?: boolean;
  readonly off?: boolean;
}

/** A DIMSTYLE beyond its name: tags such as DIMTOL (71), DIMTP (47), DIMTM (48), DIMDEC (271). */
export interface DimensionStyleTags {
  readonly name: string;
  readonly tags: readonly Tag[];
}

const families: readonly (readonly [name: string, pattern: readonly number[]])[] = [
  ['BORDER', [12, -6, 12, -6, 0, -6]],
  ['CENTER', [8, -1.5, 1.5, -1.5]],
  ['DASHDOT', [12, -6, 0, -6]],
  ['DASHED', [6, -3]],
  ['DIVIDE', [12, -6, 0, -6, 0, -6]],
  ['DOT', [0, -6]],
  ['HIDDEN', [3, -1.5]],
  ['PHANTOM', [8, -1.5, 1.5, -1.5, 1.5, -1.5]],
];

/** Name, description, dashes and gaps: the families of acadiso.lin in their three sizes, as templates carry them. */
const linetypes: readonly (readonly [name: string, description: string, pattern: readonly number[]])[] = [
  ['BYBLOCK', '', []],
  ['BYLAYER', '', []],
  ['CONTINUOUS', 'Solid line', []],
  ...families.flatMap(([name, pattern]) =>
    (
      [
        [name, '', 1],
        [`${name}2`, ' (.5x)', 0.5],
        [`${name}X2`, ' (2x)', 2],
      ] as const
    ).map(
      ([full, note, size]) =>
        [
          full,
          `${name.charAt(0)}${name.slice(1).toLowerCase()}${note} ${picture(pattern)}`,
          pattern.map((dash) => dash * size),
        ] as const,
    ),
  ),
];

/** A pattern in characters, as linetype descriptions show it. */
function picture(pattern: readonly number[]): string {
  const once = pattern.map((dash) => (dash < 0 ? ' ' : dash === 0 ? '.' : dash > 5 ? '____' : '_')).join('');
  return `${once} `.repeat(3).trim();
}

interface Table {
  readonly name: string;
  readonly subclass: string;
  readonly entries: readonly (readonly Tag[])[];
}

/** All symbol tables but BLOCK_RECORD, in the order of the DXF Reference. */
export function tableEntries(
  modern: boolean,
  view: { x: number; y: number; height: number },
  layers: readonly Layer[],
  dimensionStyles: readonly DimensionStyleTags[],
): Table[] {
  return [
    { name: 'VPORT', subclass: 'AcDbViewportTableRecord', entries: [viewport(view)] },
    { name: 'LTYPE', subclass: 'AcDbLinetypeTableRecord', entries: linetypes.map(linetype(modern)) },
    {
      name: 'LAYER',
      subclass: 'AcDbLayerTableRecord',
      entries: layers.map((layer): Tag[] => [
        [2, layer.name],
        [70, layer.frozen === true ? 1 : 0],
        [62, layer.off === true ? -layer.colour : layer.colour],
        [6, layer.linetype],
        ...(modern ? ([[370, -3]] as Tag[]) : []),
      ]),
    },
    {
      name: 'STYLE',
      subclass: 'AcDbTextStyleTableRecord',
      entries: [
        [
          [2, 'STANDARD'],
          [70, 0],
          [40, 0],
          [41, 1],
          [50, 0],
          [71, 0],
          [42, 2.5],
          [3, 'txt'],
          [4, ''],
        ],
      ],
    },
    { name: 'VIEW', subclass: 'AcDbViewTableRecord', entries: [] },
    { name: 'UCS', subclass: 'AcDbUCSTableRecord', entries: [] },
    {
      name: 'APPID',
      subclass: 'AcDbRegAppTableRecord',
      entries: [
        [
          [2, 'ACAD'],
          [70, 0],
        ],
      ],
    },
    {
      name: 'DIMSTYLE',
      subclass: 'AcDbDimStyleTableRecord',
      entries: dimensionStyles.map(({ name, tags }): Tag[] => [[2, name], [70, 0], ...tags]),
    },
  ];
}

function linetype(modern: boolean) {
  return ([name, description, pattern]: (typeof linetypes)[number]): Tag[] => [
    [2, name],
    [70, 0],
    [3, description],
    [72, 65],
    [73, pattern.length],
    [40, pattern.reduce((sum, dash) => sum + Math.abs(dash), 0)],
    ...pattern.flatMap((dash): Tag[] =>
      modern
        ? [
            [49, dash],
            [74, 0],
          ]
        : [[49, dash]],
    ),
  ];
}

function viewport({ x, y, height }: { x: number; y: number; height: number }): Tag[] {
  return [
    [2, '*ACTIVE'],
    [70, 0],
    [10, 0],
    [20, 0],
    [11, 1],
    [21, 1],
    [12, x],
    [22, y],
    [13, 0],
    [23, 0],
    [14, 10],
    [24, 10],
    [15, 10],
    [25, 10],
    [16, 0],
    [26, 0],
    [36, 1],
    [17, 0],
    [27, 0],
    [37, 0],
    [40, height],
    [41, 1.6],
    [42, 50],
    [43, 0],
    [44, 0],
    [50, 0],
    [51, 0],
    [71, 0],
    [72, 1000],
    [73, 1],
    [74, 3],
    [75, 0],
    [76, 0],
    [77, 0],
    [78, 0],
  ];
}
