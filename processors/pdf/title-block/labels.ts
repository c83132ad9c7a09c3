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

const number = String.raw`(?:NO|NUMBER|NUM|NR|N[°ºR]|#|ID|CODE)\.?`;

/** Label words in the languages of the archive's suppliers, as alternatives that stand at the start of a line. */
const words: Record<Field, string> = {
  drawing_number: String.raw`(?:DWG|DRG|DRAWING|DOCUMENT|DOC)\.?\s*${number}|DRAWING|DWG\.?|DRAWING\s*FILE|ZEICHNUNGS?\s?-?\s?(?:NUMMER|NR)\.?|ZEICHNUNG|ZEICHN\.|ZEICHN?\.?\s?-?NR\.?|ZCHNG\.?\s?-?NR\.?|(?:DOKUMENT|IDENT)\s?-?(?:NUMMER|NR)\.?|N[°º]\s*(?:DE\s*|DU\s*)?(?:PLAN|DESSIN|PLANO|DIBUJO|DISEGNO)|NUM[ÉE]RO\s*(?:DE|DU)\s*(?:PLAN|DESSIN)|PLAN\s*N[°ºR]?\.?|PLANO\s*N?[°ºRO]?\.?|(?:DISEGNO|DIS\.?)\s*N?[°ºR]?\.?|NUMERO\s*(?:DI\s*)?DISEGNO|COD(?:ICE)?\.?\s*DISEGNO|DESENHO\s*N[°ºR]?\.?|TEKENING\s?-?(?:NUMMER|NR)\.?|TEK\.?\s?NR\.?|RITNINGS\s?-?(?:NUMMER|NR)\.?|TEGNINGS\s?-?(?:NUMMER|NR)\.?|NR\.?\s*RYS(?:UNKU)?\.?|[ČC]\.?\s*V[ÝY]KRESU|图\s?样?\s?[代编]?\s?号|図\s?番|図面番号`,
  part_number: String.raw`(?:PART|ITEM|PRODUCT|MODEL|STOCK|COMPONENT)\s*${number}|P\/N|PN|TEILE?\s?-?\s?(?:NUMMER|NR)\.?|SACH\s?-?(?:NUMMER|NR)\.?|ARTIKEL\s?-?\s?(?:NUMMER|NR)\.?|ART\.?-?NR\.?|MAT(?:ERIAL)?\.?-?NR\.?|R[ÉE]F[ÉE]RENCE|C[ÓO]DIGO|CODICE|零件号`,
  title: String.raw`(?:DRAWING\s*|SHEET\s*|DWG\.?\s*|PROJECT\s*|DOCUMENT\s*)?TITLE|(?:PART|DRAWING|DWG\.?|COMPONENT|ITEM|PRODUCT)\s*NAME|NAME\s*OF\s*PART|BENENNUNG|BEZEICHNUNG|TITEL|TITRE|D[ÉE]SIGNATION|D[ÉE]NOMINATION|T[ÍI]TULO|DENOMINACI[ÓO]N|DENOMINAÇÃO|TITOLO|DENOMINAZIONE|BENAMING|BEN[ÄA]MNING|BEN[ÆA]VNELSE|NAZWA|N[ÁA]ZEV|名\s?称|図\s?名|品\s?名|零件名称|图样名称`,
  revision: String.raw`REV(?:ISION)?(?:\s*(?:NO|LEVEL|LETTER|INDEX|NUMBER|NR))?\.?|ISSUE(?:\s*NO\.?)?|EDITION|R[ÉE]VISION|INDICE|INDEX|IND\.|REVISI[ÓO]N|REVISIONE|REVISÃO|ÄNDERUNGSINDEX|AUSGABE|VER(?:SION)?\.?|版\s?本`,
  scale: String.raw`(?:DRAWING\s*|DWG\.?\s*|PLOT\s*)?SCALE|MA(?:SS|ß)STAB|[ÉE]CHELLE|ECH\.|ESCALA|SCALA|SCHAAL|SKALA|MĚŘÍTKO|MÉRETARÁNY|比\s?例|尺\s?度`,
  weight: String.raw`(?:EST(?:IMATED)?\.?\s*|CALC(?:ULATED)?\.?\s*|TOTAL\s*|NET\s*)?(?:WEIGHT|MASS|WT\.?)(?:\s*[\[(](?:KGS?|G|GR|GRAMS?|LB|LBS|LBM|POUNDS)\.?[\])])?|GEWICHT(?:\s*[\[(]KG[\])])?|MASSE(?:\s*[\[(]KG[\])])?|POIDS|PESO(?:\s*[\[(]KG[\])])?|MASSA|MASA|重\s?量|质\s?量`,
  date: String.raw`(?:DRAWN\s*|CREATION\s*|ISSUE\s*|RELEASE\s*|PLOT\s*|REV(?:ISION)?\s*)?DATE(?:\s*(?:OF\s*ISSUE|DRAWN|CREATED|ISSUED))?|DATUM|FECHA|DATA|DATO|日\s?期`,
  sheet: String.raw`SHEET(?:\s*(?:NO|NUMBER|#))?\.?|SHT\.?(?:\s*NO\.?)?|BLATT(?:\s?-?NR)?\.?|BL\.|FEUILLE|FOLIO|PLANCHE|HOJA|FOGLIO|FOLHA|BLAD|ARKUSZ|LIST|PAGE|SEITE|页\s?码`,
  material: String.raw`MATERIALS?(?:\s*(?:SPEC(?:IFICATION)?|TYPE|GRADE))?\.?|MAT['’]?L\.?|MAT\.|WERKSTOFF(?:\s*,\s*HALBZEUG)?|HALBZEUG|MATI[ÈE]RE|MAT[ÉE]RIAUX?|MATERIALE|MATERIAAL|MATERIA[ŁL]|MATERI[ÁA]L|材\s?料|材\s?[质質]`,
  finish: String.raw`(?:SURFACE\s*|EXTERIOR\s*)?FINISH|(?:SURFACE\s*|HEAT\s*)?TREATMENT|SURFACE\s*COATING|COATING|OBERFL[ÄA]CHE(?:NBEHANDLUNG|NSCHUTZ)?|TRAITEMENT(?:\s*DE\s*SURFACE)?|TRATTAMENTO(?:\s*SUPERFICIALE)?|TRATAMIENTO(?:\s*SUPERFICIAL)?|ACABADO|ACABAMENTO|FINITURA|FINITION|表面处理|表面処理`,
  general_tolerance: String.raw`GENERAL\s*TOLERANCES?|GEN\.?\s*TOL\.?|ALLGEMEINTOLERANZ(?:EN)?|ZUL\.?\s*ABW(?:\.|EICHUNG(?:EN)?)?|FREIMA(?:SS|ß)TOLERANZ(?:EN)?|TOL[ÉE]RANCES?\s*G[ÉE]N[ÉE]RALES?|TOLERANCIAS?\s*GENERAL(?:ES)?|TOLLERANZ[EA]\s*GENERAL[EI]|ALGEMENE\s*TOLERANTIES?|未注公差`,
};

