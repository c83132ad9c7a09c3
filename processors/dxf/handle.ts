/** Handles are hexadecimal numbers; some programs pad them with zeros or write small letters. */
export function handleKey(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/^0+(?=.)/, '');
}
