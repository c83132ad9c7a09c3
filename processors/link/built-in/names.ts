import type { NameRule } from '../grammar.js';

/** Pieces of patterns. Codes are compared in upper case. */
export const tokens: Readonly<Record<string, string>> = {
  job: String.raw`\d{5}`,
  item: String.raw`\d{3}[A-Z]?`,
  part: String.raw`\d{3}[A-Z]?`,
  sheet: String.raw`\d{2}[A-Z]?`,
  itemSheet: String.raw`[A-Z]{1,2}-?\d{1,3}`,
  opening: String.raw`[0-9A-Z]+?(?:\.\d+)?`,
  hand: 'RHR|LHR|RHA|LHA|RH|LH',
  customerPart: String.raw`\d{2}-\d{9}`,
  vendorStyle: String.raw`[A-Z]{2,6}-\d{4,6}(?:-[A-Z]{1,2})?`,
  shortStyle: String.raw`[A-Z]{1,6}-\d{1,3}(?:-[A-Z]{1,2})?`,
  document: '[A-Z].*?',
  rest: String.raw`(?:[ _.,&+()-].*)?`,
  revision: String.raw`\d{1,3}|[A-Z]{1,2}`,
  month: '0?[1-9]|1[0-2]',
  day: '0?[1-9]|[12][0-9]|3[01]',
  year: String.raw`\d{2}|(?:19|20)\d{2}`,
};

