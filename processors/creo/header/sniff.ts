const signatures: readonly (readonly [RegExp, string])[] = [
  [/^%PDF/, 'a PDF'],
  [/^\s*ISO-10303-21/, 'a STEP file'],
  [/^(?:\s*0\s+SECTION\b|AutoCAD Binary DXF)/, 'a DXF file'],
  [/^AC10\d\d/, 'a DWG file'],
  [/^SPLMSSTR/, 'a Siemens NX part'],
  [/^\xd0\xcf\x11\xe0/, 'an OLE compound document (Siemens NX, SolidWorks or Office)'],
  [/^PK\x03\x04/, 'a ZIP archive'],
  [/^\xff\xd8\xff/, 'a JPEG image'],
  [/^\x89PNG/, 'a PNG image'],
  [/^(?:DBRep_DrawableShape|CASCADE Topology|\s*Open CASCADE Topology)/, 'an OpenCASCADE BREP file'],
  [/^.{72}S {0,6}0{0,6}1/, 'an IGES file'],
  [/^version https:\/\/git-lfs/, 'a pointer of Git LFS, whose file was not fetched'],
  [/^\s*<(?:!doctype html|html)\b/i, 'a web page'],
  [/^\*\*ABCDEFGHIJKLMNOPQRSTUVWXYZ|^PS\0\0/, 'a Parasolid file'],
  [/^\s*solid\b[^\n]*\n\s*facet\b/, 'an STL mesh'],
  [/^Version \d+\.\d+ JT/, 'a JT file'],
  [/^\s*<\?xml/, 'an XML file'],
  [/^\s*[{[]/, 'a JSON file'],
  [/^#UGC:/, 'a Creo file'],
];

/** Says in words what bytes are that are not what their name promises. For messages only: the inventory decides formats. */
export function sniff(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 256)).toString('latin1');
  for (const [pattern, name] of signatures) if (pattern.test(head)) return name;
  if (isNx(bytes)) return 'a Siemens NX part';
  if (/^[\x00]*$/.test(head)) return 'nothing but zero bytes';
  return /^[\x09\x0a\x0d\x20-\x7e\x80-\xff]*$/.test(head) ? 'some text' : 'an unknown binary format';
}

/** NX parts before the compound container carry their product's name within the first kilobytes. */
function isNx(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096)).toString('latin1');
  return /UGII|Unigraphics|UG_PART|NX \d/.test(head);
}
