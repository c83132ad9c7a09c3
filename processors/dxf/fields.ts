import type { TextFact } from '../../queues/contract/facts.js';

/** A FIELD object as stored. Handles as `handleKey` writes them. */
export interface FieldRecord {
  readonly owner: string;
  /** `\AcVar Filename`, or a text with its children in their places: `Sheet %<\_FldIdx 0>% of %<\_FldIdx 1>%`. */
  readonly code: string;
  readonly children: readonly string[];
  /** As last evaluated; null where the program stored nothing. */
  readonly value: string | null;
}

/** A text whose field was not evaluated when it was written. */
export interface UnevaluatedText {
  readonly handle: string;
  readonly text: TextFact;
  readonly plain: (source: string) => string;
  /** Puts the value where else the text is kept. */
  readonly keep: (value: string) => void;
}

/** What AutoCAD prints for a field without a value (`----`), for one that failed (`####`), and the code itself. */
const placeholder = /####|----|%<\\/;
/** Whether a text waits for the value of its field. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text);
}

const childPlace = /%<\\_FldIdx\s+(\d+)\s*>%/g;
/** A property of the document, which the header holds: `%<\AcVar CustomDP.PartNo \f "%tc1">%`. */
const propertyCode = /%<\\AcVar\s+CustomDP\.([^>]*?)\s*(?:\\f\s*"[^"]*"\s*)?>%/g;
/** Text, its two dictionaries, its field, and fields in fields: no program goes deeper. */
const maxDepth = 8;

/** Fields of the drawing and the dictionaries that hang them on their texts. */
export class Fields {
  /** `$CUSTOMPROPERTY` values of the header by their tags. */
  readonly properties = new Map<string, string>();
  private readonly unevaluated: UnevaluatedText[] = [];
  private readonly records = new Map<string, FieldRecord>();
  private readonly owners = new Map<string, string>();
  private cells = 0;

  /** Whether objects need to be read for their fields; most drawings have none. */
  get isWanted(): boolean {
    return this.unevaluated.length > 0 || this.cells > 0;
  }

  /** Notes a text that shows a placeholder. */
  note(candidate: UnevaluatedText): void {
    if (isPlaceholder(candidate.text.text)) this.unevaluated.push(candidate);
  }

  /** A table has a cell that holds a field. */
  noteCell(): void {
    this.cells += 1;
  }

  addDictionary(handle: string, owner: string): void {
    this.owners.set(handle, owner);
  }

  addField(handle: string, field: FieldRecord): void {
    this.records.set(handle, field);
  }

  /** The value of a field; null where it has none. */
  valueOf(handle: string, depth = 0): string | null {
    const field = this.records.get(handle);
    if (field === undefined || depth > maxDepth) return null;
    if (field.value !== null && field.value !== '####') return field.value;
    if (field.children.length === 0) return null;
    const values = field.children.map((child) => this.valueOf(child, depth + 1));
    if (values.includes(null)) return null;
    const text = field.code.replace(childPlace, (_, index: string) => values[Number(index)] ?? '');
    return text.trim() === '' ? null : text;
  }

  /** Gives texts with placeholders the values of their fields, where there are such. Call when all is read. */
  evaluate(): void {
    if (this.unevaluated.length === 0) return;
    const byText = this.fieldsByText();
    for (const { handle, text, plain, keep } of this.unevaluated) {
      const field = byText.get(handle);
      const value = field === undefined ? null : this.valueOf(field);
      const shown = value === null ? this.withProperties(text.text) : plain(value);
      if (shown === text.text) continue;
      text.text = shown;
      keep(shown);
    }
  }

  private withProperties(text: string): string {
    return text.replace(propertyCode, (whole, name: string) => {
      for (const [tag, value] of this.properties) if (tag.toUpperCase() === name.trim().toUpperCase()) return value;
      return whole;
    });
  }

  /** A field's owner is a dictionary of fields, whose owner is the text's extension dictionary, whose owner is the text. */
  private fieldsByText(): Map<string, string> {
    const found = new Map<string, string>();
    for (const [handle, { owner }] of this.records) {
      let at = owner;
      for (let depth = 0; depth < maxDepth && this.owners.has(at); depth++) at = this.owners.get(at) ?? '';
      if (at !== owner) found.set(at, handle);
    }
    return found;
  }
}
