import { notesHeading } from '../../sheet-words/notes.js';
import type { PlacedText } from './placed-text.js';

const heading = /^(?:general\s+|drawing\s+|fabrication\s+|shop\s+)?notes?\s*(?:\(.*\))?\s*:?$/i;
export const isNotesHeading = (text: string): boolean => text.length <= 60 && (heading.test(text) || notesHeading.test(text));

const numbered = /^\(?\d{1,2}[.):]\s*\S/;

/** The lines under a NOTES heading, joined per note. */
export function notesOf(texts: readonly PlacedText[]): string[] {
  const notes: string[] = [];
  for (const title of texts) {
    if (!isNotesHeading(title.text)) continue;
    const column = texts
      .filter((text) => text.top <= title.bottom + 0.2 * title.height && Math.abs(text.left - title.left) <= 6 * title.height)
      .sort((a, b) => b.top - a.top);
    let last = title;
    let isNumbered = false;
    for (const text of column) {
      if (last.bottom - text.top > 3 * title.height) break;
      if (numbered.test(text.text)) {
        isNumbered = true;
        notes.push(text.text);
      } else if (isNumbered && notes.length > 0) notes[notes.length - 1] = `${notes.at(-1) ?? ''} ${text.text}`;
      else notes.push(text.text);
      last = text;
    }
  }
  return notes;
}
