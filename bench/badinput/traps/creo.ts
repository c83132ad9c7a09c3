import type { Trap } from './trap.js';

const json = (model: Record<string, unknown>): Buffer =>
  Buffer.from(JSON.stringify({ model_name: 'A.PRT', features: [], ...model }));
const nested = (open: string, inner: string, close: string, depth: number): string =>
  open.repeat(depth) + inner + close.repeat(depth);
const raw = (field: string, text: string): Buffer => Buffer.from(`{"model_name":"A.PRT","features":[],"${field}":${text}}`);
const fields = [
  'parameters',
  'bom',
  'features',
  'mass_properties',
  'brep_graph',
  'materials',
  'units',
  'bounding_box',
  'metadata',
];
const odd: readonly unknown[] = [0, '', 'x', true, null, [], {}, [[]], [null], ['x', 1, {}], { '': {} }, { length: 1e9 }];

export const creoJsonTraps: Readonly<Record<string, Trap>> = {
  ...Object.fromEntries(
    fields.map((field) => [`deep_objects_in_${field}`, () => raw(field, nested('{"a":', '1', '}', 100_000))]),
  ),
  ...Object.fromEntries(fields.map((field) => [`deep_arrays_in_${field}`, () => raw(field, nested('[', '1', ']', 100_000))])),
  deep_wrapping: () => Buffer.from(nested('{"a":', '{"model_name":"A.PRT"}', '}', 100_000)),
  deep_list: () => Buffer.from(nested('[', '{"model_name":"A.PRT"}', ']', 100_000)),
  ...Object.fromEntries(
    odd.map((value, index) => [`odd_values_${index}`, () => json(Object.fromEntries(fields.map((f) => [f, value])))]),
  ),
  proto_keys: () =>
    Buffer.from('{"model_name":"A.PRT","__proto__":{"parameters":[]},"parameters":{"__proto__":{"value":1},"constructor":2}}'),
  giant_numbers: () => raw('parameters', '{"a":1e999,"b":-1e999,"c":123456789012345678901234567890}'),
  giant_counts: () => json({ feature_count: 1e15, mass_properties: { volume: 1e308, mass: 1e308, surface_area: -1 } }),
  many_parameters: () =>
    json({
      parameters: Object.fromEntries(Array.from({ length: 200_000 }, (_, n) => [`P${n}`, { value: n, type: 'x'.repeat(20) }])),
    }),
  long_string: () => json({ parameters: { a: { value: 'x'.repeat(30_000_000) } } }),
  circle_of_components: () => json({ bom: [{ name: 'A.PRT', children: [{ name: 'A.PRT', children: [{ name: 'A.PRT' }] }] }] }),
};

const ugc = (type: string, sections: string, payload: Buffer = Buffer.alloc(0)): Buffer => {
  const head = `#UGC:2 ${type} 2063 1760 805 1 1 15 4000 1 000002cc \\\n#- VERS 0 0   \\\n#- CMNM 008trap.prt   \\\n#-END_OF_UGC_HEADER\n`;
  return Buffer.concat([Buffer.from(`${head}#Creo  TM  9.0  (c) 2025 by PTC Inc.\n${sections}`, 'latin1'), payload]);
};
const row = (text: string): string => `${text.padEnd(80, '#')}\n`;
/** A stream of `compress` whose codes grow longer and longer: each names the string just defined. */
const growing = Buffer.concat([Buffer.from('#BasicText\n\x1f\x9d\x90', 'latin1'), Buffer.alloc(4000, 0xff)]);

/** @param type PART, ASSEMBLY or DRAWING */
export function creoHeaderTraps(type: string): Record<string, Trap> {
  const contents = (line: string, payload?: Buffer): Buffer => ugc(type, row('#UGC_TOC 2 1 81 17') + row(line), payload);
  return {
    table_of_a_billion_rows: () => ugc(type, row('#UGC_TOC 2 1000000000 1000000000 17')),
    table_in_a_circle: () => contents('NEXT_TOC_ENTRY 26 51 51 2063 a 1 34c5 90ee'),
    section_of_four_gigabytes: () => contents('BasicText c8 800 ffffffff 2063 a 1 34c5 90ee', growing),
    section_of_any_size: () => contents('BasicText c8 800 ffffffffffffff 2063 a 1 34c5 90ee', growing),
    section_before_the_file: () => contents('BasicText ffffffff ffffffff 10 2063 a 1 34c5 90ee', growing),
    header_without_end: () =>
      Buffer.from(`#UGC:2 ${type} 2063 1760 805 1 1 15 4000 1 ffffffff \\\n${'#- X\\\n'.repeat(100_000)}`),
    head_alone: () => Buffer.from(`#UGC:2 ${type}`),
    name_of_a_megabyte: () =>
      Buffer.from(`#UGC:2 ${type} 1 1 1 1 1 1 1 1 000002cc \\\n#- CMNM fffff${'x'.repeat(1_000_000)}\\\n#-END_OF_UGC_HEADER\n`),
  };
}
