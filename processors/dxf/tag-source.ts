/**
 * A DXF file as a sequence of tags: a group code and a value that is still bytes. Readers turn only the values they
 * keep into strings or numbers; all others cost one pass over their bytes.
 */
export interface TagSource {
  readonly bytes: Buffer;
  /** Group code of the current tag. */
  readonly code: number;
  /** Byte range of the current value when it is a string, line end excluded. */
  readonly start: number;
  readonly end: number;
  /** Moves to the next tag, comments (999) skipped. False at the end of the input. */
  next(): boolean;
  /** The value as a number, within two units in the last place: for geometry that is only accumulated. */
  real(): number;
  /** The value as the nearest double: for numbers that are stored. */
  exactReal(): number;
  integer(): number;
  /** Where the current tag is, for messages: a line number, or a byte offset in binary files. */
  place(): string;
}
