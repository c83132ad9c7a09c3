import { expect, test } from 'vitest';
import { fieldOfTag, readLabel } from '../../../processors/dxf/sheet/title-fields.js';
import { acceptValue } from '../../../processors/pdf/title-block/values.js';
import { labelOf } from '../../../processors/pdf/title-block/labels.js';

const fields = [
  'title',
  'drawing_number',
  'revision',
  'material',
  'scale',
  'date',
  'sheet',
  'weight',
  'finish',
  'general_tolerance',
] as const;

/** Labels as forms print them, in the order of `fields`; null where a language has no word of its own. */
const forms: readonly (readonly [string, readonly (string | null)[]])[] = [
  [
    'German',
    [
      'Benennung',
      'Zeichnungsnummer',
      'Index',
      'Werkstoff',
      'Maßstab',
      'Datum',
      'Blatt',
      'Gewicht',
      'Oberfläche',
      'Allgemeintoleranzen',
    ],
  ],
  [
    'German, of other houses',
    [
      'Bezeichnung',
      'Zeichnungs-Nr.',
      'Änderung',
      'Werkstoff/Material',
      'Massstab',
      'Erstellt am',
      'Blatt-Nr.',
      'Masse (kg)',
      'Oberflächenbehandlung',
      'Allgemeintoleranz nach',
    ],
  ],
  [
    'German, short',
    ['Titel', 'Sachnummer', 'Rev.', 'Werkst.', 'Maßst.', 'Gez. Datum', 'Seite', 'Gewicht [kg]', 'Behandlung', 'Toleranzen nach'],
  ],
  [
    'French',
    ['Désignation', 'N° de plan', 'Indice', 'Matière', 'Échelle', 'Date', 'Folio', 'Masse', 'Traitement', 'Tolérances générales'],
  ],
  [
    'French, of other houses',
    [
      'Titre',
      'Numéro de plan',
      'Ind.',
      'Matériau',
      'Ech.',
      'Date de création',
      'Feuille',
      'Poids',
      'Traitement de surface',
      'Tolérance générale',
    ],
  ],
  [
    'Italian',
    [
      'Denominazione',
      'Disegno N°',
      'Revisione',
      'Materiale',
      'Scala',
      'Data',
      'Foglio',
      'Peso',
      'Trattamento',
      'Tolleranze generali',
    ],
  ],
  [
    'Italian, of other houses',
    [
      'Titolo',
      'N. disegno',
      'Rev.',
      'Materiale',
      'Scala',
      'Data',
      'Foglio n.',
      'Massa',
      'Finitura superficiale',
      'Tolleranza generale',
    ],
  ],
  [
    'Spanish',
    ['Denominación', 'Plano Nº', 'Revisión', 'Material', 'Escala', 'Fecha', 'Hoja', 'Peso', 'Acabado', 'Tolerancias generales'],
  ],
  [
    'Spanish, of other houses',
    ['Título', 'Nº de plano', 'Rev.', 'Material', 'ESCALA', 'FECHA', 'HOJA Nº', 'Masa', 'Tratamiento', 'Tolerancia general'],
  ],
  [
    'Portuguese',
    ['Denominação', 'Desenho Nº', 'Revisão', 'Material', 'Escala', 'Data', 'Folha', 'Peso', 'Acabamento', 'Tolerâncias gerais'],
  ],
  [
    'Portuguese, of other houses',
    ['Título', 'Número do desenho', 'Rev.', 'Material', 'ESCALA', 'DATA', 'FOLHA', 'Massa', 'Tratamento', 'Tolerância geral'],
  ],
  ['Polish', ['Nazwa', 'Nr rysunku', 'Rewizja', 'Materiał', 'Skala', 'Data', 'Arkusz', 'Masa', 'Obróbka', 'Tolerancje ogólne']],
  [
    'Polish, of other houses',
    ['Nazwa części', 'Numer rysunku', 'Rew.', 'Materiał', 'Podziałka', 'Data', 'Ark.', 'Ciężar', 'Powłoka', 'Tolerancja ogólna'],
  ],
  [
    'Czech',
    [
      'Název',
      'Číslo výkresu',
      'Revize',
      'Materiál',
      'Měřítko',
      'Datum',
      'List',
      'Hmotnost',
      'Povrchová úprava',
      'Všeobecné tolerance',
    ],
  ],
  [
    'Slovak',
    [
      'Názov',
      'Číslo výkresu',
      'Revízia',
      'Materiál',
      'Mierka',
      'Dátum',
      'List',
      'Hmotnosť',
      'Povrchová úprava',
      'Všeobecné tolerancie',
    ],
  ],
  [
    'Hungarian',
    [
      'Megnevezés',
      'Rajzszám',
      'Módosítás',
      'Anyag',
      'Méretarány',
      'Dátum',
      'Lap',
      'Tömeg',
      'Felületkezelés',
      'Általános tűrések',
    ],
  ],
  [
    'Dutch',
    [
      'Benaming',
      'Tekeningnummer',
      'Revisie',
      'Materiaal',
      'Schaal',
      'Datum',
      'Blad',
      'Gewicht',
      'Oppervlaktebehandeling',
      'Algemene toleranties',
    ],
  ],
  [
    'Swedish',
    [
      'Benämning',
      'Ritningsnummer',
      'Utgåva',
      'Material',
      'Skala',
      'Datum',
      'Blad',
      'Vikt',
      'Ytbehandling',
      'Generella toleranser',
    ],
  ],
  [
    'Norwegian',
    ['Tittel', 'Tegningsnr.', 'Revisjon', 'Materiale', 'Målestokk', 'Dato', null, 'Vekt', 'Overflate', 'Generelle toleranser'],
  ],
  [
    'Danish',
    [
      'Benævnelse',
      'Tegningsnummer',
      'Revision',
      'Materiale',
      'Målestok',
      'Dato',
      null,
      'Vægt',
      'Overflade',
      'Generelle tolerancer',
    ],
  ],
  [
    'Finnish',
    [
      'Nimitys',
      'Piirustusnumero',
      'Revisio',
      'Materiaali',
      'Mittakaava',
      'Päiväys',
      'Lehti',
      'Paino',
      'Pintakäsittely',
      'Yleistoleranssit',
    ],
  ],
  [
    'Turkish',
    ['Parça adı', 'Resim No', 'Revizyon', 'Malzeme', 'Ölçek', 'Tarih', 'Sayfa', 'Ağırlık', 'Yüzey işlemi', 'Genel toleranslar'],
  ],
  [
    'Romanian',
    ['Denumire', 'Număr desen', 'Revizia', 'Material', 'Scara', 'Data', 'Planșa', 'Masa', 'Tratament', 'Toleranțe generale'],
  ],
  [
    'Russian',
    ['Наименование', 'Обозначение', 'Изм.', 'Материал', 'Масштаб', 'Дата', 'Лист', 'Масса', 'Покрытие', 'Общие допуски'],
  ],
  [
    'Russian, of other houses',
    ['Наименование', 'Номер чертежа', 'Ревизия', 'Материал', 'Масштаб', 'Дата', 'Лист', 'Масса', 'Покрытие', 'Общие допуски'],
  ],
  ['British', ['Title', 'Drg. No.', 'Issue', 'Matl', 'Scale', 'Date', 'Sht', 'Mass', 'Surface treatment', 'Gen. tol.']],
  [
    'ISO 7200',
    [
      'Title, Supplementary title',
      'Identification number',
      'Revision index',
      'Material',
      'Scale',
      'Date of issue',
      'Sheet number',
      'Mass',
      'Surface treatment',
      'General tolerances',
    ],
  ],
  ['Chinese', ['名称', '图号', '版本', '材料', '比例', '日期', '页码', '重量', '表面处理', '未注公差']],
  ['Chinese, GB/T 10609.1', ['图样名称', '图样代号', '版次', '材质', '比例', '日期', null, '质量', '热处理', '一般公差']],
  ['Japanese', ['図名', '図番', '改訂', '材質', '尺度', '日付', '葉番', '重量', '表面処理', '普通公差']],
  ['Japanese, of other houses', ['名称', '図面番号', '版数', '材料', '尺度', '年月日', 'ページ', '質量', '処理', '一般公差']],
  ['Korean', ['품명', '도번', '개정', '재질', '척도', '일자', '매수', '중량', '표면처리', '일반공차']],
];

