import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyName } from '../../../processors/inventory/classify-name.js';
import { bytesOfKey, hasRawBytes, keyOfBytes, shownKey } from '../../../queues/contract/storage-key.js';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('the storage key of a name', () => {
  it.each(['a.pdf', 'Größe.pdf', 'Чертёж.dxf', '図面.pdf', '😀.dxf', '\ufeffa.pdf', '\ufffd.pdf', ''])(
    'is the name where that is UTF-8: %j',
    (name) => {
      expect(keyOfBytes(Buffer.from(name))).toBe(name);
      expect(Buffer.from(bytesOfKey(name)).toString()).toBe(name);
    },
  );

  it('holds other bytes one by one, and is told apart and shown by them', () => {
    const key = keyOfBytes(bytes('Gr', [0xf6, 0xdf], 'e ö.pdf'));
    expect(hasRawBytes(key)).toBe(true);
    expect(shownKey(key)).toBe('Gr\\xF6\\xDFe ö.pdf');
    expect(keyOfBytes(bytes('Gr', [0xf6, 0xde], 'e ö.pdf'))).not.toBe(key);
  });

  it('gives the bytes back, whatever they are; no two names share one, and Postgres takes it', () => {
    // Also such as the code points that stand for bytes are written in.
    const chunk = fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
      fc.integer({ min: 0xf0078, max: 0xf0108 }).map((code) => Buffer.from(String.fromCodePoint(code)))); // prettier-ignore
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 6 }), (chunks) => {
        const name = Buffer.concat(chunks);
        const key = keyOfBytes(name);
        expect(Buffer.from(bytesOfKey(key)).equals(name)).toBe(true);
        // A lone surrogate would come back as another character.
        expect(Buffer.from(key).toString()).toBe(key);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a name that is no UTF-8', () => {
  it.each([
    ['Western', bytes('alt/Zeichnung Gr', [0xf6, 0xdf], 'e.PDF'), 'alt/Zeichnung Größe.PDF'],
    ['Cyrillic', bytes([0xd7, 0xe5, 0xf0, 0xf2, 0xb8, 0xe6], ' 12.dxf'), 'Чертёж 12.dxf'],
    ['Japanese, with a backslash in it', bytes([0x90, 0x7d, 0x96, 0xca, 0x95, 0x5c], '.pdf'), '図面表.pdf'],
    ['Chinese', bytes([0xbb, 0xfa, 0xd0, 0xb5, 0xcd, 0xbc], '.dwg'), '机械图.dwg'],
    ['partly UTF-8', bytes('größe/', [0xfc], 'ber.prt.3'), 'größe/über.prt.3'],
  ])('is read as what it looks like: %s', (_, name, words) => {
    expect(classifyName(keyOfBytes(name))).toMatchObject({
      normalizedPath: words,
      name: words.slice(words.lastIndexOf('/') + 1),
    });
  });

  it('has the extension and the version of its kind', () => {
    expect(classifyName(keyOfBytes(bytes([0xfc], 'ber.prt.3')))).toMatchObject({
      extension: 'prt',
      creoVersion: 3,
      creoBase: 'über.prt',
    });
  });
});
