/** Inch over millimetre and the reverse. */
const ratios = [25.4, 1 / 25.4];
/** Both are rounded to their own decimals. */
const slack = 0.03;

/** Whether two numbers say the same length, one in millimetres and one in inches. */
export function isOtherUnit(a: number, b: number): boolean {
  return ratios.some((ratio) => Math.abs(a / b / ratio - 1) < slack);
}
