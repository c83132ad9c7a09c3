import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dxf, facts, tags } from './dxf-file.js';

const sound = dxf({
  header: tags(9, '$ACADVER', 1, 'AC1015', 9, '$DWGCODEPAGE', 3, 'ANSI_1252', 9, '$INSUNITS', 70, 4),
  tables: tags(0, 'TABLE', 2, 'LAYER', 70, 1, 0, 'LAYER', 2, 'NOTES', 70, 0, 62, 7, 6, 'CONTINUOUS', 0, 'ENDTAB'),
  blocks: tags(0, 'BLOCK', 2, 'SCREW', 70, 0, 10, 0, 20, 0, 0, 'CIRCLE', 8, '0', 10, 0, 20, 0, 40, 3, 0, 'ENDBLK'),
  entities: [
    ...tags(0, 'LINE', 8, '0', 10, 0, 20, 0, 11, 100, 21, 50),
    ...tags(0, 'TEXT', 8, 'NOTES', 10, 5, 20, 5, 40, 2.5, 1, 'WELD ALL ROUND'),
    ...tags(0, 'INSERT', 8, '0', 66, 1, 2, 'SCREW', 10, 20, 20, 20, 0, 'ATTRIB', 8, '0', 1, 'M8', 2, 'SIZE', 0, 'SEQEND'),
    ...tags(0, 'DIMENSION', 8, '0', 70, 1, 10, 0, 20, 9, 13, 0, 23, 0, 14, 30, 24, 40),
  ],
});
const whole = await facts(sound);

describe('a file that is none', () => {
  test.each([
    ['no bytes', Buffer.alloc(0), 'FILE_EMPTY'],
    ['a web page', Buffer.from('<html><body>404 not found</body></html>'), 'FORMAT_MISMATCH'],
    ['a drawing in the other format', Buffer.from('AC1027\0\0\0\0\0\x06\x01', 'latin1'), 'FORMAT_MISMATCH'],
    [
      'a pointer to a large file elsewhere',
      Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:1\n'),
      'FORMAT_MISMATCH',
    ],
    ['numbers, a line each', Buffer.from(Array.from({ length: 1000 }, (_, index) => index).join('\n')), 'FORMAT_MISMATCH'],
    ['noughts', Buffer.alloc(4096), 'FORMAT_MISMATCH'],
    ['the head of a binary file alone', Buffer.from('AutoCAD Binary DXF\r\n\x1a\0', 'latin1'), 'FORMAT_MISMATCH'],
    ['an end without a beginning', Buffer.from('0\nEOF\n'), 'FORMAT_MISMATCH'],
  ])('%s', async (_, bytes, errorClass) => {
    await expect(facts(bytes)).rejects.toMatchObject({ errorClass });
  });
});

