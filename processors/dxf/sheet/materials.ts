import type { MaterialFact } from '../../../queues/contract/facts.js';

const labelled = /^(?:material|mat'?l\.?|werkstoff)\s*[:=]\s*(.+)$/i;
/** Designations that name a material without a label: standards, grades, and what shops call them. */
const specification =
  /\b(?:ASTM\s*[A-F]\s*\d{1,4}(?:[- ]\w+)?|AISI\s*\d{3,4}\w?|SAE\s*\d{4}|A(?:36|500|513|569|572|653|992|1008|1011)\b|EN\s*AW[- ]?\d{4}|1\.\d{4}\b|S(?:185|235|275|355)\w*|DC0[1-7]|DX5[1-7]D?|X\dCrNi\w*|(?:304|316|430|410|303)L?\b(?=.*(?:SS|STAINLESS|INOX|S\/S))|(?:5052|6061|6063|6082|3003|1100|2024|7075)\s*-\s*[HTO]\d*\b|AL(?:UMINUM)?\s*(?:5052|6061|6063|6082|3003|1100|2024|7075))/i;
const kind =
  /\b(?:stainless(?:\s+steel)?|(?:mild|cold\s*rolled|hot\s*rolled|galv(?:anized|anised)?|spring|tool)\s+steel|galvanized|galvannealed|alum(?:inum|inium)?|brass|copper|bronze|C\.?R\.?S\.?|H\.?R\.?S\.?|S\/S)\b/i;
const gauge = /\b(\d{1,2})\s*(?:GA(?:UGE)?)\b\.?/i;
const thickness =
  /\b(?:sheet\s+)?(?:thickness|thk\.?|thick|t)\s*[:=]?\s*(\d+(?:[.,]\d+)?|\.\d+)\s*(mm|in(?:ch(?:es)?)?\b|")?|(?:^|\s)(\d+(?:[.,]\d+)?|\.\d+)\s*(mm|"|in\.?)?\s*(?:thk|thick)\b/i;

/** One test that spares most texts the others. */
const anyThickness = /th|t\s*[:=]/i;

export interface MaterialSource {
  readonly material: string | null;
  readonly finish: string | null;
  readonly texts: readonly string[];
}

/** The material of the part: the title block's, else what a text names; thickness from wherever it is stated. */
export function materialsOf({ material, finish, texts }: MaterialSource): MaterialFact[] {
  const name = material ?? labelledIn(texts) ?? namedIn(texts);
  if (name === null) return [];
  const [amount, unit] = thicknessIn([name, ...texts]);
  return [
    {
      material_name: name,
      material_spec: specification.exec(name)?.[0] ?? null,
      finish,
      thickness: amount,
      thickness_unit: unit,
      properties: gaugeIn([name, ...texts]),
    },
  ];
}

function labelledIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const found = labelled.exec(text)?.[1]?.trim();
    if (found !== undefined && found.length >= 2 && found.length <= 80) return found;
  }
  return null;
}

/** A short text that is a material and little else, such as `16 GA GALVANIZED` or `3MM 1.4301`. */
function namedIn(texts: readonly string[]): string | null {
  return texts.find((text) => text.length <= 48 && (kind.test(text) || specification.test(text)) && !/[:=?]/.test(text)) ?? null;
}

function thicknessIn(texts: readonly string[]): readonly [number | null, string | null] {
  for (const text of texts) {
    if (text.length > 120 || !anyThickness.test(text)) continue;
    const found = thickness.exec(text);
    if (found === null) continue;
    const amount = Number((found[1] ?? found[3] ?? '').replace(',', '.'));
    const unit = (found[2] ?? found[4] ?? '').toLowerCase();
    if (amount > 0) return [amount, unit === '' ? null : unit === 'mm' ? 'mm' : 'inch'];
  }
  return [null, null];
}

function gaugeIn(texts: readonly string[]): Record<string, unknown> {
  for (const text of texts) {
    const found = gauge.exec(text)?.[1];
    if (found !== undefined && text.length <= 120) return { gauge: Number(found) };
  }
  return {};
}
