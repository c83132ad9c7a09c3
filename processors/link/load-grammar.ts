import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { builtInGrammar } from './built-in/grammar.js';
import { checkExamples, type ExampleSource } from './check-examples.js';
import { compileGrammar, type CompiledGrammar } from './compile.js';
import { GrammarFile, type Grammar } from './grammar.js';

/** The built-in grammar, compiled on first use. */
export function builtIn(): CompiledGrammar {
  compiledBuiltIn ??= compileGrammar(builtInGrammar);
  return compiledBuiltIn;
}
let compiledBuiltIn: CompiledGrammar | undefined;

/**
 * The built-in grammar extended by a team's `link-grammar.yaml` or `.json`.
 * @param text the file's content, YAML or JSON
 * @throws {Error} that names every problem at once: not YAML, not the shape, patterns that do not compile, examples that do not hold,
 *   and examples of built-in rules that the new rules break (leave those rules out by name in `without` where that is meant)
 */
export function loadGrammar(text: string): CompiledGrammar {
  const read = GrammarFile.safeParse(parsed(text));
  if (!read.success) throw new Error(`link grammar: ${z.prettifyError(read.error)}`);
  const grammar = extend(builtInGrammar, read.data);
  const compiled = compileGrammar(grammar);
  // With other tokens or fewer rules the built-in examples speak of another language; the team's own must hold in any case.
  const isOtherLanguage = read.data.tokens !== undefined || read.data.without !== undefined;
  const problems = checkExamples(isOtherLanguage ? examplesOf(read.data) : grammar, compiled);
  if (problems.length > 0) throw new Error(`link grammar:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  return compiled;
}

/** Every JSON text is YAML. */
function parsed(text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    throw new Error(`link grammar: not YAML: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function examplesOf({ names = [], folders = [], marks = [], generic }: GrammarFile): ExampleSource {
  return { names, folders, marks, generic: { examples: generic?.examples ?? [] } };
}

function extend(base: Grammar, file: GrammarFile): Grammar {
  const without = new Set(file.without ?? []);
  const keep = <Rule extends { name: string }>(rules: readonly Rule[]) => rules.filter((rule) => !without.has(rule.name));
  return {
    tokens: { ...base.tokens, ...file.tokens },
    names: [...(file.names ?? []), ...keep(base.names)],
    folders: [...(file.folders ?? []), ...keep(base.folders)],
    marks: [...(file.marks ?? []), ...keep(base.marks)],
    roles: [...(file.roles ?? []), ...base.roles],
    generic: {
      words: [...base.generic.words, ...(file.generic?.words ?? [])],
      patterns: [...base.generic.patterns, ...(file.generic?.patterns ?? [])],
      examples: [...base.generic.examples, ...(file.generic?.examples ?? [])],
    },
    distinctive: [...base.distinctive, ...(file.distinctive ?? [])],
    versioned: [...base.versioned, ...(file.versioned ?? [])],
  };
}
