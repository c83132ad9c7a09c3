import { statementEnd } from './statements.js';

/** A section of an exchange structure (ISO 10303-21:2016, table 3): everything between its keyword and `ENDSEC`. */
export interface Section {
  /** `HEADER`, `ANCHOR`, `REFERENCE`, `DATA` or `SIGNATURE`. */
  readonly keyword: string;
  /** Its bytes in the text. */
  readonly from: number;
  readonly to: number;
  /** False where the text ends within it. */
  readonly isEnded: boolean;
}

export interface ExchangeStructure {
  readonly sections: readonly Section[];
  /** Whether `END-ISO-10303-21` was reached. */
  readonly isEnded: boolean;
  /** Where the text goes on behind that with something else than a signature; null where it does not. */
  readonly surplusFrom: number | null;
}

const [quote, semicolon, less, greater] = [0x27, 0x3b, 0x3c, 0x3e];
/** Longest piece that is looked at to tell what a statement is. */
const keywordBytes = 64;

/**
 * The sections of a STEP file of any edition. One that is not ended goes to the end of the exchange structure, or of the text.
 * @param text without comments, see `plain-text.ts`
 */
export function readSections(text: Buffer): ExchangeStructure {
  const sections: Section[] = [];
  let isEnded = false;
  for (let at = 0; at < text.length;) {
    const keyword = keywordAt(text, at);
    if (keyword === 'SIGNATURE') {
      // Not statements but base64 (RFC 5652, PEM).
      const to = endOfSignature(text, at);
      sections.push({ keyword, from: at, to, isEnded: to < text.length });
      at = behind(text, to);
      continue;
    }
    if (isEnded) return { sections, isEnded, surplusFrom: isBlank(text, at) ? null : at };
    const end = statementEnd(text, at);
    if (end < 0) break;
    at = end + 1;
    if (keyword === 'END-ISO-10303-21') isEnded = true;
    if (!sectionKeywords.test(keyword)) continue;
    const to = endOfSection(text, at, keyword === 'ANCHOR' || keyword === 'REFERENCE' ? resourceEnd : statementEnd);
    sections.push({ keyword, from: at, to, isEnded: to < text.length });
    at = keywordAt(text, to) === 'ENDSEC' ? behind(text, to) : to;
  }
  return { sections, isEnded, surplusFrom: null };
}

/** Zero bytes are what some systems fill the last record with; control-Z is the end of a text in DOS. */
function isBlank(text: Buffer, from: number): boolean {
  return /^[\s\0\x1a]*$/.test(text.toString('latin1', from, from + 4096));
}

const sectionKeywords = /^(?:HEADER|ANCHOR|REFERENCE|DATA)$/;

/** The word that a statement begins with; empty for an instance. */
function keywordAt(text: Buffer, at: number): string {
  let from = at;
  while (from < text.length && (text[from] ?? 0) <= 0x20) from += 1;
  return /^[A-Z][A-Z0-9-]*/.exec(text.toString('latin1', from, from + keywordBytes))?.[0] ?? '';
}

/** Where the statement begins that ends a section: its own end, or that of the whole where a writer forgot it. */
function endOfSection(text: Buffer, from: number, endOf: (text: Buffer, from: number) => number): number {
  for (let at = from; at < text.length;) {
    if (isEnd(text, at)) return at;
    const end = endOf(text, at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  return text.length;
}

const upperE = 0x45;

function isEnd(text: Buffer, at: number): boolean {
  let from = at;
  while (from < text.length && (text[from] ?? 0) <= 0x20) from += 1;
  return text[from] === upperE && /^(?:ENDSEC|END-ISO-10303-21)$/.test(keywordAt(text, from));
}

function endOfSignature(text: Buffer, from: number): number {
  const end = text.indexOf('ENDSEC', from, 'latin1');
  return end < 0 ? text.length : end;
}

function behind(text: Buffer, from: number): number {
  const end = text.indexOf(semicolon, from);
  return end < 0 ? text.length : end + 1;
}

/** Resources, `<part.stp#shape>`, may hold semicolons and apostrophes. */
function resourceEnd(text: Buffer, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const byte = text[at];
    if (byte === semicolon) return at;
    if (byte !== quote && byte !== less) continue;
    const end = text.indexOf(byte === quote ? quote : greater, at + 1);
    if (end < 0) return -1;
    at = end;
  }
  return -1;
}
