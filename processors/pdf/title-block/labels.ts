import { formWords } from '../../sheet-words/form-words.js';
import { labelWords, type Field } from '../../sheet-words/labels.js';

export type { Field };

/** Words that label a title where nothing else does; parts lists and revision tables have them too. */
const weakTitle =
  /^(?:(?:PART|ITEM|DRAWING)\s*)?DESCRIPTION\s*(?:[:：]\s*|$)|^(?:DESCRIZIONE|DESCRIPCI[ÓO]N|BESCHREIBUNG|OBJECT|OBJET|SUBJECT|DRAWING\s*TYPE)\s*(?:[:：]\s*|$)/iu;

/** Words that belong to the form itself and are never the value of a field. */
const furniture = new RegExp(
  String.raw`^(?:DRAWN(?:\s*BY)?|DRN|CHK'?D|CHECKED(?:\s*BY)?|CHECK|APPV'?D|APPR(?:OVED)?\.?(?:\s*BY)?|APPROVALS?|MFG\.?(?:\s*APPR\.?)?|ENG(?:INEER)?\.?(?:\s*APPR\.?)?|Q\.?A\.?|Q\.?C\.?|NAME|SIGNATURE|SIGN|DATE|SIZE|FORMAT|A[0-5]|COMMENTS?:?|DESIGN(?:ED)?(?:\s*BY)?|DEBURR(?:\s*AND)?|BREAK\s*SHARP|BREAK\s*SHARP\s*EDGES|EDGES|DO\s*NOT\s*SCALE.*|UNLESS\s*OTHERWISE.*|(?:ALL\s*)?DIMENSIONS?\s*(?:ARE\s*)?IN\b.*|SURFACE\s*FINISH:?|TOLERANCES?:?|LINEAR:?|ANGULAR:?.*|FRACTIONAL.*|(?:ONE|TWO|THREE|FOUR)\s*PLACE\s*DECIMALS?.*|INTERPRET\s*GEOM.*|TOLERANCING\s*PER:?.*|PROPRIETARY.*|THE\s*INFORMATION\s*CONTAINED.*|NEXT\s*ASSY?|USED\s*ON|APPLICATION|CAGE(?:\s*CODE)?|PROJECT(?:ION)?:?|CLIENT|CUSTOMER:?|CONTRACT\s*NO\.?|TYP|ZONE|ECO|ECN|BY|FILE(?:\s*NAME)?:?|GEPR(?:ÜFT)?\.?|BEARB(?:EITET)?\.?|GEZ(?:EICHNET)?\.?|NORM|URSPRUNG|ERS(?:ATZ)?\.?\s*(?:F\.?|D\.?).*|STATUS|DEPT\.?|TECHNICAL\s*REFERENCE|DRAWN\s*DATE|CHECKED\s*DATE|DESIGNER|AUTHOR|RESP(?:ONSIBLE)?\.?(?:\s*DEPT\.?)?|PLOTTED.*|DESSIN[ÉE](?:\s*PAR)?|V[ÉE]RIFI[ÉE](?:\s*PAR)?|APPROUV[ÉE](?:\s*PAR)?|DIBUJADO(?:\s*POR)?|REVISADO|COMPROBADO|APROBADO|DISEGNATO(?:\s*DA)?|DISEGNATORE|CONTROLLATO|VERIFICATO|APPROVATO|FIRMA|NOMBRE|NOM|NOME|SUPPLEMENTARY\s*TITLE|SUBTITLE|QUANTITY|QTY\.?|NEXT\s*HIGHER.*|FIRST\s*ANGLE.*|THIRD\s*ANGLE.*|THIRD\s*PARTY.*|ALL\s*RIGHTS.*|CONFIDENTIAL.*|SOLIDWORKS\s*EDUCATIONAL.*|CREATED\s*BY|APPROVED\s*BY|DOCUMENT\s*(?:TYPE|STATUS)|LEGAL\s*OWNER|${formWords})\s*[:：]?$`,
  'iu',
);

export interface LabelMatch {
  readonly field: Field;
  /** What stands behind the label on the same line; empty when nothing does. */
  readonly inline: string;
  /** Other labels of the field go before this one. */
  readonly weak?: true;
  /** A colon or the end of the line shows that the word is a label, not a sentence's first word. */
  readonly certain: boolean;
}