/** A number goes by either name; which of both it is no label tells for certain. */
const kindOf = (field: string | undefined) => (field === 'part_number' ? 'drawing_number' : field);

test.each(forms)('%s labels name their fields, printed and as tags of attributes', (_, labels) => {
  for (const [index, label] of labels.entries()) {
    if (label === null) continue;
    const field = fields[index];
    expect([label, kindOf(labelOf(label)?.field), labelOf(label)?.certain]).toEqual([label, field, true]);
    expect([label, kindOf(labelOf(`${label}: 12`)?.field)]).toEqual([label, field]);
    expect([label, kindOf(readLabel(label)?.field)]).toEqual([label, field]);
    expect([label, kindOf(fieldOfTag(label.toUpperCase().replaceAll(' ', '_')) ?? undefined)]).toEqual([label, field]);
  }
});

test.each([
  ['DRAWING NO. 123-45', 'drawing_number', '123-45'],
  ['Zeichnungs-Nr. 12-34', 'drawing_number', '12-34'],
  ['REV. A', 'revision', 'A'],
  ['Rev. B1', 'revision', 'B1'],
  ['Mass 1.2kg', 'weight', '1.2kg'],
  ['DATE 3/4/21', 'date', '3/4/21'],
  ['Лист 1 из 3', 'sheet', '1 из 3'],
  ['Hoja 1 de 2', 'sheet', '1 de 2'],
  ['Échelle 1:2', 'scale', '1:2'],
])('a value behind its label without a colon: %s', (text, field, value) => {
  expect(labelOf(text)).toEqual({ field, inline: value, certain: true });
  expect(readLabel(text)).toEqual({ field, value });
});

test('the sheet of so many, as Chinese forms and KiCad print it', () => {
  expect(acceptValue('sheet', labelOf('共 3 张 第 1 张')?.inline ?? '')).toBe('1/3');
  expect(readLabel('第1页 共3页')).toEqual({ field: 'sheet', value: '1/3' });
  expect(labelOf('Id: 1/4')).toEqual({ field: 'sheet', inline: '1/4', certain: true });
});

test('words of sentences and views are no labels', () => {
  for (const text of [
    'SIDE',
    'AND.',
    'PL. 10',
    'STR.',
    'DRAWING OF A BRACKET',
    'Material to be supplied',
    'VIEW A',
    'PART NO. 12 MUST BE STAMPED',
  ]) {
    expect([text, labelOf(text)?.certain === true]).toEqual([text, false]);
    expect([text, readLabel(text)]).toEqual([text, null]);
  }
});
