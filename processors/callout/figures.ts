import type { DimensionFact } from '../../queues/contract/facts.js';
import { feet, fraction, inchesOf, numberOf, plain } from './numbers.js';

/** The nominal part of a dimension: what it measures and how much. */
export interface Figure {
  readonly type: DimensionFact['dimension_type'];
  readonly value: number | null;
  readonly unit: string | null;
  readonly fit: string | null;
  /** There once, however many holes the callout counts: the circle that they lie on. */
  readonly isPitchCircle: boolean;
  /** Characters of the text that it takes. */
  readonly length: number;
}

interface Rule {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => Omit<Figure, 'length'> | null;
}

const figure = (type: Figure['type'], value: number | null, unit: string | null = null, fit: string | null = null) => ({
  type,
  value,
  unit,
  fit,
  isPitchCircle: false,
});

/** A unit printed behind a number. */
const mark = String.raw`(?:\s*("|mm\b|MM\b|cm\b|in\b|IN\.|IN(?=\s*(?:$|[±+)\]-]))|(?:inch|INCH)\b|m\b))?`;
/** Not inside of a longer number or a fraction; a second number with decimals behind a stroke is the other limit. */
const end = String.raw`(?!\d|\/(?!\d*\.\d|\s*[ØM]\s?\d)|\.\d)`;
const named: Record<string, string> = { '"': 'inch', mm: 'mm', cm: 'cm', in: 'inch', 'in.': 'inch', inch: 'inch', m: 'm' };
const unitOf = (text: string | undefined) => (text === undefined ? null : (named[text.toLowerCase()] ?? null));

const rule = (source: string, read: Rule['read']): Rule => ({ pattern: new RegExp(`^(?:${source})`), read });
const at = (match: RegExpExecArray, index: number) => match[index] ?? '';

