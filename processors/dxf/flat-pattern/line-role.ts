/** What a line of a flat pattern is for: cut through, bent along, marked, or nothing but information. */
export type LineRole = 'cut' | 'bend' | 'mark' | 'other';

/** Layer names that CAD programs and shops give to bend lines; Solid Edge calls them `UP_CENTERLINES`. */
const bendLayer = /bend|(?<!un)fold(?!er)|biege|kantlin|pliage|\bplis?\b|piega|(?:up|down)[_ -]?cent(?:er|re)/i;
const markLayer = /etch|engrav|scrib|mark|gravur|signier|stamp/i;
/** Inventor's `IV_TANGENT`, `IV_ARC_CENTERS` and the like are no cuts either. */
const otherLayer =
  /dim|text|note|title|border|frame|annot|cent(?:er|re)|construct|defpoint|hatch|symb|tangent|hidden|phantom|viewport|point|table|balloon|sketch|section|sheet[_ -]?(?:format|border)|maß|bemass|rahmen/i;
const brokenLinetype = /cent(?:er|re)|phantom|dash|hidden|dot|divide|chain|strich|mittel|verdeckt|acad_iso0[2-9]|acad_iso1/i;

/**
 * The role of a line by its layer, then its linetype.
 * @returns `bend` by linetype is a guess that geometry has to confirm: centre lines are drawn alike.
 */
export function lineRole(layer: string, linetype: string): { readonly role: LineRole; readonly byLayer: boolean } {
  if (bendLayer.test(layer)) return { role: 'bend', byLayer: true };
  if (markLayer.test(layer)) return { role: 'mark', byLayer: true };
  if (otherLayer.test(layer)) return { role: 'other', byLayer: true };
  return { role: brokenLinetype.test(linetype) ? 'bend' : 'cut', byLayer: false };
}

/** The side to which a bend goes, where its layer says so. */
export function bendDirection(layer: string): 'up' | 'down' | null {
  if (/down|runter|unten|\bdn\b|_d$/i.test(layer)) return 'down';
  return /up|hoch|oben|_u$/i.test(layer) ? 'up' : null;
}