const fields = Object.keys(labelWords) as Field[];
const separator = String.raw`\s*(?:[:：=]|(?<=\.)\s|$|\s[-–]\s)\s*`;
/** The same label in another language: `Titel / Title`, `SCALE (MASSTAB)`. */
const translated = String.raw`(?:\s*(?:\/|\|)\s*[\p{L}.°' -]{2,28}?|\s*\([\p{L}.°' -]{3,28}\))?`;
const labelled = fields.map((field) => ({
  field,
  pattern: new RegExp(`^(?:${labelWords[field]})${translated}${separator}`, 'iu'),
}));
/** Fields whose value may follow the label without a colon: `SHEET 1 OF 2`, `SCALE 1:5`, `REV A`. */
const loose: readonly { field: Field; pattern: RegExp }[] = [
  { field: 'sheet', pattern: new RegExp(`^(?:${labelWords.sheet})\\s+(?=\\d)`, 'iu') },
  // `共 3 页 第 1 页`: the words are around their numbers.
  { field: 'sheet', pattern: /^(?=[共第]\s*\d+\s*[页頁张張])/u },
  { field: 'scale', pattern: new RegExp(`^(?:${labelWords.scale})\\s+(?=\\d|N\\.?T\\.?S|NONE|FULL)`, 'iu') },
  { field: 'revision', pattern: /^REV\.?\s+(?=[A-Z0-9]{1,3}$)/iu },
  { field: 'weight', pattern: new RegExp(`^(?:${labelWords.weight})\\s+(?=\\d)`, 'iu') },
  { field: 'general_tolerance', pattern: new RegExp(`^(?:${labelWords.general_tolerance})\\s+(?=[±+\\d]|ISO|DIN)`, 'iu') },
  { field: 'drawing_number', pattern: /^(?:DWG|DRAWING)\.?\s*(?:NO|NUMBER|#)\.?\s+(?=\S*\d)/iu },
  { field: 'part_number', pattern: /^PART\s*(?:NO|NUMBER|#)\.?\s+(?=\S*\d)/iu },
  // KiCad's page number; its `Sheet:` is a path.
  { field: 'sheet', pattern: /^Id:\s*(?=\d+\/\d+$)/u },
  { field: 'material', pattern: /^WERKSTOFF\s+(?=\S*\d\S*$)/iu },
  // In capitals: a sentence that begins with the word is none.
  { field: 'title', pattern: /^TITLE\s+(?=[\p{Lu}\d])/u },
  { field: 'material', pattern: /^(?:MATERIAL|MAT'?L)\s+(?=[\p{Lu}\d])/u },
  { field: 'finish', pattern: /^FINISH\s+(?=[\p{Lu}\d])/u },
  { field: 'date', pattern: /^DATE\s+(?=\d)/u },
];

/** What may follow the dot of an abbreviation and is the value, not a sentence: `DRAWING NO. 123-45`, `REV. A`. */
const dotted: Readonly<Partial<Record<Field, RegExp>>> = {
  drawing_number: /^(?=.*\d)\S+(?: \S+)?$/,
  part_number: /^(?=.*\d)\S+(?: \S+)?$/,
  revision: /^(?:[A-Z]{1,2}\d{0,2}|\d{1,3}(?:\.\d{1,2})?)$/,
  scale: /^\d+(?:[.,]\d+)?\s*[:/]\s*\d+(?:[.,]\d+)?$/,
  sheet: /^\d{1,3}(?:\s*(?:\/|OF|VON|DE|DI|SUR|VAN|ИЗ)\s*\d{1,3})?$/i,
  weight: /^\d+(?:[.,]\d+)?\s*(?:kg|g|lbs?)?$/i,
  date: /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/,
};

/** DIN 6771 puts its labels into parentheses: `(Werkstoff, Halbzeug)`. */
const enclosed = /^\(\s*([\p{L}][^()]*?)\s*\)$/u;

/** The label that opens a line, with what follows it. */
export function labelOf(text: string): LabelMatch | null {
  const line = text.trim().replace(enclosed, '$1');
  for (const { field, pattern } of labelled) {
    const match = pattern.exec(line);
    if (!match) continue;
    const inline = line.slice(match[0].length).trim();
    const certain = /[:：]/.test(match[0]) || inline === '' || dotted[field]?.test(inline) === true;
    return { field, inline: withoutBlankFill(inline), certain };
  }
  const weak = weakTitle.exec(line);
  if (weak) return { field: 'title', inline: withoutBlankFill(line.slice(weak[0].length).trim()), certain: true, weak: true };
  for (const { field, pattern } of loose) {
    const match = pattern.exec(line);
    if (match) return { field, inline: line.slice(match[0].length).trim(), certain: true };
  }
  return null;
}

/** A run of dots or dashes is an empty field. */
function withoutBlankFill(text: string): string {
  return /^[-–—._\s*]+$/.test(text) ? '' : text;
}

export function isFurniture(text: string): boolean {
  return furniture.test(text.trim());
}

/** Where further labels begin inside one line: `SCALE: 1:2 WEIGHT: SHEET 1 OF 1`. */
export function splitAtLabels(text: string): string[] {
  if (!/\s.*(?::|SHEET)/i.test(text)) return [text];
  const cuts = [...text.matchAll(innerLabel)].map((match) => match.index).filter((index) => index > 0);
  return [0, ...cuts].map((start, index) => text.slice(start, cuts[index]).trim()).filter((part) => part !== '');
}

const innerLabel = new RegExp(
  `(?<=\\s)(?:(?:${fields
    .filter((field) => field !== 'general_tolerance')
    .map((field) => labelWords[field])
    .join('|')})\\s*:|SHEET\\s+\\d+\\s+OF\\s+\\d+)`,
  'giu',
);
