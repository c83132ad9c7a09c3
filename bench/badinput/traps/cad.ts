import type { Trap } from './trap.js';

const step = (data: string): Buffer =>
  Buffer.from(
    `ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_NAME('','',(''),(''),'','','');\nFILE_SCHEMA(('AUTOMOTIVE_DESIGN'));\nENDSEC;\nDATA;\n${data}\nENDSEC;\nEND-ISO-10303-21;\n`,
  );

export const stepTraps: Readonly<Record<string, Trap>> = {
  deep_parentheses: () => step(`#1=CARTESIAN_POINT('',${'('.repeat(200_000)}0.${')'.repeat(200_000)});`),
  refers_to_itself: () => step(`#1=CLOSED_SHELL('',(#1));\n#2=MANIFOLD_SOLID_BREP('',#1);`),
  refers_to_nothing: () => step(`#1=MANIFOLD_SOLID_BREP('',#99999);\n#2=SHAPE_REPRESENTATION('',(#1),#88888);`),
  giant_entity_number: () => step(`#99999999999999999999=CARTESIAN_POINT('',(0.,0.,0.));`),
  long_string: () => step(`#1=CARTESIAN_POINT('${'x'.repeat(20_000_000)}',(0.,0.,0.));`),
  many_points: () =>
    step(Array.from({ length: 200_000 }, (_, n) => `#${n + 1}=CARTESIAN_POINT('',(1.E308,-1.E308,${n}.));`).join('\n')),
  no_data: () => step(''),
};

const record = (text: string, letter: string, number: number): string =>
  `${text.padEnd(72).slice(0, 72)}${letter}${String(number).padStart(7)}\n`;

export const igesTraps: Readonly<Record<string, Trap>> = {
  only_a_start: () => Buffer.from(record('nothing follows', 'S', 1)),
  directory_that_points_nowhere: () =>
    Buffer.from(
      [
        record('start', 'S', 1),
        record('1H,,1H;,4Hslot,8Hslot.igs,,,32,38,6,38,15,,1.,2,2HMM,1,1.,;', 'G', 1),
        ...Array.from({ length: 500 }, (_, n) => [
          record('     186 9999999       0       0       0 9999999 9999999       000000000', 'D', 2 * n + 1),
          record('     186       0       0 9999999       0                               0', 'D', 2 * n + 2),
        ]).flat(),
        record('S      1G      1D   1000P      0', 'T', 1),
      ].join(''),
    ),
  endless_parameters: () =>
    Buffer.from(
      [
        record('start', 'S', 1),
        record('1H,,1H;,;', 'G', 1),
        ...Array.from({ length: 50_000 }, (_, n) => record('126,99999999,99999999,', 'P', n + 1)),
        record('S      1G      1D      0P  50000', 'T', 1),
      ].join(''),
    ),
};

const brep = (body: string): Buffer => Buffer.from(`DBRep_DrawableShape\n\nCASCADE Topology V1, (c) Matra-Datavision\n${body}`);

export const brepTraps: Readonly<Record<string, Trap>> = {
  head_alone: () => brep(''),
  giant_counts: () => brep('Locations 2000000000\nCurve2ds 2000000000\n'),
  surfaces_claimed: () =>
    brep(
      'Locations 0\nCurve2ds 0\nCurves 0\nPolygon3D 0\nPolygonOnTriangulations 0\nSurfaces 2000000000\n1 0 0 0 0 0 1 1 0 -0 0 1 0\n',
    ),
  shapes_claimed: () =>
    brep(
      'Locations 0\nCurve2ds 0\nCurves 0\nPolygon3D 0\nPolygonOnTriangulations 0\nSurfaces 0\nTriangulations 0\n\nTShapes 1000000000\nSo\n',
    ),
  negative_counts: () => brep('Locations -5\nCurve2ds -5\nCurves -5\n'),
};
