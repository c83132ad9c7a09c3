import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkBytes } from '../../../processors/cad/check-bytes.js';
import { unreadContents } from '../../../processors/cad/step/contents.js';
import { readStepFacts } from '../../../processors/cad/step/facts.js';
import { plainStepText } from '../../../processors/cad/step/plain-text.js';
import { decodeString } from '../../../processors/cad/step/text.js';
import { detectFormat } from '../../../processors/inventory/detect-format.js';
import { stepBox } from '../../support/step-box.js';

/** A bracket of steel with attributes in an assembly with a bolt, as exporters write such files; comments and line ends where the standard allows them. */
const described = [
  "#1=PRODUCT('ASM-1','Assembly','',(#9));",
  "#2=PRODUCT_DEFINITION_FORMATION('C','',#1);",
  "#3=PRODUCT_DEFINITION('design','',#2,#9);",
  "#4=PRODUCT_DEFINITION_SHAPE('','',#3);",
  "#11 = PRODUCT /* the ; part */ ('71736-004','BRACKET',\r\n 'Tr\\X2\\00E4\\X0\\ger; it''s bent',(#9)) ;",
  "#12=PRODUCT_DEFINITION_FORMATION_WITH_SPECIFIED_SOURCE('B','',#11,.NOT_KNOWN.);",
  "#13=PRODUCT_DEFINITION('design','',#12,#9);",
  "#14=PRODUCT_DEFINITION_SHAPE('','',#13);",
  "#21=PRODUCT('NONE','bolt','NONE',(#9));",
  "#22=PRODUCT_DEFINITION_FORMATION('','',#21);",
  "#23=PRODUCT_DEFINITION('design','',#22,#9);",
  "#30=NEXT_ASSEMBLY_USAGE_OCCURRENCE('1','','',#3,#13,$);",
  "#31=NEXT_ASSEMBLY_USAGE_OCCURRENCE('2','','',#3,#23,$);",
  "#40=PROPERTY_DEFINITION('material property','material name',#13);",
  "#41=REPRESENTATION('material name',(#42),#9);",
  "#42=DESCRIPTIVE_REPRESENTATION_ITEM('S235JR','EN 10025');",
  '#43=PROPERTY_DEFINITION_REPRESENTATION(#40,#41);',
  "#50=PROPERTY_DEFINITION('material property','density',#13);",
  "#51=REPRESENTATION('density',(#52),#9);",
  "#52=MEASURE_REPRESENTATION_ITEM('density measure',POSITIVE_RATIO_MEASURE(7.85),#53);",
  '#53=DERIVED_UNIT((#54,#55));',
  '#54=DERIVED_UNIT_ELEMENT(#56,1.);',
  '#55=DERIVED_UNIT_ELEMENT(#57,-3.);',
  '#56=(MASS_UNIT()NAMED_UNIT(*)SI_UNIT($,.GRAM.));',
  '#57=(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.CENTI.,.METRE.));',
  '#58=PROPERTY_DEFINITION_REPRESENTATION(#50,#51);',
  "#60=PROPERTY_DEFINITION('user defined attribute','',#14);",
  "#61=REPRESENTATION('',(#62,#63,#64,#65),#9);",
  "#62=DESCRIPTIVE_REPRESENTATION_ITEM('FINISH','galvanised');",
  "#63=(LENGTH_MEASURE_WITH_UNIT()MEASURE_REPRESENTATION_ITEM()MEASURE_WITH_UNIT(POSITIVE_LENGTH_MEASURE(0.25),#66)REPRESENTATION_ITEM('THK'));",
  "#64=VALUE_REPRESENTATION_ITEM('CHECKED',BOOLEAN(.T.));",
  "#65=DESCRIPTIVE_REPRESENTATION_ITEM('EMPTY','');",
  "#66=(CONVERSION_BASED_UNIT('INCH',#67)LENGTH_UNIT()NAMED_UNIT(#9));",
  '#67=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(25.4),#68);',
  '#68=(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.));',
  '#69=PROPERTY_DEFINITION_REPRESENTATION(#60,#61);',
  "#70=PROPERTY_DEFINITION('geometric validation property','',#4);",
  "#71=REPRESENTATION('volume',(#72),#9);",
  "#72=MEASURE_REPRESENTATION_ITEM('volume measure',VOLUME_MEASURE(2.),#73);",
  '#73=DERIVED_UNIT((#74));',
  '#74=DERIVED_UNIT_ELEMENT(#66,3.);',
  '#75=PROPERTY_DEFINITION_REPRESENTATION(#70,#71);',
  "#80=DOCUMENT_FILE('frame.stp','',$,#9,'',$);",
  "#90=DIMENSIONAL_SIZE(#9,'diameter');",
];
const file = (lines: readonly string[]): Buffer =>
  plainStepText(
    Buffer.from(`ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\n${lines.join('\n')}\nENDSEC;\nEND-ISO-10303-21;\n`, 'latin1'),
  );

