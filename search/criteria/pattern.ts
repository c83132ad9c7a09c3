/** Escapes what LIKE would read as a wildcard. Backslash is LIKE's default escape character. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

/** The whole text must match; `*` stands for any characters. For ILIKE. */
export function wholePattern(text: string): string {
  return text.split('*').map(escapeLike).join('%');
}

/** The text may stand anywhere, unless the asker placed `*` himself. For ILIKE. */
export function containedPattern(text: string): string {
  return text.includes('*') ? wholePattern(text) : `%${escapeLike(text)}%`;
}
