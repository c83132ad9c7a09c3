import { decodeString } from './text.js';

/** A value of an attribute as ISO 10303-21 writes it; `$` and `*` are null. */
export type StepValue = string | number | null | StepReference | StepTyped | StepEnum | readonly StepValue[];

export interface StepReference {
  readonly ref: number;
}

/** `LENGTH_MEASURE(2.5)`. */
export interface StepTyped {
  readonly keyword: string;
  readonly values: readonly StepValue[];
}

/** `.MILLI.` as `MILLI`. */
export interface StepEnum {
  readonly name: string;
}

const token =
  /\s+|'(?:[^']|'')*'|#\d+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|\.[A-Za-z_][A-Za-z0-9_]*\.|[A-Za-z_!][A-Za-z0-9_]*|"[0-9A-F]*"|[(),$*]/gy;

/**
 * The entities of an instance's text, one or, in parentheses, several. Null for text that breaks the grammar: what a writer got wrong in one attribute
 * is no reason not to read a model.
 */
export function parseEntities(text: string): readonly StepTyped[] | null {
  const values = parse(text);
  if (values === null) return null;
  const [first] = values;
  const entities = Array.isArray(first) ? (first as readonly StepValue[]) : values;
  return entities.every(isTyped) ? entities : null;
}

function parse(text: string): StepValue[] | null {
  const stack: StepValue[][] = [[]];
  const keywords: (string | null)[] = [];
  let keyword: string | null = null;
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const found = token.exec(text)?.[0];
    const top = stack.at(-1);
    if (found === undefined || top === undefined) return null;
    if (found === '(') {
      keywords.push(keyword);
      keyword = null;
      stack.push([]);
    } else if (found === ')') {
      stack.pop();
      const parent = stack.at(-1);
      const name = keywords.pop();
      if (parent === undefined || name === undefined) return null;
      parent.push(name === null ? top : { keyword: name, values: top });
    } else if (/^[A-Za-z_!]/.test(found)) keyword = found;
    else if (found.trim() !== '' && found !== ',') top.push(scalar(found));
  }
  return stack.length === 1 ? (stack[0] ?? null) : null;
}

function scalar(word: string): StepValue {
  if (word.startsWith("'")) return decodeString(word.slice(1, -1));
  if (word.startsWith('#')) return { ref: Number(word.slice(1)) };
  if (/^\.[A-Za-z_]/.test(word)) return { name: word.slice(1, -1) };
  return word === '$' || word === '*' || word.startsWith('"') ? null : Number(word);
}

export function isTyped(value: StepValue | undefined): value is StepTyped {
  return typeof value === 'object' && value !== null && 'keyword' in value;
}

export function isReference(value: StepValue | undefined): value is StepReference {
  return typeof value === 'object' && value !== null && 'ref' in value;
}

export function isEnum(value: StepValue | undefined): value is StepEnum {
  return typeof value === 'object' && value !== null && 'name' in value;
}

/** Numbers of the instances that a value refers to: one, or those of a list. */
export function referencesIn(value: StepValue | undefined): number[] {
  if (isReference(value)) return [value.ref];
  return Array.isArray(value) ? (value as readonly StepValue[]).flatMap((entry) => (isReference(entry) ? [entry.ref] : [])) : [];
}

/** The text of an attribute; null for none, for blanks, and for the words that exporters put where nothing was filled in. */
export function meaningful(value: StepValue | undefined): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return placeholder.test(text) ? null : text;
}

const placeholder =
  /^(?:|none|\$|null|n\/?a|unknown|unset|not[_ ]known|untitled|document|rhino converted to step|open cascade step translator [\d. ]+|open cascade(?: shape)? model)$/i;
