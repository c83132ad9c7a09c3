/** What drawings say in sentences about all of their dimensions, in the languages of their makers. */

const unitStatements: readonly (readonly [RegExp, string])[] = [
  [
    /(?:DIMENSIONS?|DIMS?\.?|MEASUREMENTS?|UNITS?|LENGTHS?)\s*(?:ARE|IS)?\s*(?:GIVEN\s*|STATED\s*|SHOWN\s*)?(?:IN|:|=)?\s*(?:IN\s*)?\[?(?:MILLIMET(?:ER|RE)S?|MM\b)/i,
    'mm',
  ],
  [
    /(?:DIMENSIONS?|DIMS?\.?|MEASUREMENTS?|UNITS?|LENGTHS?)\s*(?:ARE|IS)?\s*(?:GIVEN\s*|STATED\s*|SHOWN\s*)?(?:IN|:|=)\s*(?:IN\s*)?\[?(?:INCH(?:ES)?|IN\.?(?=$|[\s\].,;])|")/i,
    'inch',
  ],
  [
    /(?:MASSE|MAßE|(?:MASS|MAß)ANGABEN|ABMESSUNGEN|BEMA(?:SS|ß)UNG|COTES|COTATION|DIMENSIONES|COTAS|QUOTE|MISURE)\s*(?:ALLE\s*)?(?:IN|EN|:)\s*(?:\[?MM\b|MILLIM)/i,
    'mm',
  ],
  [
    /(?:COTES|QUOTE|MISURE|COTAS|DIMENSIONES|DIMENS[ÕO]ES|MEDIDAS|MATEN|MAATVOERING|WYMIARY|ROZM[ĚE]RY|K[ÓO]TY|M[ÅA]TT|M[ÅA]L|MITAT|[ÖO]L[ÇC][ÜU]LER|COTELE|MJERE|РАЗМЕРЫ)(?![\p{L}])[\p{L}\s]{0,24}?\s(?:SONT\s+EN|ESPRESSE\s+IN|IN|EN|EM|W|V|I|В)\s+\[?(?:MM|MILLIM\p{L}+|MILIM\p{L}+|ММ|МИЛЛИМ\p{L}+)(?!\p{L})/iu,
    'mm',
  ],
  [/^(?:寸法)?[单單単]位\s*[:：]?\s*(?:mm|毫米|ミリ)|단위\s*[:：]?\s*mm|^UNIDADE\s*:\s*MM\b/i, 'mm'],
  [/(?:DIMENSIONS?|UNITS?)\s*(?:ARE)?\s*(?:IN|:)\s*(?:CENTIMET(?:ER|RE)S?|CM\b)/i, 'cm'],
  [/(?:DIMENSIONS?|UNITS?)\s*(?:ARE)?\s*(?:IN|:)\s*(?:MET(?:ER|RE)S?\b)/i, 'm'],
  [/^(?:(?:DIM(?:ENSION)?\s*)?UNITS?|EINHEIT(?:EN)?|UNIT[ÉE]S?|UNIDADES|UNIT[ÀA])\s*[:=]?\s*\[?(?:MM|MILLIM\w+|METRIC)\b/i, 'mm'],
  [/^(?:(?:DIM(?:ENSION)?\s*)?UNITS?)\s*[:=]?\s*\[?(?:INCH(?:ES)?|IN)\b/i, 'inch'],
  [/^(?:ALL\s*)?DIM(?:ENSION)?S?\.?\s*(?:ARE\s*)?(?:IN\s*)?MM\b/i, 'mm'],
  [/单位\s*[:：]?\s*(?:mm|毫米)/i, 'mm'],
];

const standardTolerance =
  /(?:(?:DIN\s*)?(?:EN\s*)?ISO\s*2768(?:\s*[-–:]?\s*\d)?(?:\s*[-–:]?\s*[fmcvFMCV][HKLhkl]?(?:[-–]?E)?)?|DIN\s*7168(?:\s*[-–]?\s*[a-z]+)?|(?:EN\s*)?ISO\s*(?:22081|13920(?:\s*[-–]?\s*[A-D][E-H])?)|GB\/?T?\s*1804(?:\s*[-–—]\s*\d{4})?(?:\s*[-–—]?\s*[fmcv](?!\w))?|JIS\s*B\s*0405(?:\s*[-–]\s*\d{4})?(?:\s*[-–]?\s*[fmcv](?!\w))?|ГОСТ\s*30893\.[12](?:\s*[-–:]?\s*[A-Za-z]{1,2}(?!\w))?)/i;

const thirdAngle =
  /\b(?:3RD|THIRD)[\s-]*ANGLE|PROJEKTIONSMETHODE\s*3|\b(?:TERCER|TERZO|TERCEIRO|3[º°])\s*DIEDRO|TROISI[ÈE]ME\s*DI[ÈE]DRE|(?:第三|三)角(?:投影)?法|第三角投影|제?3각법/i;
const firstAngle =
  /\b(?:1ST|FIRST)[\s-]*ANGLE|PROJEKTIONSMETHODE\s*1|\b(?:PRIMER|PRIMO|PRIMEIRO|1[º°])\s*DIEDRO|PREMIER\s*DI[ÈE]DRE|第一角(?:投影)?法|第一角投影|제?1각법/i;

/** The unit that a text states for all dimensions. */
export function unitsIn(text: string): string | null {
  return unitStatements.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

export function projectionIn(text: string): 'first angle' | 'third angle' | null {
  return thirdAngle.test(text) ? 'third angle' : firstAngle.test(text) ? 'first angle' : null;
}

/** The standard of general tolerances that a text names, with its class. */
export function standardToleranceIn(text: string): string | null {
  return standardTolerance.exec(text)?.[0].trim() ?? null;
}
