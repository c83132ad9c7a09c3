/** A box of the given size in mm as STEP AP214, with one solid of six planes. */
export function stepBox(size: readonly [number, number, number], name = 'box'): string {
  const step = new StepText();
  const corners = Array.from({ length: 8 }, (_, at) => {
    const point: Triple = [at & 1 ? size[0] : 0, at & 2 ? size[1] : 0, at & 4 ? size[2] : 0];
    return { point, vertex: step.add(`VERTEX_POINT('',${step.point(point)})`) };
  });
  const edges = new Map<string, string>();
  const faces = sides.map(({ loop, normal }) => {
    const oriented = loop.map((from, index) => {
      const to = loop[(index + 1) % loop.length] ?? 0;
      const forward = from < to;
      const [low, high] = forward ? [from, to] : [to, from];
      const key = `${low}-${high}`;
      const edge = edges.get(key) ?? straightEdge(step, corners, low, high);
      edges.set(key, edge);
      return step.add(`ORIENTED_EDGE('',*,*,${edge},${forward ? '.T.' : '.F.'})`);
    });
    const bound = step.add(`FACE_OUTER_BOUND('',${step.add(`EDGE_LOOP('',(${oriented.join(',')}))`)},.T.)`);
    const along: Triple = normal[0] === 0 ? [1, 0, 0] : [0, 1, 0];
    const place = step.placement(corners[loop[0] ?? 0]?.point ?? [0, 0, 0], normal, along);
    return step.add(`ADVANCED_FACE('',(${bound}),${step.add(`PLANE('',${place})`)},.T.)`);
  });
  const solid = step.add(`MANIFOLD_SOLID_BREP('${name}',${step.add(`CLOSED_SHELL('',(${faces.join(',')}))`)})`);
  return step.file(solid, name);
}

type Triple = readonly [number, number, number];

/** Corners of each face counter-clockwise as seen from outside; bit 0 is x, 1 is y, 2 is z. */
const sides: readonly { readonly loop: readonly number[]; readonly normal: Triple }[] = [
  { loop: [0, 2, 3, 1], normal: [0, 0, -1] },
  { loop: [4, 5, 7, 6], normal: [0, 0, 1] },
  { loop: [0, 1, 5, 4], normal: [0, -1, 0] },
  { loop: [2, 6, 7, 3], normal: [0, 1, 0] },
  { loop: [0, 4, 6, 2], normal: [-1, 0, 0] },
  { loop: [1, 3, 7, 5], normal: [1, 0, 0] },
];

interface Corner {
  readonly point: Triple;
  readonly vertex: string;
}

function straightEdge(step: StepText, corners: readonly Corner[], low: number, high: number): string {
  const [from, to] = [corners[low], corners[high]];
  if (!from || !to) throw new Error('a box has eight corners');
  const direction = [0, 1, 2].map((axis) => Math.sign((to.point[axis] ?? 0) - (from.point[axis] ?? 0))) as unknown as Triple;
  const vector = step.add(`VECTOR('',${step.direction(direction)},1.)`);
  const line = step.add(`LINE('',${step.point(from.point)},${vector})`);
  return step.add(`EDGE_CURVE('',${from.vertex},${to.vertex},${line},.T.)`);
}

class StepText {
  readonly #lines: string[] = [];

  add(entity: string): string {
    this.#lines.push(`#${this.#lines.length + 1}=${entity};`);
    return `#${this.#lines.length}`;
  }

  point(at: Triple): string {
    return this.add(`CARTESIAN_POINT('',(${at.map(real).join(',')}))`);
  }

  direction(along: Triple): string {
    return this.add(`DIRECTION('',(${along.map(real).join(',')}))`);
  }

  placement(at: Triple, axis: Triple, along: Triple): string {
    return this.add(`AXIS2_PLACEMENT_3D('',${this.point(at)},${this.direction(axis)},${this.direction(along)})`);
  }

  file(solid: string, name: string): string {
    const application = this.add("APPLICATION_CONTEXT('automotive design')");
    const product = this.add(`PRODUCT('${name}','${name}','',(${this.add(`PRODUCT_CONTEXT('',${application},'mechanical')`)}))`);
    const formation = this.add(`PRODUCT_DEFINITION_FORMATION('','',${product})`);
    const context = this.add(`PRODUCT_DEFINITION_CONTEXT('part definition',${application},'design')`);
    const shape = this.add(`PRODUCT_DEFINITION_SHAPE('','',${this.add(`PRODUCT_DEFINITION('','',${formation},${context})`)})`);
    const length = this.add('(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.))');
    const angle = this.add('(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.))');
    const solidAngle = this.add('(NAMED_UNIT(*)SI_UNIT($,.STERADIAN.)SOLID_ANGLE_UNIT())');
    const accuracy = this.add(`UNCERTAINTY_MEASURE_WITH_UNIT(LENGTH_MEASURE(1.E-7),${length},'','')`);
    const units = this.add(
      `(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNCERTAINTY_ASSIGNED_CONTEXT((${accuracy}))` +
        `GLOBAL_UNIT_ASSIGNED_CONTEXT((${length},${angle},${solidAngle}))REPRESENTATION_CONTEXT('',''))`,
    );
    const origin = this.placement([0, 0, 0], [0, 0, 1], [1, 0, 0]);
    const representation = this.add(`ADVANCED_BREP_SHAPE_REPRESENTATION('',(${origin},${solid}),${units})`);
    this.add(`SHAPE_DEFINITION_REPRESENTATION(${shape},${representation})`);
    return [
      'ISO-10303-21;',
      'HEADER;',
      "FILE_DESCRIPTION((''),'2;1');",
      `FILE_NAME('${name}','2026-01-01T00:00:00',(''),(''),'','','');`,
      "FILE_SCHEMA(('AUTOMOTIVE_DESIGN'));",
      'ENDSEC;',
      'DATA;',
      ...this.#lines,
      'ENDSEC;',
      'END-ISO-10303-21;',
      '',
    ].join('\n');
  }
}

function real(value: number): string {
  return Number.isInteger(value) ? `${value}.` : String(value);
}
