import type { Line } from '../text/lines.js';
import { normalised } from '../../callout/normalised.js';
import { plain } from '../../callout/numbers.js';

/** A line of a callout with the deviations that are printed above and below its end. */
export interface Callout {
  readonly line: Line;
  /** Ready for `parseCallout`, deviations included. */
  readonly text: string;
  /** Two numbers over each other without signs: largest and smallest size. */
  readonly limits: readonly [upper: string, lower: string] | null;
}

const deviation = new RegExp(`^(?:[+-]\\s?${plain}|0(?:\\.0+)?)\\s*(?:°|mm|")?$`);
const inlineDeviation = new RegExp(`^(.*[\\d.)°"HhGgFfKkNn].*?)\\s([+-]\\s?${plain}|0(?:\\.0+)?)\\s*(?:°|mm|")?$`);
const bareSize = new RegExp(`^(?:\\d+\\s*x\\s*)?[ØR]?\\s?(${plain})\\s*(?:mm|")?$`);

/** A tolerance class of ISO 286 alone: of a hole in capitals, of a shaft in small letters. */
const fit = /^(?:[A-Z]{1,2}|[a-z]{1,2})(?:[1-9]|1[0-8])$/;

/** Joins stacked deviations and limits with the size they belong to. All arithmetic is in the lines' own frame. */
export function stackedCallouts(lines: readonly Line[]): Callout[] {
  const drafts = lines.map((line) => ({ line, text: normalised(line.text), used: false, limits: null as Callout['limits'] }));
  for (const group of byDirection(drafts)) {
    for (const draft of group) if (deviation.test(draft.text)) joinPartner(draft, group);
    for (const draft of group) if (deviation.test(draft.text) && !draft.used) joinPair(draft, group);
    for (const draft of group) if (fit.test(draft.text)) joinFits(draft, group);
    for (const draft of group) joinLimits(draft, group);
  }
  return drafts.filter((draft) => !draft.used);
}

interface Draft {
  readonly line: Line;
  text: string;
  used: boolean;
  limits: Callout['limits'];
}

function byDirection(drafts: readonly Draft[]): Draft[][] {
  const groups = new Map<number, Draft[]>();
  for (const draft of drafts) {
    const key = Math.round((Math.atan2(draft.line.sin, draft.line.cos) * 180) / Math.PI + 360) % 360;
    const group = groups.get(key);
    if (group) group.push(draft);
    else groups.set(key, [draft]);
  }
  return [...groups.values()];
}

/** `35.36 -0.03` with `+0.03` above its end: the lower deviation stands on the size's own baseline. */
function joinPartner(draft: Draft, group: readonly Draft[]): void {
  for (const host of group) {
    if (host.used || host === draft || host.limits) continue;
    const split = inlineDeviation.exec(host.text);
    if (!split?.[1] || !split[2] || /[+-]\s?[\d.]+\s+[+-]?\s?[\d.]+$/.test(host.text)) continue;
    const { line } = host;
    const rise = draft.line.v - line.v;
    if (Math.abs(rise) < 0.4 * line.size || Math.abs(rise) > 1.7 * line.size) continue;
    if (draft.line.u0 < deviationStart(line) - 0.8 * line.size || draft.line.u1 > line.u1 + 0.8 * line.size) continue;
    const [upper, lower] = rise > 0 ? [draft.text, split[2]] : [split[2], draft.text];
    host.text = `${split[1]} ${withSign(upper)} ${withSign(lower)}`;
    draft.used = true;
    return;
  }
}

/** Where the deviation at the end of a line begins; its sign may be a word of its own. */
function deviationStart(line: Line): number {
  const last = line.words.at(-1);
  const sign = line.words.at(-2);
  return (sign && /^[+-]$/.test(sign.text) ? sign.u0 : last?.u0) ?? line.u0;
}

/** `+0.1` over `0`, both behind the size. */
function joinPair(upper: Draft, group: readonly Draft[]): void {
  const lower = group.find(
    (other) => !other.used && other !== upper && deviation.test(other.text) && isUnder(upper.line, other.line),
  );
  if (!lower || !/[+-]/.test(upper.text + lower.text)) return;
  const best = hostOf(upper, lower, group);
  if (!best) return;
  best.text = `${best.text} ${withSign(upper.text)} ${withSign(lower.text)}`;
  upper.used = true;
  lower.used = true;
}

