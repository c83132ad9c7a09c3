import type { Point, Vertex } from '../part/outline.js';
import type { DxfVersion, Tag } from './tags.js';

/** An entity before it has a handle: what it is, where it lies, and its tags by subclass. */
export interface Entity {
  readonly type: string;
  readonly layer: string;
  readonly linetype?: string;
  readonly colour?: number;
  readonly paperSpace?: boolean;
  readonly parts: readonly (readonly [subclass: string, tags: readonly Tag[]])[];
  /** VERTEX or ATTRIB entities; a SEQEND follows them. */
  readonly children?: readonly Entity[];
  readonly xdata?: readonly Tag[];
}

/** Where an entity is drawn: `undefined` parts keep their defaults. */
export interface Pen {
  readonly layer: string;
  readonly linetype?: string;
  readonly colour?: number;
  readonly paperSpace?: boolean;
}

export const point = (code: number, { x, y }: Point): Tag[] => [
  [code, x],
  [code + 10, y],
  [code + 20, 0],
];

export function lineEntity(pen: Pen, from: Point, to: Point): Entity {
  return { ...pen, type: 'LINE', parts: [['AcDbLine', [...point(10, from), ...point(11, to)]]] };
}

export function circleEntity(pen: Pen, centre: Point, radius: number): Entity {
  return { ...pen, type: 'CIRCLE', parts: [['AcDbCircle', [...point(10, centre), [40, radius]]]] };
}

export function arcEntity(pen: Pen, centre: Point, radius: number, startDeg: number, endDeg: number): Entity {
  return {
    ...pen,
    type: 'ARC',
    parts: [
      ['AcDbCircle', [...point(10, centre), [40, radius]]],
      [
        'AcDbArc',
        [
          [50, startDeg],
          [51, endDeg],
        ],
      ],
    ],
  };
}

/** A filled triangle, as arrowheads are drawn. */
export function solidEntity(pen: Pen, a: Point, b: Point, c: Point): Entity {
  return { ...pen, type: 'SOLID', parts: [['AcDbTrace', [...point(10, a), ...point(11, b), ...point(12, c), ...point(13, c)]]] };
}

/** LWPOLYLINE, or before R14 a POLYLINE with VERTEX entities. */
export function polylineEntity(pen: Pen, vertices: readonly Vertex[], closed: boolean, version: DxfVersion): Entity {
  if (version === 'AC1009') {
    const children = vertices.map((vertex): Entity => ({
      ...pen,
      type: 'VERTEX',
      parts: [['', [...point(10, vertex), [42, vertex.bulge]]]],
    }));
    return { ...pen, type: 'POLYLINE', parts: [['', [[66, 1], ...point(10, { x: 0, y: 0 }), [70, closed ? 1 : 0]]]], children };
  }
  const tags: Tag[] = [
    [90, vertices.length],
    [70, closed ? 1 : 0],
    [43, 0],
  ];
  for (const { x, y, bulge } of vertices) {
    tags.push([10, x], [20, y]);
    if (bulge !== 0) tags.push([42, bulge]);
  }
  return { ...pen, type: 'LWPOLYLINE', parts: [['AcDbPolyline', tags]] };
}

export interface TextPlace {
  readonly at: Point;
  readonly height: number;
  readonly angleDeg: number;
  /** 0 left, 1 centre, 2 right (group 72). */
  readonly justify: 0 | 1 | 2;
}

function textTags(content: string, { at, height, angleDeg, justify }: TextPlace): Tag[] {
  return [
    ...point(10, at),
    [40, height],
    [1, content],
    [50, angleDeg],
    [7, 'STANDARD'],
    ...(justify === 0 ? [] : ([[72, justify], ...point(11, at)] as Tag[])),
  ];
}

export function textEntity(pen: Pen, content: string, place: TextPlace): Entity {
  return {
    ...pen,
    type: 'TEXT',
    parts: [
      ['AcDbText', textTags(content, place)],
      ['AcDbText', []],
    ],
  };
}

/** MTEXT with its formatting codes; texts above 250 characters go in chunks (group 3, then 1). */
export function mtextEntity(
  pen: Pen,
  content: string,
  at: Point,
  height: number,
  width: number,
  attachment: number,
  angleDeg = 0,
): Entity {
  const chunks: Tag[] = [];
  let rest = content;
  while (rest.length > 250) {
    chunks.push([3, rest.slice(0, 250)]);
    rest = rest.slice(250);
  }
  const tags: Tag[] = [
    ...point(10, at),
    [40, height],
    [41, width],
    [71, attachment],
    [72, 1],
    ...chunks,
    [1, rest],
    [7, 'STANDARD'],
    [50, angleDeg],
  ];
  return { ...pen, type: 'MTEXT', parts: [['AcDbMText', tags]] };
}

/** A leader line; the text that belongs to it is a separate MTEXT. */
export function leaderEntity(pen: Pen, points: readonly Point[]): Entity {
  const tags: Tag[] = [
    [3, 'STANDARD'],
    [71, 1],
    [72, 0],
    [73, 3],
    [74, 1],
    [75, 0],
    [40, 1],
    [41, 1],
    [76, points.length],
    ...points.flatMap((vertex) => point(10, vertex)),
  ];
  return { ...pen, type: 'LEADER', parts: [['AcDbLeader', tags]] };
}

export interface Attribute {
  readonly tag: string;
  readonly value: string;
  readonly place: TextPlace;
}

export function attributeDefinition(pen: Pen, { tag, place }: Attribute, prompt: string): Entity {
  return {
    ...pen,
    type: 'ATTDEF',
    parts: [
      ['AcDbText', textTags('', place)],
      [
        'AcDbAttributeDefinition',
        [
          [3, prompt],
          [2, tag],
          [70, 0],
        ],
      ],
    ],
  };
}

/** Rows and columns of a multiple insert, with the distances between them. */
export interface InsertGrid {
  readonly columns: number;
  readonly rows: number;
  readonly spacing: number;
}

export function insertGridEntity(
  pen: Pen,
  name: string,
  at: Point,
  scale: number,
  { columns, rows, spacing }: InsertGrid,
): Entity {
  const single = insertEntity(pen, name, at, scale, []);
  const grid: Tag[] = [
    [70, columns],
    [71, rows],
    [44, spacing],
    [45, spacing],
  ];
  return { ...single, parts: single.parts.map(([subclass, tags]) => [subclass, [...tags, ...grid]]) };
}

export function insertEntity(
  pen: Pen,
  name: string,
  at: Point,
  scale: number,
  attributes: readonly Attribute[],
  angleDeg = 0,
): Entity {
  const children = attributes.map(({ tag, value, place }): Entity => ({
    ...pen,
    type: 'ATTRIB',
    parts: [
      ['AcDbText', textTags(value, place)],
      [
        'AcDbAttribute',
        [
          [2, tag],
          [70, 0],
        ],
      ],
    ],
  }));
  const tags: Tag[] = [
    ...(children.length > 0 ? ([[66, 1]] as Tag[]) : []),
    [2, name],
    ...point(10, at),
    [41, scale],
    [42, scale],
    [43, scale],
    [50, angleDeg],
  ];
  return { ...pen, type: 'INSERT', parts: [['AcDbBlockReference', tags]], ...(children.length > 0 ? { children } : {}) };
}