/** Unified thread sizes by number: 0.060 + 0.013 n inch (ASME B1.1). */
function unifiedSize(text: string): number | null {
  const numbered = /^(?:#\s?(\d{1,2})|([02-9]|1[02]))$/.exec(text.trim());
  return numbered ? (60 + 13 * Number(numbered[1] ?? numbered[2])) / 1000 : numberOf(text);
}

/** Threads per inch of the coarse and fine numbered sizes, which are often printed without their series: `6-32` (ASME B1.1). */
const numberedPitches: Readonly<Record<string, readonly number[]>> = {
  0: [80],
  1: [64, 72],
  2: [56, 64],
  3: [48, 56],
  4: [40, 48],
  5: [40, 44],
  6: [32, 40],
  8: [32, 36],
  10: [24, 32],
  12: [24, 28],
};

function numberedThread(match: RegExpExecArray): Omit<Figure, 'length'> | null {
  const known = numberedPitches[at(match, 1)]?.includes(Number(match[2])) === true;
  return known ? figure('thread', unifiedSize(`#${at(match, 1)}`), 'inch', match[3] ?? null) : null;
}

/** The circle that the centres of holes lie on. */
const circle = String.raw`(?:PCD|BCD?|LK|TK|Lochkreis|LOCHKREIS|Teilkreis|TEILKREIS|(?:PITCH|BOLT)\s+CIRCLE(?:\s+DIA(?:METER)?\.?)?)`;
const pitchCircle = (match: RegExpExecArray) => ({
  ...figure('diameter', numberOf(at(match, 1)), unitOf(match[2])),
  isPitchCircle: true,
});
/** Behind a number it ends the callout's word. */
const circleBehind = String.raw`${circle}(?=$|[\s,;)])`;
const size = String.raw`(${fraction}|${plain})`;
/** Tools that make a round hole of the size printed beside them. */
const drill = String.raw`(?:DRILL(?:ED)?|REAM(?:ED)?|BORED?)\b\.?`;
/** A number with it goes through something: it is the size of a hole. */
const through = String.raw`(?=\s*(?:THRU|THROUGH)\b)`;
const threadClass = String.raw`(?:\s*-?\s*(\d[A-Za-z](?:\d[A-Za-z])?)(?![\w/]))?`;

/** In order: the first that matches is what the text says. */
const rules: readonly Rule[] = [
  rule(String.raw`${size}${mark}\s*x\s*(${plain})\s*°`, (m) => figure('chamfer', numberOf(at(m, 1)), unitOf(m[2]))),
  rule(String.raw`${plain}\s*°\s*x\s*${size}${mark}${end}`, (m) => figure('chamfer', numberOf(at(m, 1)), unitOf(m[2]))),
  rule(
    String.raw`(?:CHAMFER|CHAM\.?|CHFR?\.?|FASE|Fase|CHANFREIN|Chanfrein|SMUSSO|Smusso|CHAFL[ÁA]N)\s*(${plain})${mark}(?:\s*x\s*${plain}\s*°?)?`,
    (m) => figure('chamfer', numberOf(at(m, 1)), unitOf(m[2])),
  ),
  rule(String.raw`(${plain})${mark}(?:\s*x\s*${plain}\s*°?)?\s*(?:CHAMFER|CHAM\b\.?|CHFR?\b)`, (m) =>
    figure('chamfer', numberOf(at(m, 1)), unitOf(m[2])),
  ),
  rule(String.raw`C\s?(${plain})${end}`, (m) => figure('chamfer', numberOf(at(m, 1)))),
  rule(String.raw`MJ?\s?(${plain})(?:\s*x\s*P?\s?${plain}(?:\s*P\s*${plain})?)?${threadClass}${end}`, (m) =>
    figure('thread', numberOf(at(m, 1)), 'mm', m[2] ?? null),
  ),
  rule(String.raw`(?:Tr|TR|S)\s?(${plain})\s*x\s*${plain}${threadClass}`, (m) =>
    figure('thread', numberOf(at(m, 1)), 'mm', m[2] ?? null),
  ),
  rule(String.raw`${size}"?\s*(?:-\s*\d{1,2}\s*-?\s*)?(?:NPTF?|BSPT?P?|NPSM?)\b`, (m) =>
    figure('thread', numberOf(at(m, 1)), 'inch'),
  ),
  rule(String.raw`SM\d{1,2}\b`, () => figure('thread', null)),
  rule(
    String.raw`(#\s?\d{1,2}|${fraction}|${plain})"?\s*-\s*\d{1,2}\s*-?\s*(?:UN[A-Z]{0,2}|NC|NF|BSW|BSF|BSP|TPI|ACME)\b(?:\s*-?\s*(\d[AB]))?`,
    (m) => figure('thread', unifiedSize(at(m, 1)), 'inch', m[2] ?? null),
  ),
  rule(
    String.raw`(#\s?\d{1,2}|${fraction}|[02-9]|1[02])"?\s*-\s*(?:1[0-9]|[2-9]\d)(?=\s*(?:TAP|TH'?R?'?DS?\b|THREAD|DRILL\s*&\s*TAP))`,
    (m) => figure('thread', unifiedSize(at(m, 1)), 'inch'),
  ),
  rule(String.raw`#?\s?(\d{1,2})-(\d{2})(?:\s*-\s*(\d[AB]))?(?![\w./-])`, numberedThread),
  rule(String.raw`(${fraction})"?\s*-\s*(?:[4-9]|[1-7]\d|80)(?![\d"'/.])`, (m) => figure('thread', numberOf(at(m, 1)), 'inch')),
  rule(
    String.raw`(?:UN[CFS]?|NPTF?|BSP[PT]?|W)\s?(#\s?\d{1,2}|${fraction}|\d{1,2}(?=\s*-\s*\d{2}))"?(?:\s*-\s*\d{1,2})?(?:\s*-?\s*(\d[AB]))?${end}`,
    (m) => figure('thread', unifiedSize(at(m, 1)), 'inch', m[2] ?? null),
  ),
  // Conduit threads are called by a number that is no length (DIN 40430).
  rule(String.raw`P[Gg]\s?(?:7|9|11|13\.5|16|21|29|36|42|48)(?![\d.])`, () => figure('thread', null)),
  rule(String.raw`(?:G|Rp|Rc|PT|PF)\s?([1-6])(?:"|[\s-]?[AB]\b)`, (m) => figure('thread', numberOf(at(m, 1)), 'inch')),
  rule(String.raw`(?:G|Rc|Rp|PT|PF)\s?(${fraction})"?(?:[\s-]?[AB]\b)?`, (m) => figure('thread', numberOf(at(m, 1)), 'inch')),
  rule(String.raw`(?:[A-Z]\s)?(?:√\s*)?R(?:a|z|q|t|max|A|Z)\s*(${plain})(?:\s*[µμu](?:m|in)\b)?`, (m) =>
    figure('roughness', numberOf(at(m, 1))),
  ),
  rule(String.raw`(${plain})\s?R[az]\b`, (m) => figure('roughness', numberOf(at(m, 1)))),
  rule(String.raw`(?:RMS|CLA|AA)\s?(${plain})${end}`, (m) => figure('roughness', numberOf(at(m, 1)))),
  rule(String.raw`(${plain})\s?(?:RMS|CLA|AA)\b`, (m) => figure('roughness', numberOf(at(m, 1)))),
  rule(String.raw`√\s*(${plain})`, (m) => figure('roughness', numberOf(at(m, 1)))),
  rule(String.raw`(?:TRUE\s*)?(?:S\s?)?R(?:\.(?!\d)|\s*MAX\.?|\s*max\.?)?\s?${size}${mark}${end}`, (m) =>
    figure('radial', numberOf(at(m, 1)), unitOf(m[2])),
  ),
  rule(String.raw`(?:SPHERICAL\s+)?RAD(?:IUS)?\.?\s?${size}${mark}${end}`, (m) =>
    figure('radial', numberOf(at(m, 1)), unitOf(m[2])),
  ),
  rule(String.raw`${size}${mark}\s?(?:(?:MIN|MAX|TYP)\.?\s?)?(?:R\b|RAD(?:IUS)?\b\.?)`, (m) =>
    figure('radial', numberOf(at(m, 1)), unitOf(m[2])),
  ),
  rule(String.raw`${circle}\s?[ØD]?\s?${size}${mark}${end}`, pitchCircle),
  rule(String.raw`[ØD]?\s?${size}${mark}\s*${circleBehind}`, pitchCircle),
  rule(String.raw`(?:[⌴⌵]\s*)?(?:S(?:PH\.?)?\s?)?[ØΦ]\s?${size}${mark}${end}`, (m) =>
    figure('diameter', numberOf(at(m, 1)), unitOf(m[2])),
  ),
  rule(String.raw`(?:DIA\.?|DIAM\.?)\s?${size}${mark}${end}`, (m) => figure('diameter', numberOf(at(m, 1)), unitOf(m[2]))),
  rule(String.raw`${size}${mark}\s*(?:DIA\b\.?|DIAM\b\.?|Ø(?!\s?[\d.]))`, (m) =>
    figure('diameter', numberOf(at(m, 1)), unitOf(m[2])),
  ),
  rule(String.raw`[OI]\.?D\.?\s?${size}${mark}${end}`, (m) => figure('diameter', numberOf(at(m, 1)), unitOf(m[2]))),
  rule(String.raw`${size}${mark}\s*[OI]\.?D\b\.?`, (m) => figure('diameter', numberOf(at(m, 1)), unitOf(m[2]))),
  rule(String.raw`[LHWB]\s?=\s?${size}${mark}${end}`, (m) => figure('linear', numberOf(at(m, 1)), unitOf(m[2]))),
  rule(String.raw`${drill}\s*${size}${mark}(?![\d/.-])`, (m) => figure('diameter', numberOf(at(m, 1)), unitOf(m[2]))),
  rule(String.raw`(${plain})\s*(?:キリ|リーマ|ドリル|深?ザグリ|皿モミ)`, (m) => figure('diameter', numberOf(at(m, 1)))),
  rule(String.raw`[⌒∩]\s?(${plain})${mark}${end}`, (m) => figure('arc_length', numberOf(at(m, 1)), unitOf(m[2]))),
  rule(String.raw`${size}${mark}\s*(?:${drill}|${through})`, (m) => figure('diameter', numberOf(at(m, 1)), unitOf(m[2]))),
  rule(String.raw`(${plain})\s*°\s*(?:(\d{1,2}(?:\.\d+)?)\s*'\s*(?:(\d{1,2}(?:\.\d+)?)\s*")?)?`, (m) =>
    figure('angular', Number(m[1]) + Number(m[2] ?? 0) / 60 + Number(m[3] ?? 0) / 3600, 'deg'),
  ),
  rule(String.raw`(${plain})\s*(?:DEG(?:REES)?\b\.?)`, (m) => figure('angular', numberOf(at(m, 1)), 'deg')),
  rule(String.raw`(?:t|T(?=\s?=)|SW|[468]-?kt\.?|A\/?F|[EÉ]P\.?|ép\.?|Sp\.?|s\s?=)\s?=?\s?(${plain})${mark}${end}`, (m) =>
    figure('linear', numberOf(at(m, 1)), unitOf(m[2])),
  ),
  rule(String.raw`□\s?(${plain})${mark}${end}`, (m) => figure('linear', numberOf(at(m, 1)), unitOf(m[2]))),
  rule(String.raw`(${plain})${mark}\s?□`, (m) => figure('linear', numberOf(at(m, 1)), unitOf(m[2]))),
  // Thousands set apart: `12 050`, `1'000`; a group that begins with a nought is no size of its own.
  rule(String.raw`(\d{1,3} 0\d{2}|\d{1,3}'\d{3})(?![\d/'"])`, (m) => figure('linear', Number(at(m, 1).replace(/\D/g, '')))),
  rule(feet, (m) => figure('linear', inchesOf(at(m, 0)), 'inch')),
  rule(String.raw`(${fraction})\s*"`, (m) => figure('linear', numberOf(at(m, 1)), 'inch')),
  rule(String.raw`(\d{1,2}[ -]\d{1,2}\/(?:2|4|8|16|32|64))(?![\d/])`, (m) => figure('linear', numberOf(at(m, 1)))),
  rule(String.raw`(\d{1,2}\/(?:2|4|8|16|32|64))(?![\d/])`, (m) => figure('linear', numberOf(at(m, 1)))),
  rule(String.raw`(${plain})${mark}${end}`, (m) => figure('linear', numberOf(at(m, 1)), unitOf(m[2]))),
];

/** The figure at the start of the text, which must be `normalised`. */
export function matchFigure(text: string): Figure | null {
  for (const { pattern, read } of rules) {
    const match = pattern.exec(text);
    if (!match) continue;
    const parts = read(match);
    if (parts && (parts.value !== null || parts.type === 'thread')) return { ...parts, length: match[0].length };
  }
  return null;
}
