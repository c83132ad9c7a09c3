import fc from 'fast-check';
import { TagWriter, type Tag } from '../../sample/dxf/tags.js';

/** A place to damage in one of five inputs: a reader refuses most damaged inputs at once, and the others lead further into it. */
const rarely = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat() });

const codes = [
  ...[
    0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 20, 21, 23, 24, 30, 40, 41, 42, 43, 44, 45, 48, 50, 51, 52, 60, 62, 66, 67,
  ],
  ...[
    70, 71, 72, 73, 74, 75, 76, 77, 90, 91, 92, 93, 97, 98, 100, 102, 140, 210, 220, 230, 280, 310, 330, 340, 360, 370, 1000,
    1001, 1070,
  ],
];
const words = [
  ...[
    'SECTION',
    'ENDSEC',
    'EOF',
    'HEADER',
    'TABLES',
    'BLOCKS',
    'ENTITIES',
    'OBJECTS',
    'TABLE',
    'ENDTAB',
    'LAYER',
    'STYLE',
    'DIMSTYLE',
  ],
  ...[
    'BLOCK',
    'ENDBLK',
    'INSERT',
    'ATTRIB',
    'ATTDEF',
    'SEQEND',
    'LINE',
    'ARC',
    'CIRCLE',
    'ELLIPSE',
    'SPLINE',
    'LWPOLYLINE',
    'POLYLINE',
  ],
  ...[
    'VERTEX',
    'HATCH',
    'SOLID',
    'TEXT',
    'MTEXT',
    'DIMENSION',
    'LEADER',
    'MULTILEADER',
    'TOLERANCE',
    'ACAD_TABLE',
    'VIEWPORT',
    'LAYOUT',
  ],
  ...[
    '$ACADVER',
    '$INSUNITS',
    '$DWGCODEPAGE',
    '$EXTMIN',
    '$EXTMAX',
    'AC1009',
    'AC1015',
    'ANSI_932',
    'A',
    '*Model_Space',
    '*D1',
    '0',
  ],
  ...['\\P{\\H2;x}', '%%c12%%p0.1', '\\U+0000', '\\M+1FFFF', '<>', '{', '}', '\\', '^J'],
];
const numbers = fc.oneof(
  fc.integer({ min: -3, max: 300 }),
  fc.double(),
  fc.constantFrom(1e308, -1e308, 1e-320, NaN, Infinity, 2 ** 31, -(2 ** 31), 2 ** 53),
);
const anyTag: fc.Arbitrary<Tag> = fc.tuple(fc.constantFrom(...codes), fc.oneof(fc.constantFrom(...words), numbers, fc.string()));
/** An entity of a real kind with tags of its usual codes; whole files of random tags hardly ever get past the first check. */
const entity: fc.Arbitrary<Tag[]> = fc
  .tuple(fc.constantFrom(...words.slice(13, 37)), fc.array(anyTag, { maxLength: 25 }))
  .map(([kind, tags]) => [[0, kind], [8, '0'], ...tags]);
const section: fc.Arbitrary<Tag[]> = fc
  .tuple(fc.constantFrom('HEADER', 'TABLES', 'BLOCKS', 'ENTITIES', 'OBJECTS'), fc.array(entity, { maxLength: 12 }))
  .map(([name, entities]) => [[0, 'SECTION'], [2, name], ...entities.flat(), [0, 'ENDSEC']]);
const tags: fc.Arbitrary<Tag[]> = fc
  .oneof({ weight: 5, arbitrary: fc.array(section, { maxLength: 5 }) }, { weight: 1, arbitrary: fc.array(fc.array(anyTag)) })
  .map((parts) => parts.flat());

/** DXF files of tags that make sense one by one, in ASCII; sometimes with a byte changed or cut off. */
export const dxfBytes: fc.Arbitrary<Uint8Array> = fc
  .tuple(tags, rarely, rarely, fc.nat(255))
  .map(([made, cut, changed, value]) => {
    const writer = new TagWriter({ version: 'AC1015', binary: false, codePage: 'utf8', lineEnd: '\n' });
    writer.write(...made);
    const bytes = writer.finish();
    if (changed !== null && bytes.length > 0) bytes[changed % bytes.length] = value;
    return cut === null ? bytes : bytes.subarray(0, cut % (bytes.length + 1));
  });

const keys = [
  ...[
    'model_name',
    'filename',
    'model_type',
    'parameters',
    'params',
    'designated_parameters',
    'user_parameters',
    'metadata',
    'features',
  ],
  ...[
    'feature_tree',
    'mass_properties',
    'massprops',
    'bounding_box',
    'bom',
    'components',
    'children',
    'brep_graph',
    'faces',
    'edges',
  ],
  ...[
    'nodes',
    'adjacency',
    'units',
    'length',
    'mass',
    'material',
    'materials',
    'name',
    'value',
    'type',
    'quantity',
    'part_number',
    'id',
  ],
  ...[
    'volume',
    'surface_area',
    'density',
    'cg',
    'min',
    'max',
    'status',
    'point_cloud',
    'version',
    '__proto__',
    'constructor',
    '',
  ],
];
const { model } = fc.letrec<{ model: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('mm', 'INCH', 'kg', 'PART', 'ASSEMBLY', '12.5', '1e999', 'YES', 'steel'),
  ),
  model: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('model'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom(...keys), tie('model'), { maxKeys: 8 }),
  ),
}));

/** Exports of Creo models whose keys are known and whose values are anything. */
export const creoJsonText: fc.Arbitrary<string> = fc
  .tuple(fc.dictionary(fc.constantFrom(...keys), model, { maxKeys: 12 }), rarely)
  .map(([record, cut]) => {
    const text = JSON.stringify({ model_name: 'A.PRT', ...record });
    return cut === null ? text : text.slice(0, cut % (text.length + 1));
  });
