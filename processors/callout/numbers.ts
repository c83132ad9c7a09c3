/** A plain number, decimal point already in place of a comma: `12`, `12.50`, `.5`. */
export const plain = String.raw`(?:\d{1,5}(?:\.\d{1,5})?|\.\d{1,5})`;
/** `3/8`, `1 1/2`, `1-1/2`. */
export const fraction = String.raw`(?:\d{1,3}[ -])?\d{1,3}\/\d{1,3}`;
const inches = String.raw`(?:\d{1,2}(?:\.\d+)?(?:[ -]\d{1,3}\/\d{1,3})?|\d{1,2}\/\d{1,3})`;

/** `4'-8 1/2"`, `4' 8"`, `4'`; behind a hyphen also without the inch mark: `5'-6`. */
export const feet = String.raw`\d{1,4}'(?:\s*-?\s*${inches}\s*"|\s*-\s*${inches}(?![\d./]))?`;

/** The value of a plain number or a fraction; null when the text is neither. */
export function numberOf(text: string): number | null {
  const mixed = /^(?:(\d+)[ -])?(\d+)\/(\d+)$/.exec(text.trim());
  if (mixed) {
    const denominator = Number(mixed[3]);
    return denominator === 0 ? null : Number(mixed[1] ?? 0) + Number(mixed[2]) / denominator;
  }
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isFinite(value) ? value : null;
}

/** Inches of `4'-8 1/2"`. */
export function inchesOf(text: string): number | null {
  const parts = /^(\d+)'\s*-?\s*(?:([^"]+?)\s*"?)?$/.exec(text.trim());
  if (!parts) return null;
  const inch = parts[2] === undefined ? 0 : numberOf(parts[2]);
  return inch === null ? null : 12 * Number(parts[1]) + inch;
}
