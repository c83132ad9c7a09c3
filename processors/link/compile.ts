import { createHash } from 'node:crypto';
import { foldName } from './fold-name.js';
import type { FolderRule, Grammar, MarkRule, NameRule, RoleRule } from './grammar.js';

export interface CompiledRule<Rule> {
  readonly rule: Rule;
  readonly pattern: RegExp;
}

export interface RankedRole {
  readonly rule: RoleRule;
  /** Lower is better when the primary member of a group is chosen. */
  readonly preference: number;
}

/** A grammar whose patterns are compiled; made once and shared by all calls. */
export interface CompiledGrammar {
  /** Changes with every rule: an identity parsed by another grammar is stale. */
  readonly fingerprint: string;
  readonly names: readonly CompiledRule<NameRule>[];
  readonly folders: readonly CompiledRule<FolderRule>[];
  readonly marks: readonly CompiledRule<MarkRule>[];
  readonly genericWords: ReadonlySet<string>;
  readonly genericPatterns: readonly RegExp[];
  readonly distinctive: readonly RegExp[];
  readonly roleByFormat: ReadonlyMap<string, RankedRole>;
  readonly roleByExtension: ReadonlyMap<string, RankedRole>;
  readonly versioned: ReadonlySet<string>;
}

/** Grows when the code below reads the same grammar differently. */
const PARSER_VERSION = 1;

/** @throws {Error} naming the rule whose pattern does not compile or names an unknown token */
export function compileGrammar(grammar: Grammar): CompiledGrammar {
  const whole = (name: string, pattern: string) => compile(name, `^(?:${pattern})$`, grammar.tokens);
  return {
    fingerprint: createHash('sha256')
      .update(`${PARSER_VERSION}\n${JSON.stringify(grammar)}`)
      .digest('hex')
      .slice(0, 12),
    names: grammar.names.map((rule) => ({ rule, pattern: whole(rule.name, rule.pattern) })),
    folders: grammar.folders.map((rule) => ({ rule, pattern: whole(rule.name, rule.pattern) })),
    marks: grammar.marks.map((rule) => ({ rule, pattern: markPattern(rule, grammar.tokens) })),
    genericWords: new Set(grammar.generic.words.map(foldName)),
    genericPatterns: grammar.generic.patterns.map((pattern) => whole('generic', pattern)),
    distinctive: grammar.distinctive.map((pattern) => whole('distinctive', pattern)),
    roleByFormat: roleIndex(grammar.roles, (rule) => rule.formats),
    roleByExtension: roleIndex(grammar.roles, (rule) => rule.extensions),
    versioned: new Set(grammar.versioned),
  };
}

function markPattern(rule: MarkRule, tokens: Grammar['tokens']): RegExp {
  return compile(rule.name, rule.at === 'start' ? `^(?:${rule.pattern})` : `(?:${rule.pattern})$`, tokens);
}

function compile(name: string, pattern: string, tokens: Grammar['tokens']): RegExp {
  try {
    return new RegExp(expand(pattern, tokens, 0), 'i');
  } catch (error) {
    throw new Error(`link grammar: rule ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/**
 * Puts tokens in place. `<job>` becomes a named group; inside a named group that the pattern spells itself, `(?<sheet><itemSheet>)`,
 * the token stands without a group of its own. `(?<name>` and the look-behinds are left alone.
 */
function expand(pattern: string, tokens: Grammar['tokens'], depth: number): string {
  if (depth > 5) throw new Error('tokens name each other in a circle');
  const token = (name: string): string => {
    const value = tokens[name];
    if (value === undefined) throw new Error(`no token is called <${name}>`);
    return expand(value, tokens, depth + 1);
  };
  return pattern
    .replace(/(\(\?<[a-zA-Z]+>)<([a-zA-Z]+)>/g, (_, group: string, name: string) => `${group}(?:${token(name)})`)
    .replace(/(?<!\(\?)<([a-zA-Z]+)>/g, (_, name: string) => `(?<${name}>${token(name)})`);
}

/** The model comes before the pattern that is cut from it, and that before the drawing that people read. */
const roleOrder: readonly RoleRule['role'][] = ['source_cad', 'drawing_dxf', 'drawing_pdf', 'udf'];

function roleIndex(roles: readonly RoleRule[], keysOf: (rule: RoleRule) => readonly string[]): Map<string, RankedRole> {
  const index = new Map<string, RankedRole>();
  for (const [position, rule] of roles.entries()) {
    const preference = roleOrder.indexOf(rule.role) * 1000 + Math.min(position, 999);
    for (const key of keysOf(rule)) if (!index.has(key)) index.set(key, { rule, preference });
  }
  return index;
}
