/**
 * The file with a trailer that names its catalog, when it has lost its own and nothing else; null for any other. One that ends within an object
 * has lost drawings too: half of them would pass for the whole. From the trailer PDFium finds the other objects by itself. Of an encrypted document the key has been lost with the trailer.
 */
export function withTrailer(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const catalog = file.lastIndexOf('/Catalog');
  const tail = file.toString('latin1', file.lastIndexOf('endobj') + 'endobj'.length);
  if (catalog < 0 || !/^\s*(?:xref\b[\s\S]*)?$/.test(tail) || isEncrypted(file)) return null;
  const start = file.lastIndexOf('obj', catalog);
  const head = file.toString('latin1', Math.max(0, start - longestNumber), catalog + '/Catalog'.length);
  const number = /(\d{1,9})\s+(\d{1,5})\s+obj\s*<<(?:(?!endobj)[\s\S])*\/Type\s*\/Catalog$/.exec(head);
  if (!number || file.indexOf('endobj', catalog) < 0) return null;
  return Buffer.concat([file, Buffer.from(`\ntrailer\n<</Root ${number[1] ?? ''} ${number[2] ?? ''} R>>\n%%EOF\n`, 'latin1')]);
}

/** Bytes of an object's number and generation in front of `obj`. */
const longestNumber = 18;

function isEncrypted(file: Buffer): boolean {
  for (let at = file.indexOf('/Standard'); at >= 0; at = file.indexOf('/Standard', at + 1)) {
    if (/\/Filter\s*$/.test(file.toString('latin1', Math.max(0, at - 16), at))) return true;
  }
  return false;
}
