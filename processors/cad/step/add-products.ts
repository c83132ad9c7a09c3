import { statements } from './statements.js';

/** A text that names products for its shapes. */
export interface WithProducts {
  readonly bytes: Buffer;
  /** False where no unit came with the shapes, and mm were put there. */
  readonly hasUnits: boolean;
}

const representation =
  /^(?:(?:ADVANCED_BREP|FACETED_BREP|MANIFOLD_SURFACE|GEOMETRICALLY_BOUNDED_SURFACE)_)?SHAPE_REPRESENTATION$/;
const shape = /^(?:MANIFOLD_SOLID_BREP|BREP_WITH_VOIDS|FACETED_BREP|SHELL_BASED_SURFACE_MODEL|FACE_BASED_SURFACE_MODEL)$/;
const shell = /^(?:OPEN|CLOSED)_SHELL$/;

/**
 * Some writers export shapes without the products that ISO 10303-41 has them belong to; the kernel transfers products alone. Gives each representation that holds
 * a shape a product without a name, or, where there is none, one to all shapes together. Null for a text without shapes.
 */
export function withProducts(text: Buffer): WithProducts | null {
  const found = find(text);
  const at = text.lastIndexOf('ENDSEC', undefined, 'latin1');
  if (at < 0 || (found.shapes.length === 0 && found.shells.length === 0)) return null;
  const writer = new Lines(found.last);
  const shapes = found.shapes.length > 0 ? found.shapes : [writer.add(`SHELL_BASED_SURFACE_MODEL('',(${listOf(found.shells)}))`)];
  const wanted = new Set(shapes);
  const holding = found.representations.filter(({ refers }) => refers.some((id) => wanted.has(id))).map(({ id }) => id);
  const [context] = found.contexts;
  const representations =
    holding.length > 0
      ? holding
      : [writer.add(`SHAPE_REPRESENTATION('',(${listOf(shapes)}),#${context ?? millimetres(writer)})`)];
  const application = writer.add("APPLICATION_CONTEXT('')");
  const contexts = {
    product: writer.add(`PRODUCT_CONTEXT('',#${application},'mechanical')`),
    definition: writer.add(`PRODUCT_DEFINITION_CONTEXT('part definition',#${application},'design')`),
  };
  for (const one of representations) {
    const product = writer.add(`PRODUCT('','','',(#${contexts.product}))`);
    const formation = writer.add(`PRODUCT_DEFINITION_FORMATION('','',#${product})`);
    const definition = writer.add(`PRODUCT_DEFINITION('','',#${formation},#${contexts.definition})`);
    const itsShape = writer.add(`PRODUCT_DEFINITION_SHAPE('','',#${definition})`);
    writer.add(`SHAPE_DEFINITION_REPRESENTATION(#${itsShape},#${one})`);
  }
  const bytes = Buffer.concat([text.subarray(0, at), Buffer.from(writer.text), text.subarray(at)]);
  return { bytes, hasUnits: holding.length > 0 || context !== undefined };
}

interface Found {
  readonly representations: { readonly id: number; readonly refers: readonly number[] }[];
  readonly shapes: number[];
  readonly shells: number[];
  readonly contexts: number[];
  last: number;
}

function find(text: Buffer): Found {
  const found: Found = { representations: [], shapes: [], shells: [], contexts: [], last: 0 };
  const isContext = (complex: string): boolean => /\bGLOBAL_UNIT_ASSIGNED_CONTEXT\s*\(/.test(complex);
  for (const { id, text: entity } of statements(
    text,
    () => true,
    () => true,
  )) {
    found.last = Math.max(found.last, id);
    const keyword = /^[A-Z_0-9]*/.exec(entity)?.[0] ?? '';
    if (representation.test(keyword)) {
      const refers = [...entity.matchAll(/#(\d+)/g)].map(([, number]) => Number(number));
      found.representations.push({ id, refers });
    } else if (shape.test(keyword)) found.shapes.push(id);
    else if (shell.test(keyword)) found.shells.push(id);
    else if (keyword === '' && isContext(entity)) found.contexts.push(id);
  }
  return found;
}

function millimetres(writer: Lines): number {
  const length = writer.add('(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.))');
  const angle = writer.add('(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.))');
  const solidAngle = writer.add('(NAMED_UNIT(*)SI_UNIT($,.STERADIAN.)SOLID_ANGLE_UNIT())');
  return writer.add(
    `(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNIT_ASSIGNED_CONTEXT((${listOf([length, angle, solidAngle])}))REPRESENTATION_CONTEXT('',''))`,
  );
}

function listOf(ids: readonly number[]): string {
  return ids.map((id) => `#${id}`).join(',');
}

class Lines {
  text = '\n';
  #last: number;

  constructor(last: number) {
    this.#last = last;
  }

  add(entity: string): number {
    this.#last += 1;
    this.text += `#${this.#last}=${entity};\n`;
    return this.#last;
  }
}
