import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandLzw } from '../../../processors/creo/header/lzw.js';
import { readPsbDouble } from '../../../processors/creo/header/psb-double.js';
import { readPsbInteger } from '../../../processors/creo/header/psb-integer.js';
import { decodePsbTree } from '../../../processors/creo/header/psb-tree.js';
import type { PsbValue } from '../../../processors/creo/header/psb-tree.js';
import { compressLzw, ndSection, psbDouble, psbInteger } from './creo-file.js';
import type { TreeInput } from './creo-file.js';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('LZW', () => {
  it('gives back what compress packed, across code widths', () => {
    const bytes = Uint8Array.from({ length: 60_000 }, (_, index) => (index * index * 31 + (index >> 3)) & 0xff);
    expect(expandLzw(compressLzw(bytes), bytes.length)).toEqual(bytes);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 4000 }), (random) => {
        expect(expandLzw(compressLzw(random), random.length)).toEqual(random);
      }),
      { numRuns: 50 },
    );
  });

  it('expands the stream that compress(1) writes for a known text', () => {
    // Checked with gzip -d, which reads this format too.
    const packed = hex('1f9d90549e0829f2448a932754020e2ca890a04184');
    const expanded = expandLzw(packed, 24);
    expect(expanded === null ? null : Buffer.from(expanded).toString()).toBe('TOBEORNOTTOBEORTOBEORNOT');
  });

  it('is null for a wrong size or a stream of another kind', () => {
    expect(expandLzw(compressLzw(Uint8Array.of(1, 2, 3)), 4)).toBeNull();
    expect(expandLzw(Uint8Array.of(0x1f, 0x8b, 0x90, 1, 2), 2)).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (random) => {
        const expanded = expandLzw(Uint8Array.of(0x1f, 0x9d, 0x90, ...random), 100);
        expect(expanded === null || expanded.length === 100).toBe(true);
      }),
    );
  });
});

describe('PSB scalars', () => {
  it.each([
    ['0f', 1, 1],
    ['18', 0, 1],
    ['23 11 2e 0b e8 26 d6 95', 1e-9, 8],
    ['2d 71 12 66 66 66 66 66', 273.15, 8],
    ['48 2e 00', -15, 3],
    ['2f 0c 00', 3.5, 3],
    ['2e 06 66', 2.8, 3],
    ['6f 7a e1 47 ae 14 7b', 0.64, 7],
    ['60 1e b8 51 eb 85 1f', 0.33, 7],
  ])('%s is %d', (bytes, value, size) => {
    const scalar = readPsbDouble(hex(bytes), 0);
    expect(scalar?.size).toBe(size);
    expect(scalar?.value).toBeCloseTo(value, 12);
  });

  it('reads every eight-byte form back bit by bit', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 1e4, noNaN: true }), fc.boolean(), (magnitude, negative) => {
        const value = negative ? -magnitude : magnitude;
        const bytes = psbDouble(value);
        expect(readPsbDouble(bytes, 0)).toEqual({ value, size: bytes.length });
      }),
    );
  });

  it('is null for a form that is not known and at the end of the bytes', () => {
    expect(readPsbDouble(hex('4c 97 ca bf bb fb 61 00'), 0)).toBeNull();
    expect(readPsbDouble(hex('2d 71 12'), 0)).toBeNull();
    expect(readPsbDouble(new Uint8Array(), 0)).toBeNull();
  });
});

describe('PSB integers', () => {
  it('reads every width back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -1, max: 0x1fffff }), fc.integer({ min: 0, max: 0xffffffff })), (value) => {
        const bytes = psbInteger(value);
        expect(readPsbInteger(bytes, 0)).toEqual({ value, size: bytes.length });
      }),
    );
  });
});

describe('PSB trees', () => {
  const plain = (value: PsbValue): unknown => {
    if (value === null || typeof value !== 'object') return value;
    if ('fields' in value)
      return { type: value.type, fields: Object.fromEntries([...value.fields].map(([k, v]) => [k, plain(v)])) };
    return value.map(plain);
  };
  const leaf = fc.oneof(
    fc.nat(5000),
    fc.constant(null),
    fc.string({ maxLength: 12 }).filter((text) => !text.includes('\0')),
  );
  const name = fc.stringMatching(/^[A-Za-z_]{1,10}$/).filter((key) => key !== '__proto__');
  const tree = fc.letrec<{ node: TreeInput; object: TreeInput }>((tie) => ({
    node: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('node'), { maxLength: 3 }), tie('object')),
    object: fc.record({ type: name, fields: fc.dictionary(name, tie('node'), { maxKeys: 4 }) }),
  })).object;

  it('decodes what was encoded', () => {
    fc.assert(
      fc.property(tree, (input) => {
        const decoded = decodePsbTree(ndSection(input));
        expect(decoded === null ? null : plain(decoded)).toEqual(JSON.parse(JSON.stringify(input)));
      }),
    );
  });

  it('reads scalars and stops at the first unknown form', () => {
    const section = Buffer.from(ndSection({ type: 't', fields: { a: { real: 2.5 }, b: { real: -7.25 }, c: { real: 3.5 } } }));
    const known = decodePsbTree(section);
    expect([...(known?.fields.values() ?? [])]).toEqual([2.5, -7.25, 3.5]);
    section[section.indexOf(psbDouble(-7.25))] = 0x4c;
    expect([...(decodePsbTree(section)?.fields.values() ?? [])]).toEqual([2.5, null, null]);
  });

  it('never throws on damaged sections', () => {
    const section = ndSection({ type: 't', fields: { list: [{ type: 'e', fields: { n: 1, s: 'x' } }], r: { real: 4.5 } } });
    fc.assert(
      fc.property(fc.nat(section.length - 1), fc.nat(255), fc.nat(section.length), (at, byte, length) => {
        const damaged = Uint8Array.from(section.subarray(0, length));
        if (at < damaged.length) damaged[at] = byte;
        const decoded = decodePsbTree(damaged);
        expect(decoded === null || typeof decoded.type === 'string').toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
