/**
 * Numbers that are printed alone like a dimension and are something else. All patterns are for a whole line, `normalised`.
 */
const refused: readonly RegExp[] = [
  // Scales: `2:1`, `(1 : 5)`.
  /^[[(]?\s*\d+(?:\.\d+)?\s*:\s*\d+(?:\.\d+)?\s*[\])]?$/,
  // Dates and times: `2020-08-11`, `11.8.2020`, `08/11/20`, `12:30:05`.
  /^\d{4}[-./]\d{1,2}[-./]\d{1,2}\.?$/,
  /^\d{1,2}([-./])\d{1,2}\1(?:\d{2}|\d{4})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/,
  /^\d{1,2}:\d{2}(?::\d{2})?$/,
  // Numbers of parts, telephones and accounts: three groups and more, or long ones: `123-456-7890`, `66960-001`, `10 442 117`.
  // A mixed fraction is a size: `2 1/2`.
  /^(?!\d{1,3}[ -]\d{1,2}\/(?:2|4|8|16|32|64)$|\d\/\d{1,2}-\d{1,2}$)[+(]?\d+\)?(?:[-/ ]\d+){2,}$/,
  /^\d{3,}-\d{2,}$/,
  /^\d{6,}$/,
  // Leading zeros that no size has: `001`, `007.2`, `05`.
  /^0\d/,
  // The number of a note: `1.`.
  /^\d{1,2}\.$/,
  /%\s*$/,
  // A deviation without its size, a level.
  /^[+-]\s*[\d.]+\s*(?:mm|m|")?$/,
];

/** Whether a whole line is a scale, a date, a number of an item or the like. */
export function isNoDimension(text: string): boolean {
  return refused.some((pattern) => pattern.test(text));
}