/** From the most to the least telling: a code with job and item first, a lone job last. */
export const names: readonly NameRule[] = [
  {
    name: 'opening',
    pattern: 'OPENING[ _-]+<job>[ _-]+<opening>(?:[ _-]*<hand>)?<rest>',
    kind: 'opening',
    key: '{job}_{opening}',
    scope: 'archive',
    yieldsToFolder: false,
    examples: [
      { path: 'OPENING_59150_112-RHR.pdf', expect: { job: '59150', opening: '112', hand: 'RHR', item: null } },
      { path: 'OPENING 59150 112RHR.pdf', expect: { opening: '112', hand: 'RHR', groupKey: 'opening/59150_112' } },
      { path: 'opening 59150 12A.dxf', expect: { job: '59150', opening: '12A', groupKey: 'opening/59150_12A' } },
    ],
  },
  {
    name: 'item_part',
    pattern: '(?:<document>[ _])??<job>-<item>_<part><rest>',
    kind: 'item',
    key: '{job}-{item}',
    scope: 'archive',
    yieldsToFolder: false,
    examples: [
      { path: '71736-004_008.dxf', expect: { job: '71736', item: '004', part: '008', groupKey: 'item/71736-004' } },
      { path: '88000/88617_HARBOR HOTEL/71736-004_008 LEFT SIDE.dxf', expect: { projectCode: '71736', part: '008' } },
    ],
  },
  {
    name: 'item_sheet',
    pattern: '(?:<document>[ _])??<job>-<item>[ _](?<sheet><itemSheet>)<rest>',
    kind: 'item',
    key: '{job}-{item}',
    scope: 'archive',
    yieldsToFolder: false,
    examples: [{ path: '71736-004_D-1.pdf', expect: { job: '71736', item: '004', sheet: 'D-1', groupKey: 'item/71736-004' } }],
  },
  {
    name: 'item',
    pattern: '(?:<document>[ _]|(?<prefix>[A-Z]+)-)??<job>-<item><rest>',
    kind: 'item',
    key: '{job}-{item}',
    scope: 'archive',
    yieldsToFolder: false,
    examples: [
      {
        path: '71736-004.prt.12',
        expect: { job: '71736', item: '004', part: null, creoVersion: 12, groupKey: 'item/71736-004' },
      },
      { path: 'BOM_71736-004.xls', expect: { job: '71736', item: '004', document: 'BOM', groupKey: 'item/71736-004' } },
    ],
  },
  {
    name: 'spaced_item',
    pattern: '<job> - <item>(?:_<part>)?<rest>',
    kind: 'item',
    key: '{job}-{item}',
    scope: 'archive',
    yieldsToFolder: false,
    examples: [{ path: '71736 - 004.pdf', expect: { job: '71736', item: '004', groupKey: 'item/71736-004' } }],
  },
  {
    name: 'underscored_part',
    pattern: '<job>_<item>_<part><rest>',
    kind: 'item',
    key: '{job}-{item}',
    scope: 'archive',
    yieldsToFolder: false,
    examples: [{ path: '71736_004_008.dxf', expect: { job: '71736', item: '004', part: '008', groupKey: 'item/71736-004' } }],
  },
  {
    name: 'job_part',
    pattern: '<job>_<part><rest>',
    kind: 'part',
    key: '{job}_{part}',
    scope: 'archive',
    yieldsToFolder: false,
    examples: [{ path: '67242_121.dxf', expect: { job: '67242', item: null, part: '121', groupKey: 'part/67242_121' } }],
  },
  {
    // Nine digits are the customer's own count over all its orders: the same number in two jobs is the same part.
    name: 'customer_part',
    pattern: '<customerPart><rest>',
    kind: 'customer',
    key: '{customerPart}',
    scope: 'archive',
    yieldsToFolder: false,
    examples: [
      { path: '30-210011517.dxf', expect: { customerPart: '30-210011517', job: null, projectCode: null } },
      {
        path: 'S:/88000/88617_HARBOR HOTEL/30-210011517.dxf',
        expect: { projectCode: '88617', projectSource: 'folder', groupKey: 'customer/30-210011517' },
      },
    ],
  },
  {
    name: 'drawing_sheet',
    pattern: '<job>[-_]<sheet><rest>',
    kind: 'sheet',
    key: '{job}-{sheet}',
    scope: 'archive',
    yieldsToFolder: false,
    examples: [
      { path: '88777-28.pdf', expect: { job: '88777', sheet: '28', item: null, groupKey: 'sheet/88777-28' } },
      { path: '88777_28.pdf', expect: { job: '88777', sheet: '28', groupKey: 'sheet/88777-28' } },
    ],
  },
  {
    name: 'vendor_style',
    pattern: '<vendorStyle><rest>',
    kind: 'style',
    key: '{vendorStyle}',
    scope: 'archive',
    yieldsToFolder: false,
    examples: [
      { path: '88617_X/KD-1050-A.pdf', expect: { vendorStyle: 'KD-1050-A', groupKey: 'style/KD-1050-A' } },
      { path: 'DWG-12345-REV-A.pdf', expect: { vendorStyle: 'DWG-12345', revision: 'A', job: null } },
    ],
  },
  {
    // A-101 is the first floor plan of any building.
    name: 'short_style',
    pattern: '(?<vendorStyle><shortStyle>)<rest>',
    kind: 'style',
    key: '{vendorStyle}',
    scope: 'job',
    yieldsToFolder: false,
    examples: [{ path: '88617_X/A-101.pdf', expect: { vendorStyle: 'A-101', groupKey: 'job/88617/style/A-101' } }],
  },
  {
    name: 'job_document',
    pattern: '<job><rest>',
    kind: 'name',
    key: '{base}',
    scope: 'job',
    yieldsToFolder: false,
    examples: [
      { path: '88617 QUOTE.pdf', expect: { job: '88617', projectSource: 'name', groupKey: 'job/88617/name/88617_quote' } },
    ],
  },
  {
    name: 'document_of_job',
    pattern: '<document>[ _]+<job><rest>',
    kind: 'name',
    key: '{base}',
    scope: 'job',
    yieldsToFolder: true,
    examples: [
      { path: 'QUOTE_88617.pdf', expect: { job: '88617', projectCode: '88617' } },
      { path: '88617_X/PANEL_12345.dxf', expect: { job: null, projectCode: '88617', projectSource: 'folder' } },
    ],
  },
];
