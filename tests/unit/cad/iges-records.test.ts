import { describe, expect, it } from 'vitest';
import { checkBytes } from '../../../processors/cad/check-bytes.js';
import { readIgesHeader } from '../../../processors/cad/iges/header.js';

const record = (text: string, letter: string, number: number): string =>
  `${text.padEnd(72)}${letter}${String(number).padStart(7)}`;
/** One point whose parameters take two records. */
const records = [
  record('a start', 'S', 1),
  record('1H,,1H;,4Hbolt,8Hbolt.igs,,,32,38,6,38,15,,1.,2,2HMM,1,1.,;', 'G', 1),
  record('     116       1       0       0       0       0       0       000000000', 'D', 1),
  record('     116       0       0       2       0                               0', 'D', 2),
  record('116,1.,2.,', 'P', 1),
  record('3.;', 'P', 2),
  record('S      1G      1D      2P      2', 'T', 1),
];
const text = `${records.join('\n')}\n`;
const check = (bytes: Buffer): ReturnType<typeof checkBytes> => checkBytes('iges', { name: 'a.igs', bytes });

describe('an IGES file', () => {
  it.each([
    ['as it is', Buffer.from(text)],
    ['with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['in UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['after blank lines', Buffer.from(`\n \r\n${text}`)],
    ['without line ends', Buffer.from(records.join(''))],
  ])('is read %s', (_, bytes) => {
    const checked = check(bytes);
    expect(Buffer.from(checked.bytes).toString().trim()).toBe(text.trim());
    expect(checked.warnings).toEqual([]);
    expect(readIgesHeader(checked.bytes)).toMatchObject({ product: 'bolt', unit: 'millimetre' });
  });

  it.each([
    ['too long', '15Hbolt.igs'],
    ['too short', '3Hbolt.igs'],
  ])('has a unit though the length of a string is %s', (_, written) => {
    const global = (records[1] ?? '').slice(0, 72).trimEnd().replace('8Hbolt.igs', written);
    const checked = check(Buffer.from(text.replace(records[1] ?? '', record(global, 'G', 1))));
    expect(Buffer.from(checked.bytes).toString()).toBe(text);
    expect(checked.warnings).toEqual([expect.stringContaining('not as long as it states')]);
  });

  it('keeps strings that hold delimiters', () => {
    const named = text.replace('4Hbolt,8Hbolt.igs,', '4Hb,;t, 8Hbolt.igs ,');
    expect(Buffer.from(check(Buffer.from(named)).bytes).toString()).toBe(named);
  });

  it('is told to end without its last record, and refused where it is cut off before', () => {
    expect(check(Buffer.from(records.slice(0, 6).join('\n'))).warnings).toEqual(['the file ends without its last record, T']);
    for (const [kept, told] of [
      [5, 'of 2 records of parameters it holds 1'],
      [3, 'cut off'],
      [1, 'cut off'],
    ] as const)
      expect(() => check(Buffer.from(records.slice(0, kept).join('\n')))).toThrow(told);
  });

  it.each(['binary', 'compressed'])('is refused by name in the %s form', (form) => {
    const bytes = Buffer.from(`${record('', form === 'binary' ? 'B' : 'C', 1)}\n${text}`);
    expect(() => check(bytes)).toThrow(`in the ${form} form`);
  });

  it('has no product by the name of the program that wrote it', () => {
    const named = text.replace('4Hbolt,8Hbolt.igs', '31HOpen CASCADE IGES processor 7.6,13HFilename.iges');
    expect(readIgesHeader(Buffer.from(named))).toMatchObject({ product: null, fileName: null });
  });
});