describe('a damaged file', () => {
  test('no header: version and units are not stated, and not guessed', async () => {
    const { metadata, texts } = await facts(dxf({ entities: tags(0, 'TEXT', 8, '0', 1, 'A', 40, 2) }));
    expect(texts.map(({ text }) => text)).toEqual(['A']);
    expect(metadata.dxf_version).toBeNull();
    expect(metadata.units).toBeNull();
  });

  test('no EOF, nor the end of the section: all facts, and a warning with the line', async () => {
    const cut = Buffer.from(sound.toString('latin1').replace(/ {2}0\r\nENDSEC\r\n {2}0\r\nEOF\r\n$/, ''), 'latin1');
    const { metadata, ...rest } = await facts(cut);
    const { metadata: wholeMetadata, ...wholeRest } = whole;
    expect(rest).toEqual(wholeRest);
    const { warnings, ...same } = metadata;
    expect(same).toEqual(wholeMetadata);
    expect(warnings).toEqual([expect.stringMatching(/^line \d+: the file ends without EOF$/)]);
  });

  test('what stands before the cut is read, wherever a file is cut off', async () => {
    const text = sound.toString('latin1');
    for (let end = text.indexOf('ENTITIES') + 10; end < text.lastIndexOf('EOF'); end += 7) {
      const { texts, metadata } = await facts(sound.subarray(0, end));
      expect(texts.length).toBeLessThanOrEqual(whole.texts.length);
      expect(metadata.warnings?.at(-1)).toMatch(/ends without EOF/);
      if (end > text.indexOf('WELD ALL ROUND') + 20) expect(texts[0]?.text).toBe('WELD ALL ROUND');
    }
  });

  test('junk before the first section and behind EOF changes nothing', async () => {
    const junk = Buffer.concat([Buffer.from('written by a tool\r\n\r\n'), sound, Buffer.from('\x1a\0\0\0 0\r\nTEXT\r\n')]);
    expect((await facts(junk)).texts).toEqual(whole.texts);
  });

  test('a stray line among the entities costs nothing else', async () => {
    const text = sound.toString('latin1').replace('  0\r\nTEXT', 'stray\r\n  0\r\nTEXT');
    const { texts, dimensions, metadata } = await facts(Buffer.from(text, 'latin1'));
    expect(texts).toEqual(whole.texts);
    expect(dimensions).toEqual(whole.dimensions);
    expect(metadata.warnings).toEqual([expect.stringMatching(/^line \d+: "stray" is not a group code/)]);
  });

  test('a section that does not end, and one without a name', async () => {
    const text = sound
      .toString('latin1')
      .replace(/ {2}0\r\nENDSEC\r\n {2}0\r\nSECTION\r\n {2}2\r\nBLOCKS/, '  0\r\nSECTION\r\n  2\r\nBLOCKS');
    expect((await facts(Buffer.from(text, 'latin1'))).texts).toEqual(whole.texts);
    const nameless = Buffer.concat([Buffer.from('  0\r\nSECTION\r\n  0\r\nENDSEC\r\n'), sound]);
    expect((await facts(nameless)).texts).toEqual(whole.texts);
  });

  test('an ellipse that ends astronomically far before its start is read like any other', async () => {
    const ellipse = tags(0, 'ELLIPSE', 8, '0', 10, 0, 20, 0, 11, 5, 21, 0, 40, 0.5, 41, 0, 42, '-1e+308');
    const { metadata } = await facts(
      dxf({ entities: [...ellipse, ...tags(0, 'TEXT', 8, '0', 10, 1, 20, 1, 40, 1, 1, 'AFTER')] }),
    );
    expect(metadata).toMatchObject({ entity_count: 2 });
  });

  test('an arc in a tilted plane whose ends are astronomically many turns apart is read like any other', async () => {
    const plane = tags(210, 1, 220, 0, 230, 0);
    const arc = [...tags(0, 'ARC', 8, '0', 10, 0, 20, 0, 30, 0, 40, 5, 50, 0, 51, '1e+300'), ...plane];
    const { metadata } = await facts(dxf({ entities: [...arc, ...tags(0, 'TEXT', 8, '0', 10, 1, 20, 1, 40, 1, 1, 'AFTER')] }));
    expect(metadata).toMatchObject({ entity_count: 2 });
  });

  test('line ends of every kind give the same facts', async () => {
    const text = sound.toString('latin1');
    for (const end of ['\n', '\r', '\r\r\n'])
      expect(await facts(Buffer.from(text.replaceAll('\r\n', end), 'latin1'))).toEqual(whole);
  });

  test('no damage makes it throw anything but a class of its own', async () => {
    const damage = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(sound.length), async (changes, end) => {
        const bytes = Buffer.from(sound);
        for (const [at, value] of changes) bytes[at] = value;
        await facts(bytes.subarray(0, end)).catch((error: unknown) => {
          expect(error).toMatchObject({ errorClass: expect.stringMatching(/^(FORMAT_MISMATCH|FILE_EMPTY)$/) as string });
        });
      }),
      { numRuns: 300 },
    );
  });
});
