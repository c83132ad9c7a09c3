import type { DimensionFact } from '../../../queues/contract/facts.js';
import { matchFigure, type Figure } from './figures.js';
import { numberOf, plain } from './numbers.js';
import { isNoDimension } from './refusals.js';
import { matchLimit, matchTolerance, noTolerance, type Tolerance } from './tolerances.js';

/** One dimension as a line of text states it. */
export interface ParsedDimension extends Tolerance {
  readonly type: DimensionFact['dimension_type'];
  readonly value: number | null;
  /** Null where the text does not say. */
  readonly unit: string | null;
  readonly quantity: number;
  readonly label: string;
  readonly reference: boolean;
}

/** Words that may stand in a callout without making it a sentence. */
const companions =
  /^(?:THRU|THROUGH|THR['’]?D?|ALL|DEEP|DP|DEPTH|TYP|TYPICAL|REF|MAX|MIN|PLCS?|PLACES?|PL|EQ|EQUALLY|SPACED?|SP|SPACING|HOLES?|HOLE|BORE|DRILL(?:ED)?|TAP(?:PED)?|REAM(?:ED)?|SPOTFACE|SF|BOTH|SIDES?|ENDS?|EACH|FAR|NEAR|SIDE|FOR|ON|THE|TO|X|FULL|TRUE|INT|EXT|LH|RH|PCD|BC|BCD|B\.?C\.?|TOTAL|OUT|AND|DEG|NOM|APPROX|CLEARANCE|CSK|C['’]?SINK|C['’]?BORE|CBORE|COUNTERSINK|COUNTERBORE|AS|SHOWN|STOCK|TIEF|DURCH|ALLES|PROF|GEWINDE|DIA|WIDE|HIGH|LONG|THK|THICK|TH['’]?K|BASIC|EA|OFF|IN|LINE|OF|AT|WITH|PIN|DOWEL|SLOTS?|FILLETS?|ROUNDS?|CORNERS?|EDGES?|CHAMFERS?|KEYWAY|HEX|A\/?F|ACROSS|FLATS?|SQ(?:UARE)?|GROOVES?|RADIUS|RADII|RAD|CENTERS?|CENTRES?|CTRS?|O\.?C|CLR|CLEAR|O\.?A|OVERALL|VFY|VERIFY|HOLD|STD|MINIMUM|MAXIMUM|I\.?D|O\.?D|UP|DOWN|A\.?F\.?F|TAPER|DRAFT|SIM(?:ILAR)?|INSIDE|OUTSIDE|BEND|THREADS?|THDS?|BSC|CBORED?|COUNTERBORED|COUNTERSUNK|S\/S|TUBING|ROD|BOLT|CIRCLE|ON|DIAMETER|REFERENCE|AROUND|NS|FS|N\/S|F\/S|PRO|SENKUNG|BOHRUNG(?:EN)?|TIEFE|BEIDSEITIG|UMLAUFEND|AUF|FÜR|TROUS?|TARAUD[ÉE]S?|PROFONDEUR|PERC[ÉE]S?|D[ÉE]BOUCHANTS?|FORI|FORO|PASSANT[EI]?|FILETTAT[OI]|SMUSS[OI]|CHANFREINS?|AGUJEROS?|TALADROS?|PASANTES?|RAYON|CHAFL[ÁA]N|GLEICHM(?:Ä|AE)(?:SS|ß)IG|VERTEILT|GLEICH|DURCHGEHEND|DURCHGANG|GEBOHRT|GERIEBEN|NUT|FASEN?|RUNDUM|STK|EQUI|EQUISPACED|EQUI-SPACED|SPACES|PITCH|CIRCULAR|[ÉE]QUIDISTANTS?|R[ÉE]PARTIS|EQUIDISTANT[EI]|EQUIESPACIADOS|THICKNESS|DICKE|KL|LK|SPAC[EI])$/i;

