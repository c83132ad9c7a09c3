import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../adapters/package-root.js';

/** A numbered step of the runbook's section "A run": its title, and the commands it shows, in order. */
export interface RunbookStep {
  readonly title: string;
  readonly commands: readonly string[];
}

export function readRunbookSteps(): RunbookStep[] {
  const runbook = readFileSync(join(packageRoot, 'docs', 'runbook.md'), 'utf8');
  const [, section = ''] = /^## A run\n([^]*?)^## /mu.exec(runbook) ?? [];
  return section.split(/^(?=\d+\. )/mu).flatMap((text) => {
    const title = /^\d+\. \*\*(.+?)\*\*/u.exec(text)?.[1];
    if (title === undefined) return [];
    const commands = [...text.matchAll(/`npx fleet ([^`]+)`/gu)].map(([, words = '']) => words.replaceAll(/\s+/gu, ' '));
    return [{ title, commands }];
  });
}
