/**
 * The file with a trailer that names its catalog, when the file ends before its own and the catalog is among what is left; null when nothing
 * can be done. From the trailer PDFium finds the other objects by itself. Of an encrypted document the key has been lost with the trailer.
 */
export function withTrailer(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const catalog = file.lastIndexOf('/Catalog');
  if (catalog < 0 || isEncrypted(file)) return null;
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
