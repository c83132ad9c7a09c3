import type { DimensionFact } from '../../queues/contract/facts.js';

/** How many features a callout is for, and the characters that say so. */
export interface Quantity {
  readonly count: number;
  readonly length: number;
}

const figureStart = String.raw`[\dØRMSCG#□⌴⌵.(]`;
const holes = String.raw`HOLES?|TROUS?|BOHRUNG(?:EN)?|L[ÖO]CHER|FOR[OI]|AGUJEROS?|TALADROS?|ORIFICIOS?|FUROS?|OTWOR(?:Y|ÓW)|OTW\.?|OTVOR[YŮ]?|GATEN|H[ÅU]L|отв\.?|фаск[аи]|паз(?:а|ов)|个孔?|孔|穴`;
const places = String.raw`PLACES|PLCS?\.?|PL\b|STELLEN|REQ['’]?D\.?|LUGARES|MIEJSC\p{L}?|M[ÍI]ST\p{L}?|ENDROITS?|POSIZIONI|PUNTI|PLAATSEN|STÄLLEN|места?|мест|处|處|ヶ所|箇所`;

/** In order: the first that matches counts. */
const leading: readonly RegExp[] = [
  // `2 PLACES R5`, `4 HOLES Ø6`, `(4) HOLES Ø6`.
  new RegExp(String.raw`^(?:N[.°º]?\s?)?(?:([1-9]\d?)|\(([1-9]\d?)\))\s*(?:${holes}|${places}|OFF)\s*(?=[ØRMDC#.\d])`, 'iu'),
  // `3 EQ SP 120°`, `5 SPACES @ 20`.
  /^([1-9]\d?)\s*(?:x\s*)?(?:(?:EQ(?:UAL(?:LY)?|UI)?\.?[\s-]*)?SP(?:ACE[SD]?|ACINGS?|CS?|\.)?|PITCHES|TEILUNGEN)\.?\s*(?:@|AT|OF|À|x|=)?\s*(?=[ØR\d.(])/i,
  // `4x Ø6`, `(4x) Ø6`, `4 x Bohrung Ø6`.
  new RegExp(String.raw`^\(?([1-9]\d{0,2})\s*x\)?\s*(?=${figureStart}|\p{L}{3})`, 'iu'),
  // `4-Ø6`, `2-C1`.
  /^([1-9]\d{0,2})\s*-(?=\s*(?:S?Ø|S?R\d|[MC]\d|□|DIA|[\d.]+\s*(?:キリ|リーマ)))/,
  // `(4) 1/2" DIA`, `(2) Ø6`: a whole number in parentheses is a reference size unless another size follows.
  /^\(([1-9]\d?)\)\s*(?=[ØRM□#]|\d{1,2}\/\d|(?:\d{1,2}[ -])\d{1,2}\/\d|\d*\.\d)/,
];

/** `40 x 20`, `10 x 10`, `10 x 20 x 3`: a number of equal sizes is small or stands close to its sign. */
const sizes: readonly RegExp[] = [
  /^(?:1[7-9]|[2-9]\d|\d{3,}) x [\d.]/,
  /^(?:1[7-9]|[2-9]\d|\d{3,})x\d+(?:\.\d+)?$/,
  /^(\d+)(?: x |x)\1(?![\d.]|\s*°|\s*x\s*\d+(?:\.\d+)?\s*°)/,
  /^\d+(?: x |x)[\d.]+\s*x\s*[\d.]+(?![\d.]*\s*°)/,
  /^\d+(?: x |x)[\d.]+\s*(?:SLOTS?|LANGL[ÖO]CH(?:ER)?|KEYWAYS?|OBLONG|RECT|CUT-?OUT|PLATE|BAR|ANGLE)\b/i,
];

/** As many equal angles as make a full turn: `4x90°`, not a chamfer; 8 x 45° may be either and is left a chamfer. */
const turn = /^\(?(\d{1,2})\s*x\s*(\d{2,3})\s*°/;
const byAngle = /^\(?\d{1,3}\s*x\s*\d+(?:\.\d+)?\s*°/;
/** ASME Y14.5 sets the sign of a number of features close to it, `2X 45°`, and that of a chamfer apart, `2 X 45°`. */
const angles = /^\(?(?:[2-9]|[1-9]\d)x \d+(?:\.\d+)?\s*°/;
/** `2 x 45° x 1.5`: the leg of the chamfer stands behind its angle. */
const legBehind = /^\(?\d{1,2}\s*x\s*\d+(?:\.\d+)?\s*°\s*x\s*[\d.]/;

/** The quantity at the start of a line, which must be `normalised`. */
export function leadingQuantity(text: string): Quantity | null {
  if (sizes.some((pattern) => pattern.test(text))) return null;
  if (byAngle.test(text) && !isFullTurn(text) && !angles.test(text) && !legBehind.test(text)) return null;
  for (const pattern of leading) {
    const match = pattern.exec(text);
    if (match) return { count: Number(match[1] ?? match[2]), length: match[0].length };
  }
  return null;
}

function isFullTurn(text: string): boolean {
  const match = turn.exec(text);
  return match !== null && (match[2] !== '45' || /=\s*360/.test(text)) && Number(match[1]) * Number(match[2]) === 360;
}

/** `- 6 Bohrungen`, `4 фаски` behind a size: the words of holes and places are whole ones. */
const named = new RegExp(
  String.raw`^(?:[-–]\s*)?\(?\s*(?:(\d{1,3})|\((\d{1,2})\))\s*(?:x(?![\d\s]*\d)|PL(?:CS?)?(?!\w)|OFF(?!\w)|REQ['’]?D(?!\w)|EQ\.?\s*SP|(?:${holes}|${places})(?![\p{L}\d])|处|處|ヶ所|箇所)\.?\s*\)?`,
  'iu',
);
/** The quantity with its word at the start of what is left of a line: `4 PLCS`, `(2) HOLES`. */
export function countAt(rest: string): Quantity | null {
  const match = named.exec(rest);
  return match ? { count: Number(match[1] ?? match[2]), length: match[0].length } : null;
}

const times = /^\(?\s*x\s*(\d{1,2})(?![\d.°])\.?\s*\)?/i;
/** Behind a length, `x 20` is the other side of a rectangle. */
const timesLength = /^(?:\s*\(\s*x\s*(\d{1,2})\s*\)|\s+x(\d{1,2})(?=\s*$))/i;

/** The quantity right behind a size: `Ø6 (4x)`, `R3 4 PLCS`, `R5 x 4`. */
export function trailingQuantity(rest: string, type: DimensionFact['dimension_type']): Quantity | null {
  const apart = rest.length - rest.trimStart().length;
  const count = countAt(rest.trimStart());
  if (count) return { ...count, length: apart + count.length };
  const multiplied = type === 'linear' ? timesLength.exec(rest) : times.exec(rest.trimStart());
  if (!multiplied) return null;
  const length = multiplied[0].length + (type === 'linear' ? 0 : apart);
  return { count: Number(multiplied[1] ?? multiplied[2]), length };
}

const alone =
  /^\(?(?:TYP\.?\s*)?(?:([1-9]\d?)|\(([1-9]\d?)\))\s*(?:x|PL(?:CS?)?|PLACES|HOLES|OFF|STK|STELLEN|REQ['’]?D)\.?\)?(?:\s*TYP\.?)?$/i;

/** The quantity that a line states and nothing else: `4 PLCS`, `(2x)`; null for any other line. */
export function quantityAlone(text: string): number | null {
  const match = alone.exec(text.trim());
  return match ? Number(match[1] ?? match[2]) : null;
}
