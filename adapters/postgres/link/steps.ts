import type { CompiledGrammar } from '../../../processors/link/compile.js';
import { builtIn } from '../../../processors/link/load-grammar.js';
import type { Sql } from '../connect.js';
import { composeGroups } from './compose-groups.js';
import { identify, type IdRange } from './identify.js';
import { settle } from './settle.js';
import { sourceOfRun } from './source.js';
import { statedNumbers } from './stated-numbers.js';
import { sweepGroups, withdrawAbsent } from './sweep.js';

export interface LinkStep {
  readonly name: string;
  /** `range` steps take file ids, `from` exclusive and `to` inclusive, and may run at the same time; `whole` steps run once, in order. */
  readonly scope: 'range' | 'whole';
  run(sql: Sql, args: IdRange): Promise<void>;
}

/**
 * Phase A: A2 base names, A3 folders and item prefixes, A4 project codes are read from each name by `A2-A4-identify`; `A2-A5-groups` makes
 * groups, members, primary and review reasons of them in one pass. Every step may be repeated; over unchanged files none writes.
 */
export function createLinkSteps(grammar: CompiledGrammar): readonly LinkStep[] {
  return [
    { name: 'A2-A4-identify', scope: 'range', run: (sql, range) => identify(sql, grammar, range) },
    { name: 'A2-A5-groups', scope: 'whole', run: regroup },
  ];
}

export const linkSteps: readonly LinkStep[] = createLinkSteps(builtIn());

/** After extraction: numbers that were found inside files confirm, correct or contradict what their names say. */
export function createConfirmSteps(grammar: CompiledGrammar): readonly LinkStep[] {
  return [
    { name: 'stated-numbers', scope: 'range', run: (sql, range) => statedNumbers(sql, grammar, range) },
    { name: 'stated-groups', scope: 'whole', run: regroup },
  ];
}

export const confirmSteps: readonly LinkStep[] = createConfirmSteps(builtIn());

async function regroup(sql: Sql, { runId }: IdRange): Promise<void> {
  const sourceId = await sourceOfRun(sql, runId);
  await withdrawAbsent(sql, sourceId);
  await settle(sql, sourceId);
  // Without statistics the planner takes the new identities for a handful and joins pages by nested loops.
  await sql`ANALYZE file_identities`;
  await composeGroups(sql, sourceId);
  await sweepGroups(sql, sourceId);
}
