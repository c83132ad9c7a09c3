/** A plain number, decimal point already in place of a comma: `12`, `12.50`, `.5`. */
export const plain = String.raw`(?:\d{1,5}(?:\.\d{1,5})?|\.\d{1,5})`;
/** `3/8`, `1 1/2`, `1-1/2`. */
export const fraction = String.raw`(?:\d{1,3}[ -])?\d{1,3}\/\d{1,3}`;
/** `4'-8 1/2"`, `4' 8"`, `4'-6`, `4'`. */
export const feet = String.raw`\d{1,4}'(?:\s*-?\s*\d{1,2}(?:\.\d+)?(?:[ -]\d{1,3}\/\d{1,3})?\s*"|\s*-\s*\d{1,2}(?:[ -]\d{1,3}\/\d{1,3})?(?![\d./'])|\s*-?\s*)`;

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
  const parts = /^(\d+)'\s*-?\s*(?:(\d+(?:\.\d+)?)(?:[ -](\d+)\/(\d+))?\s*"?)?$/.exec(text.trim());
  if (!parts) return null;
  const part = parts[3] === undefined ? 0 : Number(parts[3]) / Number(parts[4]);
  return 12 * Number(parts[1]) + Number(parts[2] ?? 0) + part;
}
