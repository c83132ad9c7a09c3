import { readFileSync } from 'node:fs';
import type { CompiledGrammar } from '../processors/link/compile.js';
import { builtIn, loadGrammar } from '../processors/link/load-grammar.js';
import { ConfigError, type Config } from './config.js';

/**
 * How names of files are read: the built-in grammar, extended by the file of FLEET_LINK_GRAMMAR. Every machine that links needs the same
 * file, because another grammar makes every identity stale.
 * @throws {ConfigError} naming the file and everything that is wrong with it
 */
export function linkGrammar({ FLEET_LINK_GRAMMAR: file }: Pick<Config, 'FLEET_LINK_GRAMMAR'>): CompiledGrammar {
  if (file === undefined) return builtIn();
  try {
    return loadGrammar(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigError(`FLEET_LINK_GRAMMAR ${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
