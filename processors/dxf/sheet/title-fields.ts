import { countedSheet } from '../../sheet-words/counted-sheet.js';
import { formWords } from '../../sheet-words/form-words.js';
import { labelWords } from '../../sheet-words/labels.js';

/** The fields of a title block that have a column, and how sheets and attribute tags name them. */
export const titleFieldNames = [
  'drawing_number',
  'part_number',
  'title',
  'revision',
  'material',
  'finish',
  'scale',
  'weight',
  'date',
  'sheet',
  'general_tolerance',
  'units',
  'projection',
] as const;
export type TitleField = (typeof titleFieldNames)[number];

/** Printed labels beside those of all drawings. A label may end in a colon. */
const own: Readonly<Record<TitleField, string>> = {
  drawing_number: String.raw`(?:drawing|dwg|drg|drw|document|doc|print|plan)\.?\s*(?:no|nr|num|number|#|id)\.?|dwg|drg|zeichnungs?\s*-?\s*(?:nummer|nr)\.?|zeichn\.?\s*-?\s*nr\.?|n[°º]\s*(?:de\s*)?plan|图号|圖號|図番|図面番号`,
  part_number: String.raw`part\.?\s*(?:no|nr|num|number|#)\.?|p\s*\/\s*n|item\s*(?:no|number)\.?|sach\s*-?\s*(?:nummer|nr)\.?|artikel\s*-?\s*(?:nummer|nr)\.?|teile?\s*-?\s*(?:nummer|nr)\.?|零件号|品番`,
  title: String.raw`(?:drawing\s*|sheet\s*|dwg\.?\s*)?title|description|desc\.?|descripci[óo]n|descrizione|beschreibung|part\s*name|benennung|titel|bezeichnung|d[ée]signation|名称|名稱|図名|品名`,
  revision: String.raw`rev(?:ision)?\.?\s*(?:no|level|lvl|letter|#)?\.?|issue|[äa]nderungs?\s*-?\s*index|版本|改訂`,
  material: String.raw`material(?:\s*spec(?:ification)?)?|mat'?l\.?|werkstoff|mati[èe]re|materiale?|材料|材質|材质`,
  finish: String.raw`(?:surface\s*|material\s*)?finish|(?:surface\s*)?(?:treatment|coating)|oberfl[äa]che|表面処理|表面处理`,
  scale: String.raw`(?:drawing\s*)?scale|ma(?:ß|ss)stab|[ée]chelle|escala|scala|比例|尺度`,
  weight: String.raw`weight|wt\.?|mass|gewicht|masse|poids|peso|重量|質量`,
  date: String.raw`(?:drawn\s*|drawing\s*|issue\s*)?date|date\s*drawn|datum|fecha|日期|日付`,
  sheet: String.raw`sheet\s*(?:no|number|#)?\.?|sht\.?\s*(?:no\.?)?|blatt|feuille|hoja|页码`,
  general_tolerance: String.raw`(?:general\s*)?tolerances?|allgemein\s*-?\s*toleranz(?:en)?`,
  units: String.raw`units?|einheit(?:en)?|unit[ée]s?|unidad(?:es)?|unidades?|[单單単]位`,
  projection: String.raw`projection|projektion|proyecci[óo]n|proiezione|投影(?:法)?`,
};

const shared: Readonly<Partial<Record<TitleField, string>>> = labelWords;
const wordsOf = (field: TitleField) => (shared[field] === undefined ? own[field] : `${own[field]}|${shared[field]}`);
/** The same label in another language: `Titel / Title`, `SCALE (MASSTAB)`. */
const translated = String.raw`(?:\s*[/|]\s*[\p{L}.°' -]{2,28}|\s*[(（][\p{L}.°' -]{1,28}[)）])?`;

const labelOnly = new Map<TitleField, RegExp>();
const labelThenValue = new Map<TitleField, RegExp>();
for (const field of titleFieldNames) {
  labelOnly.set(field, new RegExp(String.raw`^(?:${wordsOf(field)})${translated}\s*[:：.]?$`, 'iu'));
  labelThenValue.set(field, new RegExp(String.raw`^(?:${wordsOf(field)})${translated}\s*[:=：]\s*(.+)$`, 'iu'));
}

