import { describe, expect, it } from 'vitest';
import { placesOf, seenFrom } from '../../../processors/cad/reference-places.js';

describe('where a file that an assembly refers to may lie', () => {
  it.each([
    ['bar.stp', ['bar.stp']],
    ['./bar.stp', ['bar.stp']],
    ['parts/bar.stp', ['parts/bar.stp', 'bar.stp']],
    ['..\\lib\\bar.stp', ['../lib/bar.stp', 'lib/bar.stp', 'bar.stp']],
    ['a/../../bar.stp', ['../bar.stp', 'bar.stp']],
    ['C:\\work\\parts\\bar.stp', ['work/parts/bar.stp', 'parts/bar.stp', 'bar.stp']],
    ['file://host/parts/bar.stp', ['parts/bar.stp', 'bar.stp']],
    ['my%20bar.stp', ['my%20bar.stp', 'my bar.stp']],
    ['100%.stp', ['100%.stp']],
    ['../..', []],
  ])('%s', (reference, places) => {
    expect(placesOf(reference)).toEqual(places);
  });

  it('is told from the folder of the file that says so', () => {
    expect(seenFrom('', '..\\bar.stp')).toBe('..\\bar.stp');
    expect(seenFrom('sub', 'bar.stp')).toBe('sub/bar.stp');
    expect(seenFrom('sub/deep', '../bar.stp')).toBe('sub/bar.stp');
    expect(seenFrom('sub', 'C:/bar.stp')).toBe('C:/bar.stp');
  });
});
