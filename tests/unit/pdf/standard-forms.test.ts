import { describe, expect, test } from 'vitest';
import { layOut, type Page } from '../../../processors/pdf/page.js';
import { readPage } from '../../../processors/pdf/reading.js';
import type { Segment } from '../../../processors/pdf/pdfium/paths.js';
import type { Word } from '../../../processors/pdf/text/words.js';

/** Points per millimetre of a sheet that was printed smaller. */
const scale = 2.2;
const [width, height] = [420 * scale, 297 * scale];
/** Upper left corner of the form, millimetres from the lower left corner of the sheet. */
type Place = readonly [left: number, top: number];

class Sheet {
  readonly #segments: Segment[] = [];
  readonly #words: Word[] = [];
  readonly #place: Place;

  constructor(...place: Place) {
    this.#place = place;
  }

  /** Lines of the form, millimetres from its upper left corner, downwards. */
  lines(...ends: readonly [number, number, number, number][]): this {
    for (const [x0, y0, x1, y1] of ends) {
      this.#segments.push({ x0: this.#x(x0), y0: this.#y(y0), x1: this.#x(x1), y1: this.#y(y1) });
    }
    return this;
  }

  box(x: number, y: number, w: number, h: number): this {
    return this.lines([x, y, x + w, y], [x, y + h, x + w, y + h], [x, y, x, y + h], [x + w, y, x + w, y + h]);
  }

