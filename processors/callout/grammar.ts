import type { DimensionFact } from '../../queues/contract/facts.js';
import { matchFigure, type Figure } from './figures.js';
import { numberOf, plain } from './numbers.js';
import { normalised } from './normalised.js';
import { isOtherUnit } from './other-unit.js';
import { countAt, leadingQuantity, quantityAlone, trailingQuantity } from './quantities.js';
import { isNoDimension } from './refusals.js';
import { matchFitLimits, matchLimit, matchTolerance, noTolerance, type Tolerance } from './tolerances.js';

/** One dimension as a line of text states it. */
export interface ParsedDimension extends Tolerance {
  readonly type: DimensionFact['dimension_type'];
  readonly value: number | null;
  /** Null where the text does not say. */
  readonly unit: string | null;
  readonly quantity: number;
  readonly label: string;
  readonly reference: boolean;
  /** There once, however many features the callout counts: the circle that they lie on. */
  readonly once: boolean;
}

/** Words that may stand in a callout without making it a sentence. */
const companions =
  /^(?:THRU|THROUGH|THR['’]?D?|ALL|DEEP|DP|DEPTH|TYP|TYPICAL|REF|MAX|MIN|PLCS?|PLACES?|PL|EQ|EQUALLY|SPACE[DS]?|SPCS?|SP|SPACING|HOLES?|HOLE|BORE|DRILL(?:ED)?|TAP(?:PED)?|REAM(?:ED)?|SPOTFACE|SF|BOTH|SIDES?|ENDS?|EACH|FAR|NEAR|SIDE|FOR|ON|THE|TO|X|FULL|TRUE|INT|EXT|LH|RH|PCD|BC|BCD|B\.?C\.?|TOTAL|OUT|AND|DEG|NOM|APPROX|CLEARANCE|CSK|C['’]?SINK|C['’]?BORE|CBORE|COUNTERSINK|COUNTERBORE|AS|SHOWN|STOCK|TIEF|DURCH|ALLES|PROF|GEWINDE|DIA|WIDE|HIGH|LONG|THK|THICK|TH['’]?K|BASIC|EA|OFF|IN|LINE|OF|AT|WITH|PIN|DOWEL|SLOTS?|FILLETS?|ROUNDS?|CORNERS?|EDGES?|CHAMFERS?|KEYWAY|HEX|A\/?F|ACROSS|FLATS?|SQ(?:UARE)?|GROOVES?|RADIUS|RADII|RAD|CENTERS?|CENTRES?|CTRS?|O\.?C|CLR|CLEAR|O\.?A|OVERALL|VFY|VERIFY|HOLD|STD|MINIMUM|MAXIMUM|I\.?D|O\.?D|UP|DOWN|A\.?F\.?F|TAPER|DRAFT|SIM(?:ILAR)?|INSIDE|OUTSIDE|BEND|THREADS?|THDS?|HELI-?COILS?|INSERTS?|BSC|CBORED?|COUNTERBORED|COUNTERSUNK|S\/S|TUBING|ROD|BOLT|CIRCLE|ON|DIAMETER|REFERENCE|AROUND|NS|FS|N\/S|F\/S|PRO|SENKUNG|BOHRUNG(?:EN)?|TIEFE|BEIDSEITIG|UMLAUFEND|AUF|FÜR|TROUS?|TARAUD[ÉE]S?|PROFONDEUR|PERC[ÉE]S?|D[ÉE]BOUCHANTS?|FORI|FORO|PASSANT[EI]?|FILETTAT[OI]|SMUSS[OI]|CHANFREINS?|AGUJEROS?|TALADROS?|PASANTES?|RAYON|CHAFL[ÁA]N|GLEICHM(?:Ä|AE)(?:SS|ß)IG|VERTEILT|GLEICH|DURCHGEHEND|DURCHGANG|GEBOHRT|GERIEBEN|NUT|FASEN?|RUNDUM|STK|EQUI|EQUISPACED|EQUI-SPACED|PITCH|CIRCULAR|[ÉE]QUIDISTANTS?|R[ÉE]PARTIS|EQUIDISTANT[EI]|EQUIESPACIADOS|THICKNESS|DICKE|KL|LK|SPAC[EI]|CHAM|CHFR?|SPHERE|SPHERICAL|SPH|EQSP|LG|KNURL(?:ED)?|S['’]?FACE|LANGL[ÖO]CH(?:ER)?|REQ['’]?D|THUS|места?|EQS|C-C|TARAUDAGE|FILETAGE|PER[CÇ]AGE|AL[ÉE]SAGE|LAMAGE|FRAISURE|FRAISAGE|DURCHGANGSBOHRUNG(?:EN)?|SACKLOCH|GEWINDEBOHRUNG(?:EN)?|BOHREN|REIBEN|SENKEN|GESENKT|FLACHSENKUNG|KEGELSENKUNG|ROSCAD[OA]S?|ROSCA|PASSANTES?|FUROS?|ESCAREAD[OA]|AVELLANAD[OA]|LAMATURA|SVASATURA|CIECO|CIECHI|OTW(?:OR(?:Y|ÓW|U)?)?|OTVOR[YŮ]?|GWINT|WSKROŚ|ZÁVIT|SKRZ|GATEN|H[ÅU]L|GENOMG[ÅA]ENDE|GJENNOMG[ÅA]ENDE|DOORGAAND|отв(?:ерсти[яей]+)?|фас[ок]к?[аи]?|сквозн(?:ое|ые|ых)|резьба|пазы?|паз(?:а|ов)|мест)$/iu;

