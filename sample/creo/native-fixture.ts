import type { CreoType } from '../plan/content-spec.js';

const typeNames: Readonly<Record<CreoType, string>> = { prt: 'PART', asm: 'ASSEMBLY', drw: 'DRAWING' };

/**
 * A fixture with the header of a Creo file: magic, model name, table of contents, and no geometry.
 * It says of itself that Creo did not write it. Layout after the headers of Creo 9 files: lines of 70 characters, then ` \`;
 * the last figure of the first line is the header's length; section offsets are hexadecimal and count from the header's end.
 */
export function creoNativeFixture(model: string, creoType: CreoType, version: number, objectId: number): Buffer {
  const name = `${model}.${creoType}`;
  const body = `#SampleFixture\nmodel ${name}\nversion ${version}\nNo geometry: this file was made by extraction-fleet to test inventories and linking.\n#END_OF_UGC\n`;
  const lines = [
    '- VERS 0 0',
    '- HOST',
    '- LINK',
    '- DBID',
    '- REVS 0,',
    '- RELL 0,',
    `- UOBJ_ID ${objectId} 0 ${version}`,
    '- MACH _Sample',
    `- CMNM ${name.length.toString(16).padStart(3, '0')}${name}`,
  ];
  const fields = lines.map((field) => `#${field}`.padEnd(69) + '\\\n').join('');
  const first = (length: number): string =>
    `#UGC:2 ${typeNames[creoType]} 2063 1760 805 1 1 15 4000 2023494 ${length.toString(16).padStart(8, '0')} \\\n`;
  const end = '#-END_OF_UGC_HEADER\n';
  const header = first(first(0).length + fields.length + end.length) + fields + end;
  const product = '#Sample fixture of extraction-fleet, not written by Creo\n';
  const contents = (offset: number): string =>
    `${'#UGC_TOC 2 1 81 17'.padEnd(80, '#')}\n${`SampleFixture ${offset.toString(16)} ${body.length.toString(16)} ${body.length.toString(16)} 2063 9 -1 0000 0000`.padEnd(80, '#')}\n`;
  return Buffer.from(header + product + contents(product.length + contents(0).length) + body, 'latin1');
}
