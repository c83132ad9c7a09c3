import { beforeAll, describe, expect, test } from 'vitest';
import { cadFixtures } from '../../../bench/badinput/cad-fixtures.js';
import { brokenBrep } from '../../../processors/cad/brep-check.js';

describe('the check of a BREP file before the kernel reads it', () => {
  let sound: readonly Buffer[];
  beforeAll(async () => {
    sound = (await cadFixtures()).brep.map(({ bytes }) => bytes);
  });

  test('lets pass what the kernel has written', () => {
    expect(sound.map(brokenBrep)).toEqual([null, null]);
  });

  test('finds every file that was cut off', () => {
    for (const bytes of sound) {
      // The last two lines are the reference to the whole shape.
      const whole = bytes.lastIndexOf('*');
      for (let end = 0; end <= whole; end += 7) expect(brokenBrep(bytes.subarray(0, end)), `cut at ${end}`).not.toBeNull();
    }
  });

  test.each([
    [/Curve2ds \d+/, 'Curve2ds 2000000000', /claims 2000000000 entries/],
    [/^Surfaces \d+/m, 'Surfaces -5', /claims -5 entries/],
    [/TShapes \d+/, 'TShapes 99', /claims 99 shapes and holds/],
    [/^(Curves \d+\n\d) \S+/m, '$1 NaN', /Curves: "NaN" stands where a number is due/],
    [/^(?<head>Curves \d+\n)\d/m, '$<head>77', /no curve of type 77/],
    [/^Triangulations 0/m, 'Nothing 0', /no section Triangulations/],
  ])('says what is wrong: %s to %s', (pattern, replacement, reason) => {
    for (const bytes of sound) {
      expect(brokenBrep(Buffer.from(bytes.toString('latin1').replace(pattern, replacement), 'latin1'))).toMatch(reason);
    }
  });
});
