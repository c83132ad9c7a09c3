import type { MarkRule } from '../grammar.js';

export const marks: readonly MarkRule[] = [
  {
    name: 'copy_suffix',
    pattern: String.raw`[ _-]+COPY(?:[ _]*\(?\d{1,2}\)?)?`,
    at: 'end',
    kind: 'copy',
    examples: [
      { path: '71736-004 - Copy.pdf', expect: { baseName: '71736-004', copyMark: '- Copy' } },
      { path: '71736-004 - Copy (2).pdf', expect: { baseName: '71736-004', copyMark: '- Copy (2)' } },
    ],
  },
  {
    name: 'copy_number',
    pattern: String.raw`[ _]?\(\d{1,2}\)`,
    at: 'end',
    kind: 'copy',
    examples: [{ path: 'PLAN (1).pdf', expect: { baseName: 'plan', copyMark: '(1)', generic: true } }],
  },
  {
    name: 'copy_prefix',
    pattern: String.raw`COPY (?:\(\d{1,2}\) )?OF `,
    at: 'start',
    kind: 'copy',
    examples: [
      { path: 'Copy of 71736-004.pdf', expect: { baseName: '71736-004', copyMark: 'Copy of' } },
      { path: 'Copy (2) of 71736-004.pdf', expect: { baseName: '71736-004', copyMark: 'Copy (2) of' } },
    ],
  },
  {
    name: 'revision_suffix',
    pattern: String.raw`[ _.,-]+\(?REV(?:ISION)?[ ._-]*<revision>\)?`,
    at: 'end',
    kind: 'revision',
    examples: [
      { path: '71736-004 REV.01.pdf', expect: { baseName: '71736-004', revision: '1' } },
      { path: '71736-004-REV-A.pdf', expect: { baseName: '71736-004', revision: 'A' } },
      { path: '71736-004_008_revB.dxf', expect: { baseName: '71736-004_008', revision: 'B' } },
      { path: '88617_X/REV - 0/71736-004 REV.01 - Copy.pdf', expect: { revision: '1', copyMark: '- Copy' } },
    ],
  },
  {
    name: 'revision_glued',
    pattern: String.raw`(?<=\d)REV[._-]?<revision>`,
    at: 'end',
    kind: 'revision',
    examples: [
      { path: '71736-004revB.dxf', expect: { baseName: '71736-004', revision: 'B' } },
      { path: '71736-004_008REV2.dxf', expect: { baseName: '71736-004_008', revision: '2' } },
    ],
  },
  {
    name: 'date_suffix',
    pattern: String.raw`[ _-]+<month>\.<day>\.<year>`,
    at: 'end',
    kind: 'date',
    examples: [{ path: '71736-004 07.24.24.pdf', expect: { baseName: '71736-004', revision: '2024-07-24' } }],
  },
  {
    name: 'iso_date_suffix',
    pattern: String.raw`[ _-]+(?<year>(?:19|20)\d{2})-<month>-<day>`,
    at: 'end',
    kind: 'date',
    examples: [{ path: '71736-004_2024-07-24.pdf', expect: { baseName: '71736-004', revision: '2024-07-24' } }],
  },
  {
    name: 'superseded_suffix',
    pattern: '[ _-]+(?:OLD|OBSOLETE|SUPERSEDED|DO NOT USE)',
    at: 'end',
    kind: 'superseded',
    examples: [{ path: '71736-004_OLD.pdf', expect: { baseName: '71736-004', superseded: 'OLD' } }],
  },
  {
    name: 'creo_export_suffix',
    pattern: '_(?:EXTRACTED|EXPORT|DATA|METADATA)',
    at: 'end',
    kind: 'noise',
    extensions: ['json'],
    examples: [{ path: '71736-004_extracted.json', expect: { baseName: '71736-004', item: '004' } }],
  },
  {
    name: 'creo_export_of',
    pattern: String.raw`\.(?<creoType>PRT|ASM|DRW)(?:\.(?<creoVersion>\d{1,4}))?`,
    at: 'end',
    kind: 'creo',
    extensions: ['json'],
    examples: [
      {
        path: '71736-004.prt.json',
        expect: { baseName: '71736-004', creoBase: '71736-004', creoType: 'prt', creoVersion: null },
      },
      { path: '1a_os_body_4.prt.12.json', expect: { creoBase: '1a_os_body_4', creoVersion: 12 } },
    ],
  },
  {
    name: 'inner_extension',
    pattern: String.raw`\.(?:DWG|DXF|PDF|PRT|ASM|DRW|STE?P|IGE?S)`,
    at: 'end',
    kind: 'noise',
    examples: [{ path: '71736-004.dwg.pdf', expect: { baseName: '71736-004', item: '004' } }],
  },
];
