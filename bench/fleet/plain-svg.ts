import type {
  IArcEntity,
  IBlock,
  ICircleEntity,
  IDxf,
  IEntity,
  IInsertEntity,
  ILineEntity,
  IMtextEntity,
  IPoint,
  ITextEntity,
} from 'dxf-parser';

interface Extents {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

/** What dxf-parser reads of a drawing as SVG, as one writes it in an afternoon: lines, arcs, circles, texts and inserted blocks. */
export function svgOf({ entities, blocks }: IDxf): string {
  const extents: Extents = { left: Infinity, bottom: Infinity, right: -Infinity, top: -Infinity };
  for (const entity of entities) for (const point of pointsOf(entity)) widen(extents, point);
  const [width, height] = [extents.right - extents.left || 1, extents.top - extents.bottom || 1];
  const stroke = Math.max(width, height) / 1000;
  const shapes = entities.map((entity) => shapeOf(entity, blocks, 0)).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${extents.left} ${-extents.top} ${width} ${height}">
<rect x="${extents.left}" y="${-extents.top}" width="${width}" height="${height}" fill="white"/>
<g transform="scale(1 -1)" fill="none" stroke="black" stroke-width="${stroke}">${shapes}</g></svg>`;
}

/** Blocks within blocks beyond this are a cycle. */
const deepest = 8;

function shapeOf(entity: IEntity, blocks: Record<string, IBlock>, depth: number): string {
  switch (entity.type) {
    case 'CIRCLE': {
      const { center, radius } = entity as ICircleEntity;
      return `<circle cx="${center.x}" cy="${center.y}" r="${radius}"/>`;
    }
    case 'ARC':
      return arc(entity as IArcEntity);
    case 'TEXT': {
      const { startPoint, textHeight, rotation, text } = entity as ITextEntity;
      return lettering(startPoint, textHeight, rotation, text);
    }
    case 'MTEXT': {
      const { position, height, rotation, text } = entity as IMtextEntity;
      return lettering(position, height, rotation, text);
    }
    case 'INSERT': {
      // The package leaves out what the file does not state.
      const { name = '', position, rotation = 0, xScale = 1, yScale = 1 }: Partial<IInsertEntity> = entity;
      if (!position) return '';
      const inner = depth < deepest ? (blocks[name]?.entities ?? []) : [];
      return `<g transform="translate(${position.x} ${position.y}) rotate(${rotation}) scale(${xScale} ${yScale})">${inner
        .map((part) => shapeOf(part, blocks, depth + 1))
        .join('\n')}</g>`;
    }
    default: {
      const points = pointsOf(entity);
      return points.length > 1 ? `<polyline points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}"/>` : '';
    }
  }
}

function arc({ center, radius, startAngle, endAngle }: IArcEntity): string {
  const at = (angle: number): string => `${center.x + radius * Math.cos(angle)} ${center.y + radius * Math.sin(angle)}`;
  const sweep = (endAngle - startAngle + 2 * Math.PI) % (2 * Math.PI);
  return `<path d="M ${at(startAngle)} A ${radius} ${radius} 0 ${sweep > Math.PI ? 1 : 0} 1 ${at(endAngle)}"/>`;
}

function lettering({ x, y }: IPoint, height: number, rotation = 0, text: string): string {
  const escaped = text.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  return `<text transform="translate(${x} ${y}) rotate(${rotation}) scale(1 -1)" font-size="${height}" fill="black" stroke="none">${escaped}</text>`;
}

function pointsOf(entity: IEntity): IPoint[] {
  const {
    vertices,
    center,
    radius = 0,
    startPoint,
    position,
  } = entity as Partial<ILineEntity & ICircleEntity & ITextEntity & IInsertEntity>;
  if (vertices) return vertices;
  if (center) {
    return [
      { ...center, x: center.x - radius, y: center.y - radius },
      { ...center, x: center.x + radius, y: center.y + radius },
    ];
  }
  return [startPoint, position].filter((point) => point !== undefined);
}

function widen(extents: Extents, { x, y }: IPoint): void {
  extents.left = Math.min(extents.left, x);
  extents.right = Math.max(extents.right, x);
  extents.bottom = Math.min(extents.bottom, y);
  extents.top = Math.max(extents.top, y);
}
