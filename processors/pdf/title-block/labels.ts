/** Fields of a title block; the names are those of `Metadata`. */
export type Field =
  | 'drawing_number'
  | 'part_number'
  | 'title'
  | 'revision'
  | 'scale'
  | 'weight'
  | 'date'
  | 'sheet'
  | 'material'
  | 'finish'
  | 'general_tolerance';

const number = String.raw`(?:NO|NUMBER|NUM|NR|N[°º]|#|ID)\.?`;

/** Label words in the languages of the archive's suppliers, as alternatives that stand at the start of a line. */
const words: Record<Field, string> = {
  drawing_number: String.raw`(?:DWG|DRG|DRAWING|DOCUMENT|DOC)\.?\s*${number}|DRAWING|ZEICHNUNGS?\s?-?\s?(?:NUMMER|NR)\.?|ZEICHN\.?\s?-?NR\.?|ZCHNG\.?\s?-?NR\.?|N[°º]\s*(?:DE\s*)?(?:PLAN|DESSIN|PLANO)|NUM[ÉE]RO\s*DE\s*PLAN|PLAN\s*N[°º]|PLANO\s*N[°º]\.?|DISEGNO\s*N\.?|图\s?号|図番`,
  part_number: String.raw`(?:PART|ITEM)\s*${number}|P\/N|PN|TEILE?\s?-?\s?(?:NUMMER|NR)\.?|SACH\s?-?(?:NUMMER|NR)\.?|ARTIKEL\s?-?\s?(?:NUMMER|NR)\.?|ART\.?-?NR\.?|R[ÉE]F[ÉE]RENCE`,
  title: String.raw`(?:DRAWING\s*)?TITLE|PART\s*NAME|DRAWING\s*NAME|BENENNUNG|BEZEICHNUNG|TITEL|TITRE|D[ÉE]SIGNATION|T[ÍI]TULO|DENOMINACI[ÓO]N|TITOLO|DENOMINAZIONE|名\s?称`,
  revision: String.raw`REV(?:ISION)?(?:\s*(?:NO|LEVEL|LETTER|INDEX))?\.?|ISSUE|EDITION|R[ÉE]VISION|INDICE|REVISI[ÓO]N|REVISIONE|ÄNDERUNGSINDEX|版本`,
  scale: String.raw`(?:DRAWING\s*)?SCALE|MA(?:SS|ß)STAB|[ÉE]CHELLE|ESCALA|SCALA|比\s?例`,
  weight: String.raw`(?:EST(?:IMATED)?\.?\s*|CALC\.?\s*)?(?:WEIGHT|MASS)(?:\s*[\[(](?:KG|G|LB|LBS)[\])])?|GEWICHT|MASSE|POIDS|PESO|重\s?量|质\s?量`,
  date: String.raw`DATE(?:\s*(?:OF\s*ISSUE|DRAWN|CREATED))?|DRAWN\s*DATE|CREATION\s*DATE|ISSUE\s*DATE|DATUM|FECHA|日\s?期`,
  sheet: String.raw`SHEET(?:\s*(?:NO|NUMBER))?\.?|SHT\.?|BLATT|FEUILLE|FOLIO|HOJA|FOGLIO|PAGE`,
  material: String.raw`MATERIALS?|MAT['’]?L|MATERIAL\s*SPEC\.?|WERKSTOFF|MATI[ÈE]RE|MAT[ÉE]RIAUX?|MATERIALE|材\s?料|材\s?质`,
  finish: String.raw`FINISH|(?:SURFACE\s*)?TREATMENT|SURFACE\s*COATING|COATING|OBERFL[ÄA]CHE(?:NBEHANDLUNG)?|TRAITEMENT(?:\s*DE\s*SURFACE)?|ACABADO|FINITURA|表面处理`,
  general_tolerance: String.raw`GENERAL\s*TOLERANCES?|GEN\.?\s*TOL\.?|ALLGEMEINTOLERANZ(?:EN)?|FREIMA(?:SS|ß)TOLERANZ(?:EN)?|TOL[ÉE]RANCES?\s*G[ÉE]N[ÉE]RALES?|TOLERANCIAS?\s*GENERAL(?:ES)?`,
};

