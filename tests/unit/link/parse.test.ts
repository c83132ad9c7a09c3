import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInGrammar } from '../../../processors/link/built-in/grammar.js';
import { checkExamples } from '../../../processors/link/check-examples.js';
import { builtIn } from '../../../processors/link/load-grammar.js';
import { linkParser } from '../../../processors/link/parse.js';

const parse = linkParser(builtIn());
const keyOf = (path: string, format?: string) => parse(path, format).linkage.groupKey;

const digits = (length: number) => fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));
const job = digits(5).filter((code) => !code.endsWith('000'));
const word = fc.constantFrom(
  'HARBOR HOTEL',
  'north_wing',
  'Büro',
  'DXF',
  'REV - 2',
  'OLD',
  '日本',
  'a',
  '88000',
  "71000's",
  '88617_X',
);
const folders = fc.array(word, { maxLength: 6 }).map((names) => names.join('/'));
const drives = fc.constantFrom('', 'Y:/', 'Y://', 'S:\\', '/');
const marks = fc.constantFrom('', ' - Copy', ' (1)', ' REV.01', '_revB', '-REV-A', ' 07.24.24', ' REV.2 - Copy (3)', '_OLD');
const extensions = fc.constantFrom('.pdf', '.DXF', '.prt.12', '.asm.1', '.stp', '', '.xls');

describe('the built-in grammar', () => {
  it('reads its own examples as they say', () => {
    expect(checkExamples(builtInGrammar, builtIn())).toEqual([]);
  });

  it('would notice an example that does not hold', () => {
    const [rule] = builtInGrammar.names;
    if (rule === undefined) throw new Error('no rule');
    const wrong = { ...rule, examples: [{ path: '71736-004.pdf', expect: { job: '71737', colour: 'red' } }] };
    expect(checkExamples({ ...builtInGrammar, names: [wrong] }, builtIn())).toEqual([
      'rule opening: 71736-004.pdf: job is "71736", not "71737"',
      'rule opening: 71736-004.pdf: there is no field colour',
    ]);
  });
});

describe('a name and its place', () => {
  it.each([
    // The name beats the folder; a thousand folder is no job.
    ["Y:/71000's/71736 - CITY LIBRARY/71736-004.pdf", '71736', 'name'],
    ['Y:/88000/88617_HARBOR HOTEL/71736-004_008.dxf', '71736', 'name'],
    ['Y:/88000/88617_HARBOR HOTEL/PLAN.pdf', '88617', 'folder'],
    ["Y:/88000's/PLAN.pdf", null, null],
    ['88000/PLAN.pdf', null, null],
    ['88000-88999/PLAN.pdf', null, null],
    ['88617_HARBOR HOTEL/88000/PLAN.pdf', '88617', 'folder'],
    // Five digits inside more digits are no job.
    ['photos/2024072400.jpg', null, null],
    ['Y:/88617_HARBOR HOTEL/30-210011517.dxf', '88617', 'folder'],
    // A lone number behind a word is believed only where the folder does not say otherwise.
    ['QUOTE_88617.pdf', '88617', 'name'],
    ['88617_HARBOR HOTEL/PANEL_12345.dxf', '88617', 'folder'],
  ])('%s has project %s by its %s', (path, projectCode, projectSource) => {
    expect(parse(path).identity).toMatchObject({ projectCode, projectSource });
  });

  it.each([
    ['71736-004.prt.12', 'item/71736-004'],
    ['BOM-71736-004.xls', 'item/71736-004'],
    ['CUT LIST 71736-004 REV B.pdf', 'item/71736-004'],
    ['71736-004a.pdf', 'item/71736-004A'],
    // Not an item, but the job still begins the name.
    ['71736-0045.pdf', 'job/71736/name/71736-0045'],
    ['171736-004.pdf', 'folder//name/171736-004'],
    ['88777-28.pdf', 'sheet/88777-28'],
    ['67242_121.dxf', 'part/67242_121'],
    ['OPENING_59150_112-RHR.pdf', 'opening/59150_112'],
    ['OPENING_59150_112.dxf', 'opening/59150_112'],
    ['88617_X/A-101.pdf', 'job/88617/style/A-101'],
    ['99000/x/KD-1050-A.pdf', 'style/KD-1050-A'],
    ['88617_X/DXF/lobby desk.dxf', 'folder/88617_x/name/lobby_desk'],
    ['88617_X/DXF/plan.dxf', 'folder/88617_x/dxf/name/plan'],
    ['88617_X/PDF/Sheet 1 of 3.pdf', 'folder/88617_x/name/sheet_1_of_3'],
    ['88617_X/PDF/2nd floor plan.pdf', 'folder/88617_x/name/2nd_floor_plan'],
    ['88617_X/PDF/brochure 2024.pdf', 'folder/88617_x/name/brochure_2024'],
    ['88617_X/PDF/frame1050.pdf', 'job/88617/name/frame1050'],
    ['88617_X/cad/1a_os_body_4.prt.3', 'job/88617/name/1a_os_body_4'],
  ])('%s belongs to %s', (path, groupKey) => {
    expect(keyOf(path)).toBe(groupKey);
  });

  it('takes its role from the bytes first, from the name where they are silent', () => {
    expect(parse('a.pdf', 'pdf').linkage.role).toBe('drawing_pdf');
    expect(parse('a.pdf', 'jpeg').linkage.role).toBeNull();
    expect(parse('a.dxf', 'pdf').linkage.role).toBe('drawing_pdf');
    expect(parse('a.prt.3', 'unknown').linkage.role).toBe('source_cad');
    expect(parse('a.gph', 'unknown').linkage.role).toBe('udf');
    expect(parse('a.xls', 'ole').linkage.role).toBeNull();
  });

  it('keeps keys short enough for an index, and different for different paths', () => {
    const deep = (name: string) => keyOf(`${'深い/'.repeat(2000)}${name}.pdf`);
    expect(Buffer.byteLength(deep('one thing'))).toBeLessThan(2000);
    expect(deep('one thing')).not.toBe(deep('another thing'));
  });
});