/** What every label begins with: one test that spares most texts the others. */
const anyLabel = new RegExp(`^(?:${titleFieldNames.map((field) => wordsOf(field)).join('|')})`, 'iu');

/** A number behind its label without a colon: `DWG NO. 123-45`; the label's last word says that a number follows. */
function numberBehind(words: string): RegExp {
  return new RegExp(
    String.raw`^(?:${words})(?<=(?:no|nr|num|number|nummer|n[°º]|#|号|№|番)\.?)\s*(?<=[\s.])(?=\S{3})(\S*\d\S*)$`,
    'iu',
  );
}

/** Fields whose value may follow without a colon, because it cannot be mistaken: `SHEET 1 OF 2`, `SCALE 1:4`. */
const spaced: readonly (readonly [TitleField, RegExp])[] = [
  ['sheet', /^(?:sheet|sht\.?|blatt)\s+(\d+\s*(?:(?:of|von|\/)\s*\d+)?)$/i],
  ['scale', /^(?:scale|maßstab|massstab)\s+(\d+(?:[.,]\d+)?\s*[:/=]\s*\d+(?:[.,]\d+)?|nts|none|full)$/i],
  ['sheet', new RegExp(`^(?:${labelWords.sheet})\\s+(\\d+\\s*(?:of|von|de|di|sur|van|av|из|/)\\s*\\d+)$`, 'iu')],
  ['scale', new RegExp(`^(?:${labelWords.scale})\\s+((?:M\\s*)?\\d+(?:[.,]\\d+)?\\s*[:：/]\\s*\\d+(?:[.,]\\d+)?)$`, 'iu')],
  ['scale', /^scale\s+(\d+(?:\/\d+)?"\s*=\s*\d+'.*)$/i],
  ['drawing_number', numberBehind(labelWords.drawing_number)],
  ['part_number', numberBehind(labelWords.part_number)],
  ['date', new RegExp(`^(?:${labelWords.date})\\s+(\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4})$`, 'iu')],
  ['weight', new RegExp(`^(?:${labelWords.weight})\\s+(\\d+(?:[.,]\\d+)?\\s*(?:kg|g|lbs?)\\.?)$`, 'iu')],
  ['revision', /^rev(?:ision)?\.?\s+([A-Z]{1,2}\d{0,2}|\d{1,3})$/i],
];

/** Words beside which no value stands: cells of a form that have no column here. */
const otherLabel =
  /^(?:size|drawn(?:\s*by)?|dr\.?|dwn\.?|checked(?:\s*by)?|chk'?d?\.?|approved(?:\s*by)?|app'?v?d\.?|engineer|eng\.?|mfg\.?|q\.?a\.?|customer|client|project(?:\s*(?:no|name|number))?|job(?:\s*(?:no|name|number))?|company|quantity|qty|cage\s*code|code\s*ident(?:\s*no)?|format|gezeichnet|gepr[üu]ft|bearb(?:eitet)?|freigabe|name|signature|gage|gauge|thickness|thk|model(?:\s*name)?|file(?:\s*name)?|contract(?:\s*no)?|used on|next ass'?y|comments?|by|initials?|of)\.?\s*[:.]?$/i;

const foreignForm = new RegExp(String.raw`^(?:${formWords})\s*[:：.]?$`, 'iu');

/** A text that is the label of a field, and the value where both stand in one text. */
export function readLabel(text: string): { readonly field: TitleField; readonly value: string | null } | null {
  if (text.length > 120) return null;
  const counted = /^[第共]/.test(text) ? countedSheet(text) : null;
  if (counted !== null) return { field: 'sheet', value: counted };
  if (!anyLabel.test(text)) return null;
  for (const field of titleFieldNames) if (labelOnly.get(field)?.test(text) === true) return { field, value: null };
  for (const field of titleFieldNames) {
    const value = labelThenValue.get(field)?.exec(text)?.[1]?.trim();
    if (value !== undefined) return { field, value };
  }
  for (const [field, pattern] of spaced) {
    const value = pattern.exec(text)?.[1];
    if (value !== undefined) return { field, value };
  }
  return null;
}

export function isLabel(text: string): boolean {
  return otherLabel.test(text) || foreignForm.test(text) || readLabel(text)?.value === null;
}

/** Whether a value can be what its field says; a wrong neighbour in the form mostly cannot. */
export function isPlausible(field: TitleField, value: string): boolean {
  if (value === '' || value.length > 160 || /^[-–—_.*]+$/.test(value)) return false;
  switch (field) {
    case 'scale':
      return /\d\s*[:/=]\s*['"\d]|^\d+(?:[.,]\d+)?$|\b(?:nts|none|full|not to scale|as (?:noted|shown)|varies|ohne)\b|=/i.test(
        value,
      );
    case 'date':
      return /\d/.test(value) && value.length <= 24 && !/[:=].*[a-z]{3}/i.test(value);
    case 'sheet':
      return /\d/.test(value) && value.length <= 24;
    case 'weight':
      return /\d/.test(value) && value.length <= 24;
    case 'revision':
      return value.length <= 12 && /^[\w.\-/ ]+$/.test(value);
    case 'drawing_number':
    case 'part_number':
      return /\d/.test(value) && value.length <= 60;
    case 'title':
      return /\p{L}{2}/u.test(value);
    default:
      return /[\p{L}\d]/u.test(value);
  }
}

/** Attribute tags, written as letters and digits only. */
const tags: readonly (readonly [TitleField, RegExp])[] = [
  [
    'drawing_number',
    /^(?:dwg|drawing|drg|drw|doc|document|plan|zeichnungs?|zng|print)(?:no|nr|num|number|nummer|id)?$|^gentitlenr$|^blattnummer$/,
  ],
  ['part_number', /^(?:part|item|pn|sach|artikel|teile?)(?:no|nr|num|number|nummer)$|^pn$|^partid$/],
  [
    'title',
    /^(?:dwg|drawing|sheet|part)?(?:title|description|desc|name)(?:line)?\d?$|^(?:benennung|titel|bezeichnung)\d?$|^gentitledes\d?$/,
  ],
  ['revision', /^(?:dwg|drawing|current)?rev(?:ision)?(?:no|nr|num|number|level|letter|lvl)?$|^issue$|^index$|^gentitlerev$/],
  ['material', /^(?:part)?(?:material|matl|mat|werkstoff)(?:spec|name)?\d?$|^gentitlemat\d?$/],
  ['finish', /^(?:surface)?(?:finish|treatment|coating)\d?$|^oberflaeche$/],
  ['scale', /^(?:dwg|drawing)?(?:scale|massstab|masstab)$|^gentitlesca(?:le)?$/],
  ['weight', /^(?:part)?(?:weight|wt|mass|gewicht|masse)$|^gentitlewei(?:ght)?$/],
  ['date', /^(?:drawn|dwg|drawing|issue|title)?date(?:drawn)?$|^datum$|^gentitledat(?:e)?$/],
  ['sheet', /^(?:sheet|sht|blatt|page)(?:no|nr|num|number)?$|^gentitlesheet$/],
  ['general_tolerance', /^(?:gen(?:eral)?)?tol(?:erance)?s?$|^allgemeintoleranz(?:en)?$/],
  ['units', /^units?$/],
  ['projection', /^projection$/],
];

/** The field that an attribute's tag names; null for others. */
export function fieldOfTag(tag: string): TitleField | null {
  const key = tag
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]/g, '');
  return tags.find(([, pattern]) => pattern.test(key))?.[0] ?? labelledField(tag);
}

/** The field of a tag that is written like a printed label: `N°_DE_PLAN`, `TITEL_2`. */
function labelledField(tag: string): TitleField | null {
  const label = tag
    .replace(/[\s_-]+/g, ' ')
    .replace(/ ?\d$/, '')
    .trim();
  if (label.length < 2) return null;
  return titleFieldNames.find((field) => labelOnly.get(field)?.test(label) === true) ?? null;
}