/** The size in front of two texts that stand over each other. */
function hostOf(upper: Draft, lower: Draft, group: readonly Draft[]): Draft | undefined {
  const start = Math.min(upper.line.u0, lower.line.u0);
  let best: Draft | undefined;
  for (const host of group) {
    if (host.used || host === upper || host === lower || !/[\d.)°"]$/.test(host.text) || deviation.test(host.text)) continue;
    const { size, v, u1 } = host.line;
    const gap = start - u1;
    if (gap < -0.5 * size || gap > 1.8 * size || v > upper.line.v + 0.3 * size || v < lower.line.v - 0.3 * size) continue;
    if (!best || u1 > best.line.u1) best = host;
  }
  return best;
}

/** `H7` over `g6`, the classes of hole and shaft, behind the size of both. */
function joinFits(upper: Draft, group: readonly Draft[]): void {
  if (upper.used || !/^[A-Z]/.test(upper.text)) return;
  const lower = group.find(
    (other) => !other.used && /^[a-z]/.test(other.text) && fit.test(other.text) && isUnder(upper.line, other.line),
  );
  const host = lower && hostOf(upper, lower, group);
  if (!lower || !host) return;
  host.text = `${host.text} ${upper.text}/${lower.text}`;
  upper.used = true;
  lower.used = true;
}

/** Largest over smallest size: same height of letters, centred or flush, nothing else in the lines. */
function joinLimits(upper: Draft, group: readonly Draft[]): void {
  if (upper.used || upper.limits) return;
  const high = sizeOf(upper.text);
  if (high === null) return;
  const lower = group.find((other) => {
    const low = sizeOf(other.text);
    if (other === upper || other.used || other.limits || low === null) return false;
    if (Math.abs(other.line.size - upper.line.size) > 0.1 * upper.line.size) return false;
    return (
      low < high &&
      high - low < 0.16 * high &&
      decimalsOf(upper.text) === decimalsOf(other.text) &&
      isUnder(upper.line, other.line)
    );
  });
  if (!lower) return;
  const sign = prefixOf(upper, lower, group);
  upper.limits = [`${sign?.text ?? ''}${upper.text}`, lower.text];
  if (sign) sign.used = true;
  lower.used = true;
}

/** What both limits share, printed once in front and half way between them: `4x Ø`. */
function prefixOf(upper: Draft, lower: Draft, group: readonly Draft[]): Draft | undefined {
  const { size } = upper.line;
  return group.find(({ line, text, used }) => {
    if (used || !/^(?:\(?\d{1,3}\s*x\)?\s*)?(?:S?[ØR])?$/.test(text)) return false;
    const gap = Math.min(upper.line.u0, lower.line.u0) - line.u1;
    if (gap < -0.5 * size || gap > 1.3 * size) return false;
    return line.v < upper.line.v + 0.3 * size && line.v > lower.line.v - 0.3 * size;
  });
}

/** The numeric part as text when the whole line is one size with decimals. */
function sizeOf(text: string): number | null {
  const match = bareSize.exec(text);
  return match?.[1]?.includes('.') === true ? Number(match[1]) : null;
}

function decimalsOf(text: string): number {
  return /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
}

/** Directly below, the next line of the same column. */
function isUnder(upper: Line, lower: Line): boolean {
  const size = Math.max(upper.size, lower.size);
  const drop = upper.v - lower.v;
  if (drop < 0.5 * size || drop > 1.45 * size) return false;
  const flush = Math.min(
    Math.abs(upper.u0 - lower.u0),
    Math.abs(upper.u1 - lower.u1),
    Math.abs(upper.u0 + upper.u1 - lower.u0 - lower.u1) / 2,
  );
  return flush < 0.6 * size && lower.u0 < upper.u1 && upper.u0 < lower.u1;
}

/** `0.00` over a signed deviation is a deviation too, and needs its sign to be read as one. */
function withSign(text: string): string {
  const value = text.replace(/\s|°|mm|"/g, '');
  return /^[+-]/.test(value) ? value : `+${value}`;
}