/** The sum of a row of equal sizes: `(=100)`, `= 360°`. */
const sum = /^[[(]?\s*=\s*\d+(?:\.\d+)?\s*(?:°|mm|")?\s*[\])]?/;
/** A number behind one of these is how deep a hole is, or how thick: part of the callout, no size of its own. */
const depth = new RegExp(
  `^(?:↧|DEPTH|DEEP|DP\\.?|孔深|(?:螺纹|有效)?深[さ度]?|TIEFE?|GŁ\\.?|HL(?:OUBKA)?\\.?|DJUP|DYBDE|DIEP(?:TE)?|ГЛ(?:УБ)?\\.?|PROF(?:ONDEUR|ONDIT[ÀA]|UNDIDAD)?\\.?)\\s*=?\\s*(${plain})\\s*(?:mm|")?`,
  'i',
);
const depthBehind = new RegExp(`^[x-]?\\s*(${plain})\\s*(?:mm|")?\\s*(?:DEEP|LG\\b|LONG\\b|DP\\b|DEPTH|TIEFE?\\b|PROF\\b)`, 'i');
/** The length behind a thread with its pitch, or behind a bore: `M8x1.25 x 20`, `Ø10 x 25`. */
const lengthBehind = new RegExp(`^x\\s*(${plain})(?![\\d°])\\s*(?:mm|")?`);
/** More holes of one kind than this are not told by a number behind their size. */
const mostBehind = 16;
/** The other unit behind a dimension: `25.4 [1.00]`, `1.00 [25.4]`. */
const otherUnit = /^\s*[[(]\s*[ØR]?\s*(\d*\.?\d+)[\d\s.±+/-]*(?:mm|in\.?|")?[\d\s.±+/-]*[\])]/;
/** A taper or a slope, which is no length. */
const ratio = /^\d+(?:\.\d+)?\s*:\s*\d+(?:\.\d+)?(?![\d.])\s*/;
/** How deep behind a thread: `M8 / 16`, `M8x20/25` with the depth of its core hole. */
const depthBehindStroke = new RegExp(`^\\s*/\\s*${plain}(?![\\d./])`);
/** Inches before millimetres or the reverse, the second in brackets: `[25.4] 1.000`. */
const otherUnitAhead = /^\[\s*[ØR]?\s*(\d*\.?\d+)[^[\]]*\]\s*(?=[ØR\d.])/;
/** The angle of a countersink behind its size. */
const sinkAngle = /^\s*x\s*\d{2,3}(?:\.\d+)?\s*°/;
/** Words of Chinese and Japanese callouts, which stand without blanks. */
const eastAsian =
  '通孔?|通し|通シ|[贯貫]穿|[贯貫]通|穿|均布|均等|等分|等配|配[作钻铰]|沉头?孔?|锪[平孔]|反面|背面|两[端侧处]|对称|共|各|处|螺纹|攻[丝牙]|倒角|圆角|个?孔|穴|キリ|リーマ|ドリル|ザグリ|座グリ|皿モミ|皿ザグリ|皿|タップ|サラ|ネジ|ねじ|両[側端]|裏|参考';
const filler = new RegExp(
  `^(?:[\\s,;:/|()[\\]&@*–-]+|⌴|⌵|A/F(?=$|\\s)|±\\s?(?:IT\\d{1,2}|t\\d?)/2|x(?=\\s*[\\d.Ø□])|∠|${eastAsian}|#\\d{1,2}(?=\\s+DRILL|\\))|[\\p{Script=Latin}\\p{Script=Cyrillic}'’.]+(?=$|[\\s,;:.)\\]/-]))`,
  'u',
);

/**
 * The dimensions in one line of a callout, or an empty list when the line is anything else: a number in a sentence is not a
 * dimension. Lengths as printed, angles in degrees.
 */
export function parseCallout(line: string): ParsedDimension[] {
  const text = normalised(line).replace(/^±\s*(?=\d+')/, '');
  if (!/\d/.test(text) || isNoDimension(text) || quantityAlone(text) !== null) return [];
  const found: ParsedDimension[] = [];
  const reader = { rest: text };
  const lead = leadingQuantity(text);
  if (lead) reader.rest = text.slice(lead.length);
  while (reader.rest !== '') {
    reader.rest = withoutOtherUnitAhead(reader.rest.replace(ratio, ''));
    if (reader.rest === '') break;
    if (skipCount(reader, found) || (found.length > 0 && skipDepth(reader, depthBehind))) continue;
    const parsed = nextDimension(reader, lead?.count ?? 1, found.length > 0);
    if (parsed) found.push(parsed);
    else if (!skip(reader, found)) return [];
  }
  return found;
}

function nextDimension(reader: { rest: string }, quantity: number, follows: boolean): ParsedDimension | null {
  const reference = /^\(\s*(?=[\dØRM.])/.test(reader.rest) && /^\([^()]*\)/.test(reader.rest);
  const start = reference ? reader.rest.replace(/^\(\s*/, '') : reader.rest;
  const figure = matchFigure(start);
  if (!figure) return null;
  let rest = start.slice(figure.length);
  const tolerance = toleranceBehind(figure, start.slice(0, figure.length), rest);
  rest = rest.slice(tolerance.length);
  const label = start.slice(0, start.length - rest.length).trim();
  if (reference) rest = rest.replace(/^\s*\)/, '');
  rest = withoutRepetition(withoutLength(rest, figure, label), figure);
  const suffix = trailingQuantity(rest, figure.type);
  reader.rest = rest.slice(suffix?.length ?? 0).trimStart();
  // The sum behind a row of equal sizes, `4x 25 (100)`, is there once.
  const ahead = reference && follows ? 1 : quantity;
  return {
    type: figure.type,
    value: figure.value,
    unit: figure.unit,
    quantity: figure.isPitchCircle ? 1 : suffix && suffix.count > 0 ? suffix.count : ahead,
    label: reference ? `(${label})` : label,
    once: figure.isPitchCircle,
    reference: reference || /^[[(]?REF\b/i.test(reader.rest),
    ...tolerance.tolerance,
    fit: tolerance.tolerance.fit ?? figure.fit,
  };
}

/** Without the same size in brackets in front of the figure. */
function withoutOtherUnitAhead(text: string): string {
  const ahead = otherUnitAhead.exec(text);
  if (!ahead) return text;
  const rest = text.slice(ahead[0].length);
  const value = matchFigure(rest)?.value;
  return typeof value === 'number' && isOtherUnit(Number(ahead[1]), value) ? rest : text;
}

/** Without the depth of a hole or the length of a thread right behind the size. */
function withoutLength(rest: string, { type }: Figure, label: string): string {
  if (type !== 'diameter' && type !== 'thread') return rest;
  const behind = rest.trimStart();
  const deep = depthBehind.exec(behind);
  if (deep) return behind.slice(deep[0].length);
  const stroke = type === 'thread' ? depthBehindStroke.exec(rest) : null;
  if (stroke) return rest.slice(stroke[0].length);
  const length = lengthBehind.exec(behind);
  const pitched = type === 'thread' && /x/.test(label);
  if (!length || !(pitched || Number(length[1]) > mostBehind)) return rest;
  const after = behind.slice(length[0].length);
  return type === 'thread' ? after.replace(depthBehindStroke, '') : after;
}

/** Without the same size in another unit, and without the angle of a countersink. */
function withoutRepetition(rest: string, figure: Figure): string {
  if (figure.type === 'diameter') rest = rest.replace(sinkAngle, '');
  const other = otherUnit.exec(rest);
  const same = other && figure.value !== null && isOtherUnit(Number(other[1]), figure.value);
  return same ? rest.slice(other[0].length) : rest;
}

function toleranceBehind(figure: Figure, printed: string, rest: string): ReturnType<typeof matchTolerance> {
  // Behind a thread stand its class, which is read with it, and its depth: `M4 - 8 DEEP`.
  if (figure.type === 'roughness' || figure.type === 'thread') return { length: 0, tolerance: noTolerance };
  const length = figure.type === 'linear' || figure.type === 'diameter' || figure.type === 'radial';
  const limit = length && figure.value !== null ? matchLimit(figure.value, printed, rest) : null;
  if (limit) return limit;
  const found = matchTolerance(rest);
  const { fit, kind } = found.tolerance;
  const between =
    fit !== null && kind === null && figure.value !== null ? matchFitLimits(figure.value, rest.slice(found.length)) : null;
  if (!between) return found;
  const { plus, minus } = between;
  return { length: found.length + between.length, tolerance: { fit, plus, minus, kind: 'asymmetric' } };
}

/** `TYP 4 PLCS`, `6 HOLES EQUALLY SPACED`: a count apart from the size that it is for. */
function skipCount(reader: { rest: string }, found: ParsedDimension[]): boolean {
  const count = countAt(reader.rest);
  if (!count) return false;
  const last = found.at(-1);
  if (last?.quantity === 1) found[found.length - 1] = { ...last, quantity: count.count };
  reader.rest = reader.rest.slice(count.length).trimStart();
  return true;
}

function skipDepth(reader: { rest: string }, pattern: RegExp): boolean {
  const deep = pattern.exec(reader.rest);
  if (!deep || numberOf(deep[1] ?? '') === null) return false;
  reader.rest = reader.rest.slice(deep[0].length).trimStart();
  return true;
}

/** Steps over what may accompany a dimension; false when the rest of the line is something else. */
function skip(reader: { rest: string }, found: readonly ParsedDimension[]): boolean {
  if (skipDepth(reader, depth)) return true;
  const total = found.length > 0 ? sum.exec(reader.rest) : null;
  if (total) {
    reader.rest = reader.rest.slice(total[0].length).trimStart();
    return true;
  }
  const word = filler.exec(reader.rest);
  if (!word) return false;
  const letters = word[0].replace(/[.\s]+$/, '');
  if (
    /^[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(letters) &&
    !companions.test(letters) &&
    !companions.test(letters.replace(/\./g, ''))
  )
    return false;
  reader.rest = reader.rest.slice(word[0].length).trimStart();
  return true;
}