  /** A text on its baseline. */
  put(text: string, x: number, y: number, size = 2.5): this {
    const em = size * scale;
    let at = this.#x(x);
    for (const word of text.split(' ')) {
      const long = 0.5 * em * word.length;
      const [u0, u1, v] = [at, at + long, this.#y(y)];
      this.#words.push({
        text: word,
        cos: 1,
        sin: 0,
        size: em,
        u0,
        u1,
        v,
        x0: u0,
        x1: u1,
        y0: v,
        y1: v + 0.7 * em,
        follows: false,
      });
      at += long + 0.3 * em;
    }
    return this;
  }

  page(): Page {
    const artwork = {
      segments: this.#segments,
      outlines: [],
      images: 0,
      imageShare: 0,
      objects: this.#segments.length,
      pathSegments: this.#segments.length,
      truncated: false,
    };
    return layOut({ number: 1, width, height, source: 'native', words: this.#words, artwork });
  }

  #x(x: number): number {
    return (this.#place[0] + x) * scale;
  }

  #y(y: number): number {
    return (this.#place[1] - y) * scale;
  }
}

function fieldsOf(sheet: Sheet): Record<string, string> {
  const { fields } = readPage(sheet.page(), { spans: null }, 'drawing.pdf');
  return Object.fromEntries(Object.entries(fields).map(([field, found]) => [field, found.value]));
}

/** GOST 2.104 form 1, 185 by 55 mm. */
function gost1(): Sheet {
  const sheet = new Sheet(230, 60).box(0, 0, 185, 55);
  for (let row = 1; row < 11; row++) sheet.lines([0, 5 * row, 65, 5 * row]);
  sheet.lines([7, 0, 7, 25], [17, 0, 17, 55], [40, 0, 40, 55], [55, 0, 55, 55], [65, 0, 65, 55]);
  sheet.lines([65, 15, 185, 15], [65, 40, 185, 40], [135, 15, 135, 55], [135, 20, 185, 20], [135, 35, 185, 35]);
  sheet.lines([150, 15, 150, 35], [167, 15, 167, 35], [155, 35, 155, 40]);
  ['Изм.', 'Лист'].forEach((text, index) => sheet.put(text, 0.5 + 8 * index, 24, 2));
  sheet.put('№ докум.', 20, 24).put('Подп.', 42, 24).put('Дата', 56, 24);
  sheet.put('Разраб.', 1, 29).put('Пров.', 1, 34).put('Утв.', 1, 54);
  sheet.put('Лит.', 138, 19).put('Масса', 152, 19).put('Масштаб', 169, 19).put('Лист', 137, 39).put('Листов', 157, 39);
  return sheet.put('Петров', 19, 29).put('14.05.09', 55.5, 29, 2);
}

describe('GOST 2.104, whose cells have no labels', () => {
  test('form 1: designation, name, material, mass, scale, sheets, the last change', () => {
    const sheet = gost1()
      .put('АБВГ.715423.018 СБ', 90, 10, 7)
      .put('Корпус редуктора', 70, 27, 5)
      .put('Сборочный чертеж', 75, 35, 3.5)
      .put('Полоса', 70, 46, 3)
      .put('50x100 ГОСТ 103-2006', 80, 50, 3)
      .put('12,4', 155, 28, 3.5)
      .put('1:2', 172, 28, 3.5)
      .put('1', 148, 39)
      .put('3', 172, 39)
      .put('ООО Станки', 140, 49, 4)
      .put('1', 2, 19)
      .put('2', 2, 14);
    expect(fieldsOf(sheet)).toEqual({
      drawing_number: 'АБВГ.715423.018 СБ',
      title: 'Корпус редуктора Сборочный чертеж',
      material: 'Полоса 50x100 ГОСТ 103-2006',
      weight: '12,4',
      scale: '1:2',
      sheet: '1/3',
      revision: '2',
      date: '14.05.09',
    });
  });

  test('form 1 without values has none', () => {
    expect(fieldsOf(gost1())).toEqual({ date: '14.05.09' });
  });

  test('form 2, of a parts list', () => {
    const sheet = new Sheet(230, 45).box(0, 0, 185, 40);
    for (let row = 1; row < 8; row++) sheet.lines([0, 5 * row, 65, 5 * row]);
    sheet.lines([17, 0, 17, 40], [65, 0, 65, 40], [65, 15, 185, 15], [135, 15, 135, 40], [135, 20, 185, 20]);
    sheet.lines([135, 25, 185, 25], [150, 15, 150, 25], [165, 15, 165, 25]);
    sheet.put('Разраб.', 1, 19).put('Лит.', 139, 19).put('Лист', 153, 19).put('Листов', 169, 19);
    sheet.put('АБВГ.715423.018', 90, 10, 7).put('Редуктор', 80, 28, 5).put('1', 156, 24).put('2', 174, 24);
    expect(fieldsOf(sheet)).toEqual({ drawing_number: 'АБВГ.715423.018', title: 'Редуктор', sheet: '1/2' });
  });

  test('form 2a, of further sheets', () => {
    const sheet = new Sheet(230, 20).box(0, 0, 185, 15);
    sheet.lines([0, 5, 65, 5], [0, 10, 65, 10], [7, 0, 7, 15], [17, 0, 17, 15], [40, 0, 40, 15], [65, 0, 65, 15]);
    sheet.lines([175, 0, 175, 15], [175, 7, 185, 7]);
    sheet.put('Лист', 8, 14).put('№ докум.', 20, 14).put('Лист', 176, 5).put('4', 179, 12);
    expect(fieldsOf(sheet.put('АБВГ.715423.018', 90, 10, 7))).toEqual({ drawing_number: 'АБВГ.715423.018', sheet: '4' });
  });

  test('a table of masses and scales is no form', () => {
    const sheet = new Sheet(100, 200).box(0, 0, 60, 20).lines([0, 10, 60, 10], [20, 0, 20, 20], [40, 0, 40, 20]);
    sheet.put('Поз.', 2, 8).put('Масса', 22, 8).put('Масштаб', 41, 8).put('12', 22, 18).put('1:2', 42, 18);
    expect(fieldsOf(sheet)).toEqual({});
  });
});

/** GB/T 10609.1, 180 by 56 mm. */
function chinese(): Sheet {
  const sheet = new Sheet(235, 61).box(0, 0, 180, 56);
  sheet.lines([80, 0, 80, 56], [130, 0, 130, 56], [80, 28, 130, 28], [80, 38, 130, 38], [80, 47, 130, 47]);
  sheet.lines([106, 28, 106, 47], [118, 28, 118, 47], [130, 18, 180, 18], [130, 38, 180, 38], [130, 47, 180, 47]);
  return sheet.put('阶段标记', 85, 35).put('重量', 109, 35).put('比例', 121, 35);
}

describe('GB/T 10609.1', () => {
  test('material, name and designation by their place', () => {
    const sheet = chinese()
      .put('HT200', 95, 18, 5)
      .put('沈阳机床厂', 140, 10, 5)
      .put('轴承座', 145, 30, 5)
      .put('CX6140-02-11', 140, 44, 3.5);
    sheet.put('8.5', 109, 44).put('1:2', 121, 44).put('共 3 张', 84, 53).put('第 1 张', 108, 53);
    expect(fieldsOf(sheet)).toMatchObject({
      material: 'HT200',
      title: '轴承座',
      drawing_number: 'CX6140-02-11',
      weight: '8.5',
      scale: '1:2',
      sheet: '1/3',
    });
  });

  test('hints that a form prints into its cells are no values', () => {
    const sheet = chinese().put('(材料标记)', 95, 18, 5).put('(图样名称)', 145, 30, 5).put('CX6140-02-11', 140, 44, 3.5);
    expect(fieldsOf(sheet)).toEqual({ drawing_number: 'CX6140-02-11' });
  });
});

describe('forms of one cell for several fields, and of none for the title', () => {
  test('labels that share a cell have each what stands below it', () => {
    const sheet = new Sheet(235, 61).box(0, 0, 60, 30).box(60, 0, 60, 30);
    sheet.put('Part number', 1, 3, 2).put('P-700-2', 2, 12, 5).put('Drawing number', 1, 17, 2).put('D20000', 2, 26, 5);
    sheet.put('Title', 61, 3, 2).put('BRACKET', 62, 15, 5);
    expect(fieldsOf(sheet)).toMatchObject({ part_number: 'P-700-2', drawing_number: 'D20000', title: 'BRACKET' });
  });

  const unlabelled = () =>
    new Sheet(235, 61)
      .box(0, 0, 40, 15)
      .box(0, 15, 40, 15)
      .box(0, 30, 40, 15)
      .box(40, 0, 80, 30)
      .box(40, 30, 80, 15)
      .put('Scale', 1, 3, 2)
      .put('1:2', 5, 12)
      .put('Date', 1, 18, 2)
      .put('23/05/2017', 5, 27)
      .put('Sheet', 1, 33, 2)
      .put('1/3', 5, 42)
      .put('Revision', 41, 33, 2)
      .put('B', 50, 42);

  test('the largest cell with the largest letters is the title', () => {
    const sheet = unlabelled().put('Motor flange', 50, 15, 7).put('Stage 2', 60, 24, 4);
    expect(fieldsOf(sheet)).toMatchObject({ title: 'Motor flange', scale: '1:2' });
  });

  test('a maker is none, nor what stands smaller than elsewhere', () => {
    expect(fieldsOf(unlabelled().put('Pumps GmbH', 50, 15, 7))).not.toHaveProperty('title');
    expect(
      fieldsOf(
        unlabelled()
          .put('Motor flange', 50, 15, 4)
          .box(120, 0, 30, 30)
          .box(120, 30, 30, 15)
          .put('PUMPS', 122, 15, 7)
          .put('Weight: 2', 122, 42),
      ),
    ).not.toHaveProperty('title');
  });
});