describe('what a STEP file says beside its geometry', () => {
  const facts = readStepFacts(file(described));

  it('is its products with number, description and revision', () => {
    expect(facts.root).toMatchObject({ id: 'ASM-1', name: 'Assembly', description: null, revision: 'C' });
    expect(facts.product('BRACKET')).toMatchObject({ id: '71736-004', description: "Träger; it's bent", revision: 'B' });
    expect(facts.product('bolt')).toMatchObject({ id: null, description: null, revision: null, material: null, parameters: [] });
    expect(facts.product('nut')).toBeNull();
  });

  it('is the material, with its density in kg/m^3', () => {
    expect(facts.product('BRACKET')?.material).toEqual({
      name: 'S235JR',
      spec: 'EN 10025',
      density: expect.closeTo(7850, 6) as number,
    });
  });

  it('is its attributes with units and categories', () => {
    expect(facts.product('BRACKET')?.parameters).toEqual([
      {
        name: 'FINISH',
        value: 'galvanised',
        value_numeric: null,
        value_type: 'string',
        category: 'finish',
        units: null,
        is_designated: false,
      },
      {
        name: 'THK',
        value: '0.25',
        value_numeric: 0.25,
        value_type: 'real',
        category: 'custom',
        units: 'inch',
        is_designated: false,
      },
      {
        name: 'CHECKED',
        value: 'true',
        value_numeric: null,
        value_type: 'boolean',
        category: 'custom',
        units: null,
        is_designated: false,
      },
    ]);
  });

  it('is what it claims, what it refers to and what it holds', () => {
    expect(facts.claimed).toEqual({ volume: expect.closeTo(2 * 25.4 ** 3, 6) as number, area: null });
    expect(facts.references).toEqual(['frame.stp']);
    expect(facts.contents).toEqual({ dimensions: 1 });
  });

  it('is what the kernel leaves out, unless it is the picture of an exact shape', () => {
    const unread = (...lines: readonly string[]): string[] => unreadContents(readStepFacts(file(lines)).contents);
    const [exact, picture] = ["#1=MANIFOLD_SOLID_BREP('',#9);", "#2=TESSELLATED_SOLID('',(#9),#1);"];
    expect(unread(exact, picture)).toEqual([]);
    expect(unread(exact, picture, "#3=TESSELLATED_SHELL('',(#9),$);")).toEqual([
      '1 tessellated solids or shells have no exact shape and are not measured',
    ]);
    expect(unread(exact, "#3=CSG_SOLID('',#9);")).toEqual(['1 constructive solids are not measured']);
  });

  it('is nothing of a raw material that is a product of its own but the material', () => {
    const made = readStepFacts(
      file([
        ...described,
        "#100=PRODUCT('1.4301','Stainless','',(#9));",
        "#101=PRODUCT_DEFINITION_FORMATION('1','',#100);",
        "#102=PRODUCT_DEFINITION('','',#101,#9);",
        "#103=MAKE_FROM_USAGE_OPTION('','','',#23,#102,1,'',#9);",
      ]),
    );
    expect(made.root?.id).toBe('ASM-1');
    expect(made.product('bolt')?.material).toEqual({ name: 'Stainless', spec: '1.4301', density: null });
  });

  it('does not end in a circle of units, nor at a string that does', () => {
    const circle = ['#1=DERIVED_UNIT((#2));', '#2=DERIVED_UNIT_ELEMENT(#1,1.);', "#3=PRODUCT('a','b','open string,(#9));"];
    expect(readStepFacts(file(circle)).root).toBeNull();
  });
});

describe('an assembly of a STEP file', () => {
  /** Products by number, and which is placed in which. */
  const assembly = (count: number, usages: readonly (readonly [parent: number, child: number])[]): Buffer =>
    file([
      ...Array.from({ length: count }, (_, at) => [
        `#${10 * at + 1}=PRODUCT('p${at}','','',());`,
        `#${10 * at + 2}=PRODUCT_DEFINITION_FORMATION('','',#${10 * at + 1});`,
        `#${10 * at + 3}=PRODUCT_DEFINITION('','',#${10 * at + 2},$);`,
      ]).flat(),
      ...usages.map(
        ([parent, child], at) =>
          `#${1_000_000 + at}=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#${10 * parent + 3},#${10 * child + 3},$);`,
      ),
    ]);
  const chain = (length: number): [number, number][] => Array.from({ length }, (_, at) => [at, at + 1]);

  it('is refused when it contains itself, with the circle', () => {
    expect(() => readStepFacts(assembly(4, [...chain(3), [3, 1]]))).toThrow('the assembly contains itself: p1 in p3 in p2 in p1');
    expect(() => readStepFacts(assembly(1, [[0, 0]]))).toThrow(expect.objectContaining({ errorClass: 'FILE_CORRUPT' }) as Error);
  });

  it('is refused when it unfolds to more parts than can be placed', () => {
    const doubled = chain(24).flatMap((usage) => [usage, usage]);
    expect(() => readStepFacts(assembly(25, doubled))).toThrow('the assembly places 16777216 parts');
    expect(readStepFacts(assembly(13, doubled.slice(0, 24))).root?.id).toBe('p0');
  });

  it('may be deep, and use a part in many places', () => {
    expect(readStepFacts(assembly(50_001, chain(50_000))).root?.id).toBe('p0');
    expect(readStepFacts(assembly(4, [...chain(3), [0, 3], [1, 3], [0, 2]])).root?.id).toBe('p0');
  });
});

