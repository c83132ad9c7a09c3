import type { Revision } from './identity.js';

/** @param label what stands behind REV: `01`, `b` */
export function revisionOf(label: string, source: Revision['source']): Revision {
  if (/^\d+$/.test(label)) {
    const rank = Number(label);
    return { label: String(rank), kind: 'number', rank, source };
  }
  const letters = label.toUpperCase();
  let rank = 0;
  for (const letter of letters) rank = rank * 26 + (letter.charCodeAt(0) - 64);
  return { label: letters, kind: 'letter', rank, source };
}

/** Month, day and year as printed; a year of two digits is of this century. */
export function dateRevision(month: string, day: string, year: string, source: Revision['source']): Revision {
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year);
  const rank = fullYear * 10_000 + Number(month) * 100 + Number(day);
  return { label: `${fullYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, kind: 'date', rank, source };
}
