import { expect, test } from 'vitest';
import { dxf, facts, tags, type Tag } from './dxf-file.js';

const style = (name: string, font: string, ...more: readonly (string | number)[]): Tag[] =>
  tags(0, 'STYLE', 5, '11', 100, 'AcDbTextStyleTableRecord', 2, name, 70, 0, 40, 0, 3, font, 4, '', ...more);
const text = (styleName: string, content: string): Tag[] =>
  tags(0, 'TEXT', 8, '0', 10, 0, 20, 0, 40, 3, 1, content, 7, styleName);
const mtext = (styleName: string, content: string): Tag[] =>
  tags(0, 'MTEXT', 8, '0', 10, 0, 20, 0, 40, 3, 1, content, 7, styleName);

test('letters in a style whose font draws symbols are read as these symbols', async () => {
  const { texts } = await facts(
    dxf({
      tables: [
        ...style('FRAME', 'AMGDT.shx'),
        ...style('Hole', '', 1001, 'ACAD', 1000, 'AIGDT', 1071, 0),
        ...style('PLAIN', 'isocp.shx', 1001, 'ACAD', 1000, 'Arial'),
      ],
      entities: [
        ...[text('frame', 'j'), text('FRAME', '0.05'), text('FRAME', 'A'), text('PLAIN', 'n'), text('MISSING', 'n')].flat(),
        ...text('FRAME', 'deburr all edges'),
        ...mtext('HOLE', 'n12 {\\fArial|b0;deep} \\pxqc;x20'),
        ...mtext('Hole', 'see note'),
        ...[...tags(0, 'INSERT', 8, '0', 2, 'FCF', 10, 0, 20, 0), ...tags(0, 'ATTRIB', 8, '0', 1, 'b', 2, 'SYM', 7, 'FRAME')],
      ],
    }),
  );
  expect(texts.map((each) => each.text)).toEqual([
    ...['⌖', '0.05', 'A', 'n', 'n', 'deburr all edges'],
    ...['Ø12 deep ↧20', 'see note', '⟂'],
  ]);
});