describe('what is no STEP file by its bytes', () => {
  it.each([
    ['version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n', 'a pointer of Git LFS'],
    ['<!DOCTYPE html><html></html>', 'a web page'],
    ['solid a\n facet normal 0 0 1\n', 'an STL mesh'],
    ['**ABCDEFGHIJKLMNOPQRSTUVWXYZabc\n', 'a Parasolid file'],
    ['\xff'.repeat(100_000), 'some text'],
  ])('is told by name: %#', (text, told) => {
    expect(() => checkBytes('step', { name: 'a.stp', bytes: Buffer.from(text, 'latin1') })).toThrow(told);
  });
});

describe('a string of STEP', () => {
  it.each([
    ['plain', 'plain'],
    ["it''s", "it's"],
    ['\\X2\\00DF03B1\\X0\\', 'ßα'],
    ['\\X4\\0001F529\\X0\\', '🔩'],
    ['\\X\\C4\\S\\d', 'Ää'],
    ['a\\\\b', 'a\\b'],
    ['a long\r\n one', 'a long one'],
    ['\\\\X2\\\\', '\\X2\\'],
    [Buffer.from('größe').toString('latin1'), 'größe'],
    [Buffer.from('größe', 'latin1').toString('latin1'), 'größe'],
  ])('%j is %s', (written, read) => {
    expect(decodeString(written)).toBe(read);
  });
});

describe('a STEP file that is packed', () => {
  const text = Buffer.from(stepBox([1, 2, 3]));
  const packed = { 'a.stp.gz': gzipSync(text), 'a.stpZ': gzipSync(text), 'b.stpz': Buffer.from(zipSync({ 'b.stp': text })) };

  it.each(Object.entries(packed))('%s is one by its name and comes out as it went in', (name, bytes) => {
    expect(detectFormat(bytes, name.split('.').pop()?.toLowerCase() ?? '', name)).toBe('step');
    expect(Buffer.from(checkBytes('step', { name, bytes }).bytes).equals(text)).toBe(true);
  });

  it.each([
    ['UTF-8', Buffer.from("'größe'"), 'größe'],
    ['the code page of Western Windows', Buffer.from("'gr\xf6\xdfe'", 'latin1'), 'größe'],
    ['UTF-16', Buffer.from("\ufeff'größe'", 'utf16le'), 'größe'],
    ['UTF-16 without its mark, big-endian', Buffer.from("'größe'", 'utf16le').swap16(), 'größe'],
    ['that of China', Buffer.from("'\xc1\xe3\xbc\xfe'", 'latin1'), '零件'],
    [
      'that of Western Windows, a word again and again',
      Buffer.from("'gr\xf6\xdfe' 'gr\xf6\xdfe' 'SE\xc7\xc3O'", 'latin1'),
      'größe größe SEÇÃO',
    ],
    ['that of Russia', Buffer.from("'\xc4\xe5\xf2\xe0\xeb\xfc'", 'latin1'), 'Деталь'],
    [
      'that of Russia, in capitals',
      Buffer.from("'\xca\xce\xd0\xcf\xd3\xd1 \xc4\xc5\xd2\xc0\xcb\xdc'", 'latin1'),
      'КОРПУС ДЕТАЛЬ',
    ],
    ['that of Japan', Buffer.from("'\x95\x94\x95i\x90}\x96\xca'", 'latin1'), '部品図面'],
  ])('may be written in %s', (_, bytes, read) => {
    expect(plainStepText(bytes).toString('utf8').replaceAll("' '", ' ')).toBe(`'${read}'`);
  });

  it('loses its comments, not those that are text', () => {
    expect(plainStepText(Buffer.from("a/* it's; */b'/* c */'/*\n*/d/* open")).toString()).toBe(
      'a' + ' '.repeat(11) + "b'/* c */'  \n  d       ",
    );
  });

  it('loses its byte order mark', () => {
    const { bytes } = checkBytes('step', { name: 'a.stp', bytes: Buffer.concat([Buffer.from('\ufeff'), text]) });
    expect(Buffer.from(bytes).equals(text)).toBe(true);
  });

  it.each([
    ['cut off', gzipSync(text).subarray(0, 200), 'FILE_CORRUPT'],
    ['an archive of something else', zipSync({ 'a.txt': strToU8('a') }), 'FORMAT_MISMATCH'],
    ['an archive of two', zipSync({ 'a.stp': text, 'b.stp': text }), 'FORMAT_MISMATCH'],
  ])('is refused when it is %s', (_, bytes, errorClass) => {
    expect(() => checkBytes('step', { name: 'a.stpZ', bytes })).toThrow(expect.objectContaining({ errorClass }) as Error);
  });
});