/** Words that label a title where nothing else does; parts lists and revision tables have them too. */
const weakTitle =
  /^(?:(?:PART|ITEM|DRAWING)\s*)?DESCRIPTION\s*(?:[:：]\s*|$)|^(?:DESCRIZIONE|DESCRIPCI[ÓO]N|BESCHREIBUNG|OBJECT|OBJET|SUBJECT|DRAWING\s*TYPE)\s*(?:[:：]\s*|$)/iu;

/** Words that belong to the form itself and are never the value of a field. */
const furniture = new RegExp(
  String.raw`^(?:DRAWN(?:\s*BY)?|DRN|CHK'?D|CHECKED(?:\s*BY)?|CHECK|APPV'?D|APPR(?:OVED)?\.?(?:\s*BY)?|APPROVALS?|MFG\.?(?:\s*APPR\.?)?|ENG(?:INEER)?\.?(?:\s*APPR\.?)?|Q\.?A\.?|Q\.?C\.?|NAME|SIGNATURE|SIGN|DATE|SIZE|FORMAT|A[0-5]|COMMENTS?:?|DESIGN(?:ED)?(?:\s*BY)?|DEBURR(?:\s*AND)?|BREAK\s*SHARP|BREAK\s*SHARP\s*EDGES|EDGES|DO\s*NOT\s*SCALE.*|UNLESS\s*OTHERWISE.*|(?:ALL\s*)?DIMENSIONS?\s*(?:ARE\s*)?IN\b.*|SURFACE\s*FINISH:?|TOLERANCES?:?|LINEAR:?|ANGULAR:?.*|FRACTIONAL.*|(?:ONE|TWO|THREE|FOUR)\s*PLACE\s*DECIMALS?.*|INTERPRET\s*GEOM.*|TOLERANCING\s*PER:?.*|PROPRIETARY.*|THE\s*INFORMATION\s*CONTAINED.*|NEXT\s*ASSY?|USED\s*ON|APPLICATION|CAGE(?:\s*CODE)?|PROJECT(?:ION)?:?|CLIENT|CUSTOMER:?|CONTRACT\s*NO\.?|TYP|ZONE|ECO|ECN|BY|FILE(?:\s*NAME)?:?|GEPR(?:ÜFT)?\.?|BEARB(?:EITET)?\.?|GEZ(?:EICHNET)?\.?|NORM|URSPRUNG|ERS(?:ATZ)?\.?\s*(?:F\.?|D\.?).*|STATUS|DEPT\.?|TECHNICAL\s*REFERENCE|DRAWN\s*DATE|CHECKED\s*DATE|DESIGNER|AUTHOR|RESP(?:ONSIBLE)?\.?(?:\s*DEPT\.?)?|PLOTTED.*|DESSIN[ÉE](?:\s*PAR)?|V[ÉE]RIFI[ÉE](?:\s*PAR)?|APPROUV[ÉE](?:\s*PAR)?|DIBUJADO(?:\s*POR)?|REVISADO|COMPROBADO|APROBADO|DISEGNATO(?:\s*DA)?|DISEGNATORE|CONTROLLATO|VERIFICATO|APPROVATO|FIRMA|NOMBRE|NOM|NOME|SUPPLEMENTARY\s*TITLE|SUBTITLE|QUANTITY|QTY\.?|NEXT\s*HIGHER.*|FIRST\s*ANGLE.*|THIRD\s*ANGLE.*|THIRD\s*PARTY.*|ALL\s*RIGHTS.*|CONFIDENTIAL.*|SOLIDWORKS\s*EDUCATIONAL.*|CREATED\s*BY|APPROVED\s*BY|DOCUMENT\s*(?:TYPE|STATUS)|LEGAL\s*OWNER)\s*:?$`,
  'i',
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

const fields = Object.keys(words) as Field[];
const separator = String.raw`\s*(?:[:：=]|(?<=\.)\s|$|\s[-–]\s)\s*`;
/** The same label in another language: `Titel / Title`, `SCALE (MASSTAB)`. */
const translated = String.raw`(?:\s*(?:\/|\|)\s*[\p{L}.°' -]{2,28}?|\s*\([\p{L}.°' -]{3,28}\))?`;
const labelled = fields.map((field) => ({
  field,
  pattern: new RegExp(`^(?:${words[field]})${translated}${separator}`, 'iu'),
}));
/** Fields whose value may follow the label without a colon: `SHEET 1 OF 2`, `SCALE 1:5`, `REV A`. */
const loose: readonly { field: Field; pattern: RegExp }[] = [
  { field: 'sheet', pattern: new RegExp(`^(?:${words.sheet})\\s+(?=\\d)`, 'iu') },
  { field: 'scale', pattern: new RegExp(`^(?:${words.scale})\\s+(?=\\d|N\\.?T\\.?S|NONE|FULL)`, 'iu') },
  { field: 'revision', pattern: /^REV\.?\s+(?=[A-Z0-9]{1,3}$)/iu },
  { field: 'weight', pattern: new RegExp(`^(?:${words.weight})\\s+(?=\\d)`, 'iu') },
  { field: 'general_tolerance', pattern: new RegExp(`^(?:${words.general_tolerance})\\s+(?=[±+\\d]|ISO|DIN)`, 'iu') },
  { field: 'drawing_number', pattern: /^(?:DWG|DRAWING)\.?\s*(?:NO|NUMBER|#)\.?\s+(?=\S*\d)/iu },
  { field: 'part_number', pattern: /^PART\s*(?:NO|NUMBER|#)\.?\s+(?=\S*\d)/iu },
  // In capitals: a sentence that begins with the word is none.
  { field: 'title', pattern: /^TITLE\s+(?=[\p{Lu}\d])/u },
  { field: 'material', pattern: /^(?:MATERIAL|MAT'?L)\s+(?=[\p{Lu}\d])/u },
  { field: 'finish', pattern: /^FINISH\s+(?=[\p{Lu}\d])/u },
  { field: 'date', pattern: /^DATE\s+(?=\d)/u },
];

/** DIN 6771 puts its labels into parentheses: `(Werkstoff, Halbzeug)`. */
const enclosed = /^\(\s*([\p{L}][^()]*?)\s*\)$/u;

/** The label that opens a line, with what follows it. */
export function labelOf(text: string): LabelMatch | null {
  const line = text.trim().replace(enclosed, '$1');
  for (const { field, pattern } of labelled) {
    const match = pattern.exec(line);
    if (!match) continue;
    const inline = line.slice(match[0].length).trim();
    return { field, inline: withoutBlankFill(inline), certain: /[:：]/.test(match[0]) || inline === '' };
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
    .map((field) => words[field])
    .join('|')})\\s*:|SHEET\\s+\\d+\\s+OF\\s+\\d+)`,
  'giu',
);
