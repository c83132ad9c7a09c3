import { beforeAll, describe, expect, test } from 'vitest';
import { cadFixtures } from '../../../bench/badinput/cad-fixtures.js';
import { brokenBrep } from '../../../processors/cad/brep/check.js';
import { extractCad } from '../../../processors/cad/extract.js';
import { Random } from '../../../sample/random.js';

let sound: Record<string, string>;

beforeAll(async () => {
  sound = Object.fromEntries((await cadFixtures()).brep.map(({ name, bytes }) => [name, bytes.toString('latin1')]));
}, 120_000);

const broken = (text: string): string | null => brokenBrep(Buffer.from(text, 'latin1'));

describe('the check of a BREP file before the kernel reads it', () => {
  test('lets pass what the kernel has written', () => {
    for (const [name, text] of Object.entries(sound)) expect(broken(text), name).toBeNull();
    for (const [name, text] of Object.entries(sound)) expect(broken(text.replaceAll('\n', '\r\n')), name).toBeNull();
  });

  test('finds every file that was cut off', () => {
    for (const [name, text] of Object.entries(sound)) {
      // The last two lines are the reference to the whole shape.
      const whole = text.lastIndexOf('*');
      const step = Math.ceil(whole / 500);
      for (let end = 0; end <= whole; end += step) expect(broken(text.slice(0, end)), `${name} cut at ${end}`).not.toBeNull();
    }
  });

  test.each([
    [/Curve2ds \d+/, 'Curve2ds 2000000000', /claims 2000000000 entries/],
    [/^Surfaces \d+/m, 'Surfaces -5', /claims -5 entries/],
    [/TShapes \d+/, 'TShapes 99999', /TShapes|claims 99999 entries/],
    [/TShapes (\d+)/, 'TShapes 1', /refers to|is no reference/],
    [/^(Curves \d+\n\d) \S+/m, '$1 NaN', /Curves: "NaN" stands where a number is due/],
    [/^(?<head>Curves \d+\n)\d/m, '$<head>77', /no curve of type 77/],
    [/^Triangulations/m, 'Nothing', /Triangulations: the section is called "Nothing"/],
    [/^Ve$/m, 'Vx', /no shape of kind "Vx"/],
    [/^[01]{7}$/m, '010110', /stands where seven flags are due/],
    [/^[01]{7}$/m, '0101021', /stands where seven flags are due/],
    [/^\+(\d+) 0/m, '?$1 0', /is no reference to a shape/],
    [/^\+(\d+) 0/m, '+0 0', /is no reference to a shape/],
    [/^\+(\d+) 0/m, '+1 0', /refers to shape 1, which is not among the \d+ before it/],
    [/^\+(\d+) 0/m, '+$1 77', /refers to location 77 of/],
    [/^(Fa\n\d +\S+) \d+ /m, '$1 777 ', /refers to surface 777 of/],
    [/^(Ed\n \S+ \d) \d/m, '$1 7', /7 stands where 0 or 1 is due/],
    [/^2 {2}\d+ (\d+ 0 )/m, '2 888 $1', /refers to curve in the plane 888 of/],
    [/^Locations \d+/m, 'Locations 5', /Locations: /],
    [/\*\n\n\+1 0/, '*\n\n+2 0', /nothing refers to shape \d+ of \d+/],
  ])('says what is wrong: %s to %s', (pattern, replacement, reason) => {
    for (const text of Object.values(sound)) {
      expect(text).toMatch(pattern);
      expect(broken(text.replace(pattern, replacement))).toMatch(reason);
    }
  });
});

/** Whole numbers of the shapes' section, each replaced by what no table has. */
describe('a reference that leads nowhere', () => {
  test.each(['999999', '-1', 'x', '1e9'])('is found at every place of the shapes: %s', (wrong) => {
    for (const [name, text] of Object.entries(sound)) {
      const section = text.indexOf('TShapes');
      // An index or a count between blanks; of one digit alone it may be a coordinate or a parameter as well.
      for (const match of text.slice(section).matchAll(/(?<=^(?:[+-]|TShapes ))\d+(?= )|(?<=^[1-7] {1,2})\d+(?= \d+ \d)/gm)) {
        const at = section + match.index;
        const spoiled = text.slice(0, at) + wrong + text.slice(at + match[0].length);
        expect(broken(spoiled), `${name} at ${at}: ${match[0]}`).not.toBeNull();
      }
    }
  });
});

describe('flipped bits', () => {
  test('end in a named class or in facts, and those that spoil the structure are found before the kernel', async () => {
    const found = { before: 0, later: 0, read: 0 };
    for (const [name, text] of Object.entries(sound)) {
      for (let round = 0; round < 40; round += 1) {
        const random = Random.of(7, name, round);
        const bytes = Buffer.from(text, 'latin1');
        const at = random.int(text.indexOf('Locations'), bytes.length - 1);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(0, 7));
        if (brokenBrep(bytes) !== null) {
          found.before += 1;
          continue;
        }
        const outcome = await extractCad({ name, format: 'brep', bytes }, { stage: () => undefined, keep: null }).catch(
          (error: unknown) => error,
        );
        if (outcome instanceof Error) {
          expect(outcome, `${name} at ${at}`).toMatchObject({ errorClass: 'KERNEL_ERROR' });
          found.later += 1;
        } else found.read += 1;
      }
    }
    expect(found.before).toBeGreaterThan(found.later + found.read);
  }, 300_000);
});
