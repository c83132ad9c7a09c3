import type { CompiledGrammar } from './compile.js';
import type { Revision } from './identity.js';
import { dateRevision, revisionOf } from './revision.js';

/** What was taken off a name. The outermost mark of a kind wins, a revision number wins over a date. */
export interface Marks {
  readonly stem: string;
  readonly revision: Revision | null;
  readonly copyMark: string | null;
  readonly superseded: string | null;
  readonly creoType: string | null;
  readonly creoVersion: number | null;
  readonly rules: readonly string[];
}

/** Takes marks off until none matches or nothing would be left to name the document. */
export function stripMarks(stem: string, extension: string, grammar: CompiledGrammar): Marks {
  let rest = stem;
  let revision: Revision | null = null;
  let date: Revision | null = null;
  let copyMark: string | null = null;
  let superseded: string | null = null;
  let creoType: string | null = null;
  let creoVersion: number | null = null;
  const rules: string[] = [];

  for (let found = true; found;) {
    found = false;
    for (const { rule, pattern } of grammar.marks) {
      if (rule.extensions !== undefined && !rule.extensions.includes(extension)) continue;
      const match = pattern.exec(rest);
      if (match === null || match[0] === '') continue;
      const remainder = rule.at === 'start' ? rest.slice(match[0].length) : rest.slice(0, match.index);
      if (!/[\p{L}\p{N}]/u.test(remainder)) continue;

      const groups = match.groups ?? {};
      const spelled = match[0].replace(/^[\s_]+|[\s_]+$/g, '');
      if (rule.kind === 'copy') copyMark ??= spelled;
      if (rule.kind === 'superseded') superseded ??= spelled.replace(/^-+\s*/, '');
      if (rule.kind === 'revision' && groups['revision'] !== undefined) revision ??= revisionOf(groups['revision'], 'name');
      if (rule.kind === 'date') date ??= dateOf(groups);
      if (rule.kind === 'creo') {
        creoType ??= groups['creoType']?.toLowerCase() ?? null;
        if (groups['creoVersion'] !== undefined) creoVersion ??= Number(groups['creoVersion']);
      }
      rules.push(rule.name);
      rest = remainder;
      found = true;
      break;
    }
  }
  return { stem: rest.trim(), revision: revision ?? date, copyMark, superseded, creoType, creoVersion, rules };
}

function dateOf(groups: Readonly<Record<string, string>>): Revision | null {
  const { month, day, year } = groups;
  if (month === undefined || day === undefined || year === undefined) return null;
  return dateRevision(month, day, year, 'name');
}
