const mmPerInch = 25.4;

/** Rounding of a factor in a file: AutoCAD keeps 16 digits, others two. */
const relativeError = 0.005;

const ratioText = /(\d+(?:[.,]\d+)?)\s*[:/]\s*(\d+(?:[.,]\d+)?)/;

/** Inches of paper for feet of the building: `1/4" = 1'-0"`, `1 1/2"=1'`, `1" = 20'-0"`. */
const architecturalText =
  /(?:(?<whole>\d+)[\s-]+)?(?<upper>\d+)(?:\s*\/\s*(?<lower>\d+))?\s*(?:"|''|″)\s*=\s*(?<feet>\d+)\s*['′](?:\s*-?\s*(?<inches>\d+)\s*(?:"|''|″))?/;

/**
 * Lengths of the part over lengths of the paper, from a scale as a title block says it: `1:4` is 4, `1/4" = 1'-0"` is 48.
 * Null where it says none.
 */
export function enlargementOf(scale: string | null): number | null {
  const architectural = architecturalText.exec(scale ?? '');
  if (architectural !== null) {
    const { whole = '0', upper, lower = '1', feet, inches = '0' } = architectural.groups ?? {};
    const paperInches = Number(whole) + Number(upper) / Number(lower);
    const enlargement = (Number(feet) * 12 + Number(inches)) / paperInches;
    return enlargement > 0 && Number.isFinite(enlargement) ? enlargement : null;
  }
  const ratio = ratioText.exec(scale ?? '');
  if (ratio === null) return null;
  const [paper, part] = [ratio[1], ratio[2]].map((text) => Number((text ?? '').replace(',', '.'))) as [number, number];
  return paper > 0 && part > 0 ? part / paper : null;
}

/** What a drawing plotted at its size on paper says of a dimension that it prints. */
export interface PlottedLength {
  /** The unit that the factor converts into; null where it does not convert. */
  readonly unit: 'mm' | 'inch' | null;
}

/**
 * Whether a dimension's factor (DIMLFAC) is the scale of its drawing: then the geometry has the size of the paper, and the length of the
 * part is the one that is printed. A factor without such a scale may say anything (ezdxf's own style prints metres as centimetres), so the
 * measurement stands as it is.
 */
export function plottedLength(factor: number, scale: string | null): PlottedLength | null {
  const enlargement = enlargementOf(scale);
  if (enlargement === null || enlargement === 1) return null;
  const is = (expected: number): boolean => Math.abs(factor / expected - 1) <= relativeError;
  if (is(enlargement)) return { unit: null };
  // Paper in millimetres that prints inches, and the other way round.
  if (is(enlargement / mmPerInch)) return { unit: 'inch' };
  return is(enlargement * mmPerInch) ? { unit: 'mm' } : null;
}
