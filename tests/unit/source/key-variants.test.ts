import { describe, expect, it } from 'vitest';
import { driveLetters, keyVariants } from '../../../adapters/source/catalogue/key-variants.js';

describe('the spellings of a catalogued key', () => {
  it.each([
    ['Y:/a/b.dxf', ['Y:/a/b.dxf', 'Y://a/b.dxf', 'a/b.dxf', '/a/b.dxf']],
    ['Y://a/b.dxf', ['Y://a/b.dxf', 'Y:/a/b.dxf', 'a/b.dxf', '/a/b.dxf']],
    ['Y:\\a\\b.dxf', ['Y:\\a\\b.dxf', 'Y:/a/b.dxf', 'Y://a/b.dxf', 'a/b.dxf', '/a/b.dxf']],
    ['a/b.dxf', ['a/b.dxf', 'S:/a/b.dxf', 'S://a/b.dxf', 'Y:/a/b.dxf', 'Y://a/b.dxf', '/a/b.dxf']],
  ])('of %s begin as catalogued', (key, variants) => {
    expect(keyVariants(key, ['S', 'Y'])).toEqual(variants);
  });

  it('know drives from the folders at the top of a storage', () => {
    expect(driveLetters(['S:/', 'Y:', 'YZ:/', 'plans/', ':/'])).toEqual(['S', 'Y']);
  });
});