const quantityPrefix =
  /^\(?([1-9]\d{0,2})\s*(?:[xX×]|-(?=\s*(?:Ø|R\d|M\d|DIA)))\)?\s*(?=[\dØRMSCG#□⌴⌵.(]|LK|PCD|\p{L}{3,}\.?\s+(?:\p{L}{3,}\.?\s+)?[\dØRMC#.])/u;
/** `2 PLACES R5`, `4 HOLES Ø6`, `3 EQ SP 120°`, `5 SPACES @ 20`. */
const placesPrefix =
  /^([1-9]\d?)\s*(?:PLACES|PLCS?\.?|HOLES|TROUS|BOHRUNGEN|L[ÖO]CHER|FORI|AGUJEROS|TALADROS|(?:EQ(?:UAL(?:LY)?|UI)?\.?[\s-]*)?SP(?:ACED|ACES|ACINGS?|CS)?\.?|PITCHES|TEILUNGEN)\s*(?:@|\bAT\b|\bOF\b|À|\s)\s*(?=[ØRMDC#.\d])/i;
/** `40 x 20` is a size by a size; a number of equal sizes is small or stands close to its sign. */
const sizeBySize = /^(?:(?:1[7-9]|[2-9]\d|\d{3,}) x [\d.]|(\d+) x \1(?![\d.°]))/;
/** The sum of a row of equal sizes: `(=100)`, `= 360°`. */
const sum = /^[[(]?\s*=\s*\d+(?:\.\d+)?\s*(?:°|mm|")?\s*[\])]?/;
const quantitySuffix =
  /^(?:\(?\s*(?:[xX×]\s*(\d{1,2})(?![\d.°])|(\d{1,3})\s*(?:[xX×](?![\d\s]*\d)|PL(?:CS?)?\b|PLACES\b|HOLES?\b|OFF\b|EQ\.?\s*SP))\.?\s*\)?)/i;
/** A number behind one of these is how deep a hole is, or how thick: part of the callout, no size of its own. */
const depth = new RegExp(
  `^(?:↧|DEPTH|DEEP|DP\\.?|TIEFE?|PROF(?:ONDEUR|ONDIT[ÀA]|UNDIDAD)?\\.?)\\s*=?\\s*(${plain})\\s*(?:mm|")?`,
  'i',
);
const depthBehind = new RegExp(`^x?\\s*(${plain})\\s*(?:mm|")?\\s*(?:DEEP|DP\\b|DEPTH|TIEFE?\\b|PROF\\b)`, 'i');
/** The length behind a thread with its pitch, or behind a bore: `M8x1.25 x 20`, `Ø10 x 25`. */
const lengthBehind = new RegExp(`^x\\s*(${plain})(?![\\d°])\\s*(?:mm|")?`);
/** More holes of one kind than this are not told by a number behind their size. */
const mostBehind = 16;
/** As many equal angles as make a full turn: `4x90°`, not a chamfer; 8 x 45° may be either and is left a chamfer. */
const turn = /^\(?(\d{1,2})\s*x\s*(\d{2,3})\s*°/;
/** The other unit behind a dimension: `25.4 [1.00]`, `1.00 [25.4]`. */
const otherUnit =
  /^[[(]\s*[ØR]?\s*(\d*\.?\d+)\s*(?:mm|in|")?\s*(?:±\s*[\d.]+|[+-]\s?[\d.]+(?:\s*\/?\s*[+-]?\s?[\d.]+)?)?\s*(?:mm|in|")?\s*[\])]/;
/** A slope: `TAPER 1:10`. */
const ratio = /^\d+(?:\.\d+)?\s*:\s*\d+(?:\.\d+)?/;
/** The angle of a countersink behind its size. */
const sinkAngle = /^x\s*\d{2,3}(?:\.\d+)?\s*°/;
const filler = /^(?:[\s,;:/|()[\]*–-]+|⌴|⌵|[A-Za-zÀ-ÿ'’.]+(?=$|[\s,;:.)/-]))/;

/** Ways to write the same sign, made one; decimal commas made points. */
export function normalised(text: string): string {
  return text
    .replace(/%%[cC]|<MOD-DIAM>|[⌀∅ø]|[φϕФΦ](?=\s?[\d.,])/g, 'Ø')
    .replace(/%%[dD]|<MOD-DEG>|[º˚]/g, '°')
    .replace(/%%[pP]|<MOD-PM>|\+\/-|\+-/g, '±')
    .replace(/[′’‘]/g, "'")
    .replace(/[″“”]|''/g, '"')
    .replace(/[▢◻☐]/g, '□')
    .replace(/\b(P\.\s?C\.\s?D|B\.\s?C\.\s?D?)\.?(?=\s|$|Ø)/g, 'PCD')
    .replace(/[×✕]/g, 'x')
    .replace(/(?<=[\d°"m)]\s*)X(?=\s*[\d.ØRM#])/g, 'x')
    .replace(/(\d),(\d)/g, '$1.$2')
    .replace(/(^|[^\d]),(\d)/g, '$1.$2')
    .replace(/\s+/g, ' ')
    .trim();
}

const alone = /^\(?(?:TYP\.?\s*)?([1-9]\d?)\s*(?:x|PL(?:CS?)?|PLACES|HOLES|OFF|STK|STELLEN)\.?\)?(?:\s*TYP\.?)?$/i;

/** The quantity that a line states and nothing else: `4 PLCS`, `(2x)`; null for any other line. */
export function quantityAlone(text: string): number | null {
  const match = alone.exec(text.trim());
  return match ? Number(match[1]) : null;
}

/**
 * The dimensions in one line of a callout, or an empty list when the line is anything else: a number in a sentence is not a
 * dimension. Lengths as printed, angles in degrees.
 */
export function parseCallout(line: string): ParsedDimension[] {
  const text = normalised(line).replace(/^±\s*(?=\d+')/, '');
  if (!/\d/.test(text) || isNoDimension(text) || quantityAlone(text) !== null) return [];
  const found: ParsedDimension[] = [];
  const reader = { rest: text };
  const lead = placesPrefix.exec(reader.rest) ?? (sizeBySize.test(text) ? null : quantityPrefix.exec(reader.rest));
  let quantity = 1;
  if (lead?.[1] !== undefined && (isFullTurn(text) || !/^\(?\d{1,3}\s*x\s*\d+(?:\.\d+)?\s*°/.test(text))) {
    quantity = Number(lead[1]);
    reader.rest = reader.rest.slice(lead[0].length);
  }
  while (reader.rest !== '') {
    reader.rest = reader.rest.replace(ratio, '').trimStart();
    if (reader.rest === '') break;
    const parsed = nextDimension(reader, quantity);
    if (parsed) found.push(parsed);
    else if (!skip(reader, found)) return [];
  }
  return found;
}

function nextDimension(reader: { rest: string }, quantity: number): ParsedDimension | null {
  const reference = /^\(\s*(?=[\dØRM.])/.test(reader.rest) && /^\([^()]*\)/.test(reader.rest);
  const start = reference ? reader.rest.replace(/^\(\s*/, '') : reader.rest;
  const figure = matchFigure(start);
  if (!figure) return null;
  let rest = start.slice(figure.length);
  const tolerance = toleranceBehind(figure, start.slice(0, figure.length), rest);
  rest = rest.slice(tolerance.length);
  const label = start.slice(0, start.length - rest.length).trim();
  if (reference) rest = rest.replace(/^\s*\)/, '');
  reader.rest = rest.trimStart();
  reader.rest = withoutRepetition(withoutLength(reader.rest, figure, label), figure);
  const suffix = quantityBehind(reader.rest, figure);
  const behind = Number(suffix?.[1] ?? suffix?.[2] ?? 0);
  if (suffix) reader.rest = reader.rest.slice(suffix[0].length).trimStart();
  return {
    type: figure.type,
    value: figure.value,
    unit: figure.unit,
    quantity: figure.isPitchCircle ? 1 : behind > 0 ? behind : quantity,
    label: reference ? `(${label})` : label,
    reference: reference || /^\(?REF\b/i.test(reader.rest),
    ...tolerance.tolerance,
    fit: tolerance.tolerance.fit ?? figure.fit,
  };
}

/** A number behind a plain length and an `x` is the next length, `SLOT 6 x 20`, unless parentheses say otherwise. */
function quantityBehind(rest: string, { type }: Figure): RegExpExecArray | null {
  const suffix = quantitySuffix.exec(rest);
  const isSize = type === 'linear' && suffix?.[1] !== undefined && !suffix[0].startsWith('(');
  return isSize ? null : suffix;
}

function isFullTurn(text: string): boolean {
  const match = turn.exec(text);
  return match !== null && match[2] !== '45' && Number(match[1]) * Number(match[2]) === 360;
}

/** Without the depth of a hole or the length of a thread right behind the size. */
function withoutLength(rest: string, { type }: Figure, label: string): string {
  if (type !== 'diameter' && type !== 'thread') return rest;
  const deep = depthBehind.exec(rest);
  if (deep) return rest.slice(deep[0].length).trimStart();
  const length = lengthBehind.exec(rest);
  const pitched = type === 'thread' && /x/.test(label);
  if (!length || !(pitched || Number(length[1]) > mostBehind)) return rest;
  return rest.slice(length[0].length).trimStart();
}

/** Without the same size in another unit, and without the angle of a countersink. */
function withoutRepetition(rest: string, figure: Figure): string {
  if (figure.type === 'diameter') rest = rest.replace(sinkAngle, '').trimStart();
  const other = otherUnit.exec(rest);
  if (!other || figure.value === null) return rest;
  const ratio = Number(other[1]) / figure.value;
  const same = [25.4, 1 / 25.4].some((factor) => Math.abs(ratio / factor - 1) < 0.03);
  return same ? rest.slice(other[0].length).trimStart() : rest;
}

function toleranceBehind(figure: Figure, printed: string, rest: string): ReturnType<typeof matchTolerance> {
  if (figure.type === 'roughness') return { length: 0, tolerance: noTolerance };
  const length = figure.type === 'linear' || figure.type === 'diameter' || figure.type === 'radial';
  const limit = length && figure.value !== null ? matchLimit(figure.value, printed, rest) : null;
  return limit ?? matchTolerance(rest);
}

/** Steps over what may accompany a dimension; false when the rest of the line is something else. */
function skip(reader: { rest: string }, found: readonly ParsedDimension[]): boolean {
  const deep = depth.exec(reader.rest) ?? (found.length > 0 ? depthBehind.exec(reader.rest) : null);
  if (deep && numberOf(deep[1] ?? '') !== null) {
    reader.rest = reader.rest.slice(deep[0].length).trimStart();
    return true;
  }
  const total = found.length > 0 ? sum.exec(reader.rest) : null;
  if (total) {
    reader.rest = reader.rest.slice(total[0].length).trimStart();
    return true;
  }
  const word = filler.exec(reader.rest);
  if (!word) return false;
  const letters = word[0].replace(/[.\s]+$/, '');
  if (/^\p{L}/u.test(letters) && !companions.test(letters)) return false;
  reader.rest = reader.rest.slice(word[0].length).trimStart();
  return true;
}
