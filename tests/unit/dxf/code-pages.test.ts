import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeEscapes, encodingOf } from '../../../processors/dxf/code-page.js';
import { dxf, facts, tags } from './dxf-file.js';

/** A file whose text is stored in `encoding`, whatever its header claims. */
function stored(text: string, encoding: string, version: string, codePage: string | null): Buffer {
  const page = codePage === null ? [] : tags(9, '$DWGCODEPAGE', 3, codePage);
  const file = dxf({
    header: [...tags(9, '$ACADVER', 1, version), ...page],
    tables: tags(0, 'TABLE', 2, 'LAYER', 0, 'LAYER', 2, text, 70, 0, 62, 7, 0, 'ENDTAB'),
    entities: tags(0, 'TEXT', 8, text, 10, 0, 20, 0, 40, 2.5, 1, text, 0, 'MTEXT', 8, text, 10, 0, 20, 0, 3, text, 1, text),
  });
  return iconv.encode(file.toString('utf8'), encoding);
}

async function textsOf(bytes: Uint8Array): Promise<string[]> {
  const { texts, metadata } = await facts(bytes);
  expect(metadata.layers?.map(({ name }) => name)).toContain(texts[0]?.layer);
  return texts.map(({ text }) => text);
}

describe('code pages', () => {
  test.each([
    ['ANSI_1252', 'cp1252', 'Größe Ø30 Stück'],
    ['ansi_1252', 'cp1252', 'Größe Ø30 Stück'],
    ['ANSI_1250', 'cp1250', 'Žluťoučký výkres'],
    ['ANSI_1251', 'cp1251', 'Чертёж детали'],
    ['ANSI_1253', 'cp1253', 'Σχέδιο κομματιού'],
    ['ANSI_1254', 'cp1254', 'Çizim ölçeği'],
    ['ANSI_932', 'cp932', '図面番号 表示能力 ソート'],
    ['dos932', 'cp932', '図面番号'],
    ['ANSI_936', 'cp936', '图号 螺栓 名称'],
    ['gb2312', 'cp936', '图号 螺栓'],
    ['ANSI_949', 'cp949', '도면번호 재질'],
    ['ANSI_950', 'cp950', '圖號 標題 功能'],
    ['dos850', 'cp850', 'Größe'],
    ['DOS437', 'cp437', 'Größe'],
    ['ISO8859-1', 'iso-8859-1', 'Größe'],
    ['MACROMAN', 'macroman', 'Größe'],
    ['ANSI_874', 'cp874', 'แบบวาดชิ้นส่วน'],
  ])('%s in a file before AutoCAD 2007', async (page, encoding, text) => {
    expect(await textsOf(stored(text, encoding, 'AC1015', page))).toEqual([text, text + text]);
  });

  test.each(['ANSI_936', 'ANSI_1252', 'ANSI_932'])('UTF-8 under a claim of %s is read as UTF-8', async (page) => {
    expect(await textsOf(stored('Größe 螺栓 Болт', 'utf8', 'AC1015', page))).toEqual([
      'Größe 螺栓 Болт',
      'Größe 螺栓 БолтGröße 螺栓 Болт',
    ]);
  });

  test('from AutoCAD 2007 on the claim does not count; a file that is not UTF-8 after all follows it', async () => {
    expect((await textsOf(stored('図面', 'utf8', 'AC1021', 'ANSI_1252')))[0]).toBe('図面');
    expect((await textsOf(stored('Größe', 'cp1252', 'AC1027', 'ANSI_1252')))[0]).toBe('Größe');
  });

  test('without a claim or with an unknown one it is Windows-1252', async () => {
    expect((await textsOf(stored('Größe', 'cp1252', 'AC1009', null)))[0]).toBe('Größe');
    expect(encodingOf('ANSI_9999')).toBe('cp1252');
    expect(encodingOf('undefined')).toBe('cp1252');
  });

  test('UTF-8 is seen although long texts were cut within characters, and pairs of a double-byte page are not taken for it', async () => {
    const long = '图号螺栓名称材料'.repeat(20);
    const file = stored(long, 'utf8', 'AC1015', 'ANSI_936');
    const within = file.indexOf(Buffer.from(long), file.indexOf('TEXT')) + 1;
    const cut = Buffer.concat([file.subarray(0, within), file.subarray(within + 1)]);
    const { texts, metadata } = await facts(cut);
    expect(metadata.code_page).toBe('utf8');
    expect(texts[1]?.text).toBe(long + long);
    // In UTF-8 these four bytes would be two characters of Arabic and Hebrew.
    expect((await textsOf(stored('联通', 'cp936', 'AC1015', 'ANSI_936')))[0]).toBe('联通');
    expect((await textsOf(stored('±0.1 Ø', 'utf8', 'AC1015', 'ANSI_936')))[0]).toBe('±0.1 Ø');
  });

  test('a character cut between two pieces of MTEXT is one character', async () => {
    const file = dxf({ header: tags(9, '$ACADVER', 1, 'AC1021'), entities: tags(0, 'MTEXT', 8, '0', 3, 'gro@', 1, '#e') });
    const text = file.toString('latin1').replace('@', '\xc3').replace('#', '\x9f');
    expect((await facts(Buffer.from(text, 'latin1'))).texts[0]?.text).toBe('große');
  });
});

test('escapes for characters that the code page lacks', () => {
  expect(decodeEscapes('\\U+00D825 \\u+2205')).toBe('Ø25 \\u+2205');
  expect(decodeEscapes('\\U+041A\\U+043E\\U+043F')).toBe('Коп');
  expect(decodeEscapes('\\M+1965C\\M+1838A')).toBe(iconv.decode(Buffer.from([0x96, 0x5c, 0x83, 0x8a]), 'cp932'));
  expect(decodeEscapes('\\M+5CDBC \\U+12')).toBe('图 \\U+12');
});
