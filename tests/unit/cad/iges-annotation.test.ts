import { describe, expect, it } from 'vitest';
import { readIgesAnnotation } from '../../../processors/cad/iges/annotation.js';

interface Entity {
  readonly type: number;
  readonly parameters: string;
  readonly form?: number;
  readonly level?: number;
  readonly color?: number;
  readonly status?: string;
}

/** Directory and parameters of the entities, whose entries are 1, 3, 5, ... in their order. */
function read(entities: readonly Entity[], delimiters: readonly [string, string] = [',', ';']) {
  const cell = (value: number | string): string => String(value).padStart(8);
  const directory: string[] = [];
  const data: string[] = [];
  entities.forEach(({ type, parameters, form = 0, level = 0, color = 0, status = '00000000' }, index) => {
    const pieces = `${type}${delimiters[0]}${parameters}${delimiters[1]}`.match(/.{1,64}/g) ?? [];
    const entry = 2 * index + 1;
    const first = [type, data.length + 1, 0, 0, level, 0, 0, 0, status].map(cell).join('');
    const second = [type, 0, color, pieces.length, form, '', '', '', 0].map(cell).join('');
    directory.push(`${first}D${String(entry).padStart(7)}`, `${second}D${String(entry + 1).padStart(7)}`);
    for (const piece of pieces) data.push(`${piece.padEnd(64)}${cell(entry)}P${String(data.length + 1).padStart(7)}`);
  });
  return readIgesAnnotation(Buffer.from([...directory, ...data].join('\r\n'), 'latin1'), delimiters, 'mm');
}

const note = (text: string): string => `1,${text.length},20.,3.5,1,1.5708,1.5707963267949,0,0,10.,2.D1,0.,${text.length}H${text}`;

describe('an IGES file says', () => {
  it('its notes, with level, place, height and angle', () => {
    expect(read([{ type: 212, parameters: note('BREAK, ALL; EDGES'), level: 3 }]).texts).toEqual([
      {
        text: 'BREAK, ALL; EDGES',
        source: 'text',
        tag: null,
        page: null,
        layer: '3',
        space: 'model',
        visible: true,
        x: 10,
        y: 20,
        height: 3.5,
        angle: 90,
      },
    ]);
  });

  it('its dimensions by the note that is printed with them', () => {
    const { dimensions } = read([
      { type: 212, parameters: note('Ø25 H7') },
      { type: 206, parameters: '1,0,0,0.,0.' },
      { type: 212, parameters: note('120 +0.1/-0.2') },
      { type: 216, parameters: '5,0,0,0,0' },
      { type: 212, parameters: note('SEE NOTE') },
      { type: 222, parameters: '9,0,0.,0.' },
    ]);
    expect(dimensions).toMatchObject([
      { dimension_type: 'diameter', value: 25, fit: 'H7', unit: 'mm', unit_source: 'header', measured_or_stored: 'printed' },
      { dimension_type: 'linear', value: 120, tolerance_plus: 0.1, tolerance_minus: -0.2, label: '120 +0.1/-0.2' },
      { dimension_type: 'radial', value: null, label: 'SEE NOTE' },
    ]);
  });

  it('its subfigures, as often as they are placed', () => {
    const { blocks } = read([
      { type: 308, parameters: '0,4Hbolt,1,11' },
      { type: 308, parameters: '1,5Hplate,2,5,7' },
      { type: 408, parameters: '1,0.,0.,0.,1.' },
      { type: 408, parameters: '1,5.,0.,0.,1.' },
      { type: 408, parameters: '3,0.,0.,0.,1.' },
      { type: 110, parameters: '0.,0.,0.,1.,0.,0.' },
      { type: 408, parameters: '3,9.,0.,0.,1.' },
    ]);
    expect(blocks).toMatchObject([
      { name: 'bolt', entities: 1, inserts: 2, inserts_expanded: 4 },
      { name: 'plate', entities: 2, inserts: 2, inserts_expanded: 2 },
    ]);
  });

  it('does not end where subfigures contain each other', () => {
    const { blocks } = read([
      { type: 308, parameters: '0,1Ha,2,5,5' },
      { type: 408, parameters: '1,0.,0.,0.,1.' },
      { type: 408, parameters: '1,0.,0.,0.,1.' },
    ]);
    expect(blocks).toHaveLength(1);
  });

  it('its levels, colours, names and what it holds', () => {
    const said = read([
      { type: 110, parameters: '0.,0.,0.,1.,0.,0.', level: 2, color: 2 },
      { type: 110, parameters: '0.,0.,0.,1.,0.,0.', level: 5, color: -7, status: '01000000' },
      { type: 144, parameters: '1,1,0,3', level: 2, status: '00010000' },
      { type: 314, parameters: '100.,50.,0.,6Horange' },
      { type: 406, form: 15, parameters: '1,8HHOUSING1' },
    ]);
    expect(said.layers).toEqual([
      { name: '0', visible: true, entities: 2 },
      { name: '2', visible: true, entities: 1 },
      { name: '5', visible: false, entities: 1 },
    ]);
    expect(said.colours).toEqual(['red', '#ff8000']);
    expect(said.names).toEqual(['HOUSING1']);
    expect(said.contents).toEqual({ 'trimmed surfaces': 1, 'lines and curves': 2 });
  });

  it('the same with delimiters of its own', () => {
    const parameters = note('A/B').replaceAll(',', '/');
    expect(read([{ type: 212, parameters }], ['/', '#']).texts).toMatchObject([{ text: 'A/B', x: 10 }]);
  });
});