/** Words that belong to the form itself and are never the value of a field. */
const furniture = new RegExp(
  String.raw`^(?:DRAWN(?:\s*BY)?|DRN|CHK'?D|CHECKED(?:\s*BY)?|CHECK|APPV'?D|APPR(?:OVED)?\.?(?:\s*BY)?|APPROVALS?|MFG\.?(?:\s*APPR\.?)?|ENG(?:INEER)?\.?(?:\s*APPR\.?)?|Q\.?A\.?|Q\.?C\.?|NAME|SIGNATURE|SIGN|DATE|SIZE|FORMAT|A[0-5]|COMMENTS?:?|DESIGN(?:ED)?(?:\s*BY)?|DEBURR(?:\s*AND)?|BREAK\s*SHARP|BREAK\s*SHARP\s*EDGES|EDGES|DO\s*NOT\s*SCALE.*|UNLESS\s*OTHERWISE.*|(?:ALL\s*)?DIMENSIONS?\s*(?:ARE\s*)?IN\b.*|SURFACE\s*FINISH:?|TOLERANCES?:?|LINEAR:?|ANGULAR:?.*|FRACTIONAL.*|(?:ONE|TWO|THREE|FOUR)\s*PLACE\s*DECIMALS?.*|INTERPRET\s*GEOM.*|TOLERANCING\s*PER:?.*|PROPRIETARY.*|THE\s*INFORMATION\s*CONTAINED.*|NEXT\s*ASSY?|USED\s*ON|APPLICATION|CAGE(?:\s*CODE)?|PROJECT(?:ION)?:?|CLIENT|CUSTOMER:?|CONTRACT\s*NO\.?|TYP|ZONE|ECO|ECN|BY|FILE(?:\s*NAME)?:?|GEPR(?:ÜFT)?\.?|BEARB(?:EITET)?\.?|GEZ(?:EICHNET)?\.?|NORM|URSPRUNG|ERS(?:ATZ)?\.?\s*(?:F\.?|D\.?).*|STATUS|DEPT\.?|TECHNICAL\s*REFERENCE|CREATED\s*BY|APPROVED\s*BY|DOCUMENT\s*(?:TYPE|STATUS)|LEGAL\s*OWNER)\s*:?$`,
  'i',
);

export interface LabelMatch {
  readonly field: Field;
  /** What stands behind the label on the same line; empty when nothing does. */
  readonly inline: string;
  /** A colon or the end of the line shows that the word is a label, not a sentence's first word. */
  readonly certain: boolean;
}

const fields = Object.keys(words) as Field[];
const separator = String.raw`\s*(?:[:：=]|(?<=\.)\s|$|\s[-–]\s)\s*`;
const labelled = fields.map((field) => ({ field, pattern: new RegExp(`^(?:${words[field]})${separator}`, 'iu') }));
/** Fields whose value may follow the label without a colon: `SHEET 1 OF 2`, `SCALE 1:5`, `REV A`. */
const loose: readonly { field: Field; pattern: RegExp }[] = [
  { field: 'sheet', pattern: new RegExp(`^(?:${words.sheet})\\s+(?=\\d)`, 'iu') },
  { field: 'scale', pattern: new RegExp(`^(?:${words.scale})\\s+(?=\\d|N\\.?T\\.?S|NONE|FULL)`, 'iu') },
  { field: 'revision', pattern: /^REV\.?\s+(?=[A-Z0-9]{1,3}$)/iu },
  { field: 'weight', pattern: new RegExp(`^(?:${words.weight})\\s+(?=\\d)`, 'iu') },
  { field: 'general_tolerance', pattern: new RegExp(`^(?:${words.general_tolerance})\\s+(?=[±+\\d]|ISO|DIN)`, 'iu') },
  { field: 'drawing_number', pattern: /^(?:DWG|DRAWING)\.?\s*(?:NO|NUMBER|#)\.?\s+(?=\S*\d)/iu },
];

/** The label that opens a line, with what follows it. */
export function labelOf(text: string): LabelMatch | null {
  const line = text.trim();
  for (const { field, pattern } of labelled) {
    const match = pattern.exec(line);
    if (!match) continue;
    const inline = line.slice(match[0].length).trim();
    return { field, inline: withoutBlankFill(inline), certain: /[:：]/.test(match[0]) || inline === '' };
  }
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
    .map((field) => words[field])
    .join('|')})\\s*:|SHEET\\s+\\d+\\s+OF\\s+\\d+)`,
  'giu',
);
