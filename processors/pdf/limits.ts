/** Stored with every result; raised when the same bytes would give other facts. */
export const version = '16';

/** Bounds that keep a book or a map from using up a child's time; what was read up to them is kept. */
export const limits = {
  pages: 1500,
  glyphs: 4_000_000,
  glyphsPerPage: 400_000,
  pathSegments: 3_000_000,
  pathSegmentsPerPage: 500_000,
  /** A page with fewer characters has no text worth the name; it is read by OCR unless it is blank. */
  textlessCharacters: 20,
  /** Two readings of a sheet take seconds; a book of scans is read as far as its child's time allows. */
  ocrPages: 16,
  /** Pages of which a picture is kept; a drawing set is looked at by its first sheets, a book by its cover. */
  previewPages: 8,
} satisfies Record<string, number>;
