import type { CompiledGrammar } from './compile.js';
import type { Example, Grammar } from './grammar.js';
import type { LinkedFile } from './identity.js';
import { linkParser } from './parse.js';

/** The rules of a grammar as far as they carry examples. */
export type ExampleSource = Pick<Grammar, 'names' | 'folders' | 'marks'> & {
  readonly generic: Pick<Grammar['generic'], 'examples'>;
};

/** Parses every example and tells, a sentence each, which ones come out otherwise than they say. */
export function checkExamples(grammar: ExampleSource, compiled: CompiledGrammar): string[] {
  const parse = linkParser(compiled);
  const problems: string[] = [];
  for (const rule of [...grammar.names, ...grammar.folders, ...grammar.marks]) {
    for (const example of rule.examples) {
      for (const miss of misses(example, parse(example.path, example.format))) problems.push(`rule ${rule.name}: ${miss}`);
    }
  }
  for (const name of grammar.generic.examples) {
    if (!parse(name + '.pdf').identity.generic) problems.push(`generic: ${name} is not recognised`);
  }
  return problems;
}

function misses(example: Example, file: LinkedFile): string[] {
  const found = flatten(file);
  return Object.entries(example.expect).flatMap(([field, expected]) => {
    if (!(field in found)) return [`${example.path}: there is no field ${field}`];
    const actual = found[field];
    return actual === expected ? [] : [`${example.path}: ${field} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
  });
}

/** Identity and linkage as one flat record, a revision as its label: what examples are compared with. */
export function flatten({ identity, linkage }: LinkedFile): Record<string, unknown> {
  return { ...identity, ...linkage, revision: identity.revision?.label ?? null };
}
