import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../processors/inventory/detect-format.js';

const detect = (head: string, name: string): string => {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return detectFormat(Buffer.from(head, 'latin1'), extension, name);
};

describe('detectFormat', () => {
  it.each([
    ['%PDF-1.7\n', 'drawing.dxf', 'pdf'],
    [`junk\r\n${' '.repeat(500)}%PDF-1.4`, 'scan.pdf', 'pdf'],
    ['\x89PNG\r\n\x1a\n', 'plan.pdf', 'png'],
    ['  0\nSECTION\n  2\nHEADER\n', 'drawing.txt', 'dxf'],
    ['999\r\nmade by hand\r\n0\r\nSECTION\r\n', 'drawing.dat', 'dxf'],
    ['AutoCAD Binary DXF\r\n\x1a\0', 'drawing', 'dxf'],
    ['AC1032\0\0', 'drawing.dxf', 'dwg'],
    ['ISO-10303-21;\nHEADER;', 'part.prt', 'step'],
    ['#UGC:2 PART 1234', 'body.12', 'creo_prt'],
    ['#UGC:2 ASSEMBLY 1234', 'top.asm', 'creo_asm'],
    ['CASCADE Topology V1', 'a.txt', 'brep'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'list.xls', 'ole'],
  ])('%j in %s is %s: bytes before names', (head, name, format) => {
    expect(detect(head, name)).toBe(format);
  });

  it('believes the name where the bytes say nothing', () => {
    expect(detect('hello, this is no drawing', 'a.dxf')).toBe('dxf');
    expect(detect('a;b;c\n', 'a.csv')).toBe('csv');
    expect(detect('?', 'a.xyz')).toBe('unknown');
  });

  it('gives an empty file the format of its name, so that it fails by name', () => {
    expect(detect('', 'a.pdf')).toBe('pdf');
    expect(detect('', 'a')).toBe('empty');
  });

  it('tells a Creo export from other JSON', () => {
    expect(detect('{"model_name": "71736-004", "mass_properties": {}}', '71736-004.json')).toBe('creo_json');
    expect(detect('{"parameters": []}', '71736-004_extracted.json')).toBe('creo_json');
    expect(detect('{"name": "package", "version": "1"}', 'package.json')).toBe('json');
  });

  it('sees the record marks of IGES', () => {
    expect(detect(`${'start of file'.padEnd(72)}S      1\n`, 'a.igs')).toBe('iges');
  });
});
