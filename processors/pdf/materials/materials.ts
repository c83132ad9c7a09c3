import type { MaterialFact } from '../../../queues/contract/facts.js';
import type { Page } from '../page.js';
import type { FieldValue } from '../title-block/block-reader.js';
import { grades } from './grades.js';

export interface MaterialMatch {
  readonly name: string;
  readonly family: string;
  /** The text names the material and hardly anything else. */
  readonly whole: boolean;
  readonly distinct: boolean;
}

/** The first known material in a text. Whether a bare `304` counts is for the caller, who knows the context. */
export function materialIn(text: string): MaterialMatch | null {
  let best: MaterialMatch | null = null;
  let bestLength = 0;
  for (const { family, pattern, distinct } of grades) {
    const match = pattern.exec(text)?.[0];
    if (match === undefined || match.length <= bestLength) continue;
    const rest = text
      .replace(match, '')
      .replace(/\b(?:alloy|grade|or|equivalent|equal|plate|sheet|rod|bar|black|white|clear|anodi[sz]ed)\b/gi, '')
      .replace(/[^\p{L}]/gu, '');
    best = { name: match.trim(), family, whole: rest.length <= 6, distinct };
    bestLength = match.length;
  }
  return best;
}

/** `MATERIAL: X`, `MADE OF X`: a material is being spoken of. */
const context =
  /(?:^|\b)(?:material|mat['’]?l|werkstoff|mati[èe]re|materiale|made\s+(?:of|from)|stock)\s*(?:is|spec\.?)?\s*[:=]?\s*(?:is\s+)?(.{2,80})$/i;

/**
 * Materials of the document: the title block's field, and notes that speak of a material. A number that could be a grade
 * but stands alone, like a dimension 304 or a zone A2, is none.
 */
export function materialsOf(pages: readonly Page[], field: FieldValue | undefined, finish: string | null): MaterialFact[] {
  const facts = new Map<string, MaterialFact>();
  const put = (text: string, source: string) => {
    const match = materialIn(text);
    const name = match?.name ?? text;
    const key = name.toLowerCase();
    if (facts.has(key)) return;
    facts.set(key, {
      material_name: name,
      material_spec: name === text ? null : text,
      finish: source === 'title-block' ? finish : null,
      ...thicknessIn(text),
      properties: { source, ...(match ? { family: match.family } : {}) },
    });
  };
  if (field) put(field.value, 'title-block');
  for (const page of pages) {
    for (const line of page.lines) {
      const spoken = context.exec(line.text)?.[1];
      if (spoken !== undefined && materialIn(spoken)) put(spoken.trim(), 'note');
    }
  }
  return [...facts.values()];
}

const thick =
  /(\d+(?:[.,]\d+)?)\s*(mm|"|in(?:ch)?)\s*(?:thk|thick|th['’]?k|plate|sheet|dick|stark)|(?:thk|thickness|t)\s*[=:.]?\s*(\d+(?:[.,]\d+)?)\s*(mm|"|in(?:ch)?)/i;

function thicknessIn(text: string): { thickness: number | null; thickness_unit: string | null } {
  const match = thick.exec(text);
  const value = match?.[1] ?? match?.[3];
  if (!match || value === undefined) return { thickness: null, thickness_unit: null };
  return { thickness: Number(value.replace(',', '.')), thickness_unit: (match[2] ?? match[4]) === 'mm' ? 'mm' : 'inch' };
}