describe('properties', () => {
  it('never throws, and gives the same answer twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 8 }), (path, format) => {
        const first = parse(path, format);
        expect(parse(path, format)).toEqual(first);
        expect(first.linkage.groupKey).not.toBe('');
      }),
    );
  });

  it('reads hostile names of many thousand characters', () => {
    for (const piece of [' ', '_', 'A ', ' REV', '-COPY', ' (1)', '1 ', '1-', 'A-1', '71736-004 ', 'OLD-', './']) {
      expect(parse(`${piece.repeat(5000)}!.pdf`).linkage.groupKey).not.toBe('');
    }
  });

  it('puts a part sheet into its item whatever the drive, the folders, the marks and the letter case', () => {
    fc.assert(
      fc.property(
        drives,
        folders,
        job,
        digits(3),
        digits(3),
        marks,
        extensions,
        (drive, folder, j, item, part, mark, extension) => {
          const path = `${drive}${folder}/${j}-${item}_${part}${mark}${extension}`;
          for (const spelled of [path, path.toLowerCase(), path.toUpperCase()]) {
            const { identity, linkage } = parse(spelled);
            expect(linkage.groupKey).toBe(`item/${j}-${item}`);
            expect(identity).toMatchObject({
              job: j,
              item,
              part,
              projectCode: j,
              projectSource: 'name',
              baseName: `${j}-${item}_${part}`,
            });
          }
        },
      ),
    );
  });

  it('never gives a thousand folder as project', () => {
    fc.assert(
      fc.property(digits(2), fc.constantFrom('', "'s", 's', '’S'), word, (thousand, plural, name) => {
        const { projectCode } = parse(`${thousand}000${plural}/${name}/some thing.pdf`).identity;
        expect(projectCode).not.toBe(`${thousand}000`);
      }),
    );
  });

  it('never gives generic names of different folders one key', () => {
    const generic = fc.constantFrom(
      'PLAN',
      'Plans',
      'quote',
      'VISION_IS',
      'head_bom',
      'mullion_a',
      'Drawing1',
      'Temp03839',
      '12',
    );
    fc.assert(
      fc.property(generic, folders, folders, extensions, (name, one, other, extension) => {
        fc.pre(one.toLowerCase() !== other.toLowerCase());
        expect(keyOf(`${one}/${name}${extension}`)).not.toBe(keyOf(`${other}/${name}${extension}`));
      }),
    );
  });

  it('orders revisions of one kind', () => {
    const rank = (name: string) => parse(name).identity.revision?.rank ?? -1;
    fc.assert(
      fc.property(fc.nat(998), (n) => {
        expect(rank(`a1 REV.${n}.pdf`)).toBeLessThan(rank(`a1 REV.${n + 1}.pdf`));
      }),
    );
    const ordered = ['A', 'B', 'Z', 'AA', 'AB', 'BA'].map((letters) => rank(`a1-REV-${letters}.pdf`));
    expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
    expect(rank('a1 12.31.23.pdf')).toBeLessThan(rank('a1 01.02.24.pdf'));
  });
});
