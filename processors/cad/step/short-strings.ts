/** The kernel's parser holds no token that is longer than 16 kB, and gives up the file. */
const longestBytes = 16_000;
const keptBytes = 1000;
const quote = 0x27;

/** The text with the beginnings of its longest strings alone; null where it has none so long. */
export function withShortStrings(text: Buffer): Buffer | null {
  const pieces: Buffer[] = [];
  let copied = 0;
  for (let start = text.indexOf(quote); start >= 0;) {
    const end = endOfString(text, start);
    if (end < 0) break;
    if (end - start > longestBytes) {
      pieces.push(text.subarray(copied, start + 1), beginningOf(text.subarray(start + 1, end)));
      copied = end;
    }
    start = text.indexOf(quote, end + 1);
  }
  return pieces.length === 0 ? null : Buffer.concat([...pieces, text.subarray(copied)]);
}

/** Doubled quotes are part of it. */
function endOfString(text: Buffer, start: number): number {
  let end = text.indexOf(quote, start + 1);
  while (end >= 0 && text[end + 1] === quote) end = text.indexOf(quote, end + 2);
  return end;
}

/** Without half a directive, half a character or half a doubled quote at its end. */
function beginningOf(content: Buffer): Buffer {
  const text = content.toString('latin1', 0, keptBytes).replace(/(?:\\[XSP]?[0-9A-Z]?\\?[0-9A-F]*|'+|[\x80-\xff]+)$/i, '');
  return Buffer.from(text, 'latin1');
}
