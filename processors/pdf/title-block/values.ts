import { countedSheet } from '../../sheet-words/counted-sheet.js';
import type { Field } from './labels.js';

const date =
  /\b(?:(?:0?[1-9]|[12]\d|3[01])(?<a>[./-])(?:0?[1-9]|[12]\d|3[01])\k<a>(?:(?:19|20)\d{2}|\d{2})|\d{1,2}\.\s\d{1,2}\.\s(?:19|20)\d{2}|(?:19|20)\d{2}\.\s\d{1,2}\.\s\d{1,2}|(?:19|20)\d{2}(?<b>[./-])\d{1,2}\k<b>\d{1,2}|\d{1,2}[\s.-]*(?:JAN|FEB|MAR|MRZ|APR|MAY|MAI|JUN|JUL|AUG|SEP|OCT|OKT|NOV|DEC|DEZ)[A-Z]*\.?[\s.,-]*\d{2,4}|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.?\s*\d{1,2},?\s*\d{4}|\d{4}年\d{1,2}月\d{1,2}日)\b/i;
const scale =
  /^(?:(?:M\s*)?\d+(?:[.,]\d+)?\s*[:：/=]\s*\d+(?:[.,]\d+)?(?:\s*(?:\(.*\)|@\s*A\d|\[.*\]))?|\d{1,3}[.,]\d{2,4}|N\.?T\.?S\.?|NONE|FULL(?:\s*SIZE)?|AS\s*(?:NOTED|SHOWN|INDICATED)|VARIES|VARIOUS|\d+(?:\/\d+)?"\s*=\s*.+|NOT\s*TO\s*SCALE|OHNE|O\.\s?M\.|S\/E|SIN\s*ESCALA|SANS|SEM\s*ESCALA|FUORI\s*SCALA|Б\/М)$/iu;
const sheet = /^\(?(?:SHEET|SHT\.?)?\s*(\d{1,3}\s*(?:[O0]F|\/|VON|DE|DI|SUR|VAN|AV|AF|Z|ZE|OD|ИЗ)\s*\d{1,3}|\d{1,3})\)?$/i;
const revision = /^(?:REV\.?\s*)?([A-Z]{1,2}\d{0,3}|\d{1,3}(?:\.\d{1,3}){0,2}|[vV]\d+(?:\.\d+)*|-)$/i;
const weight =
  /^[≈~]?\s*\d+(?:[.,]\d+)?\s*(?:kg|g|gr|grams?|lbs?|lbm|lbmass|pounds?|kgs|kilograms?|oz|ounces?|tons?|t|mg|кг|г|т|千克|公斤)?\.?$/i;

/** Names no material but the place where one is named. */
const elsewhere =
  /^(?:(?:SEE|AS|PER|REFER|SIEHE|VOIR|VER|VEDI|LT\.?|SELON)\b.*|N\/?A|N\.A\.|NONE|VARIOUS|DIVERSE|\[?MATERIAL\s*<.*|<.*>|MATERIAL)$/i;

/** The first date in a text, as printed. */
export function dateIn(text: string): string | null {
  return date.exec(text)?.[0] ?? null;
}

/** The value as it is stored, or null when the text cannot be a value of the field. */
export function acceptValue(field: Field, text: string): string | null {
  const value = text.trim();
  if (value === '' || /^[-–—._*\s]+$/.test(value) || /^<[^>]*>$/.test(value)) return null;
  switch (field) {
    case 'date':
      return dateIn(value);
    case 'scale':
      return scale.test(value) ? value : null;
    case 'sheet':
      return sheet.exec(value)?.[1] ?? countedSheet(value);
    case 'revision':
      return revision.exec(value)?.[1] ?? null;
    case 'weight':
      return weight.test(value) ? value : null;
    case 'material':
      return elsewhere.test(value) || !/[\p{L}\d]/u.test(value) || value.length > 200 ? null : value;
    case 'drawing_number':
    case 'part_number':
      return isNumberLike(value) ? value : null;
    default:
      return /[\p{L}\d]/u.test(value) && value.length <= 200 ? value : null;
  }
}

/** Numbers may hold blanks and words (file names often stand there), but not sentences or single letters. */
function isNumberLike(value: string): boolean {
  if (value.length < 2 || value.length > 60 || value.split(' ').length > 6) return false;
  return /[\p{L}\d]/u.test(value) && dateIn(value) !== value && !/^A[0-5]$/.test(value);
}
