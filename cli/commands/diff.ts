import { Command } from 'commander';
import { compareRuns, type RunComparison } from '../../adapters/postgres/compare-runs.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { runIdOf } from '../arguments.js';
import { readConfig } from '../config.js';
import { withDatabase } from '../services.js';
import { table } from '../table.js';

export function diffCommand(): Command {
  return new Command('diff')
    .description('what a later run found that an earlier one did not, and the other way round')
    .argument('<before>', 'number of the earlier run')
    .argument('[after]', 'number of the later run, or latest', 'latest')
    .option('--json', 'print JSON')
    .action(async (before: string, after: string, options: { json?: boolean }) => {
      await withDatabase(readConfig(), async ({ sql }) => {
        const runs = new PostgresRunStore(sql);
        const [one, two] = [await runIdOf(before, runs), await runIdOf(after, runs)];
        // Both must exist: a run that never was differs in every file from one that was.
        await Promise.all([runs.get(one), runs.get(two)]);
        const comparison = await compareRuns(sql, one, two);
        console.log(options.json ? JSON.stringify(comparison) : renderComparison(comparison));
      });
    });
}

/** The comparison for people. */
export function renderComparison({ before, after, compared, incomparable, states, fields }: RunComparison): string {
  const older = incomparable === 0 ? '' : `; ${incomparable} more were extracted before fields were kept`;
  const lines = [`Run ${before} against run ${after}: ${compared} files completed in both and compared${older}.`];
  if (states.length > 0) {
    const rows = states.map((s) => [s.before, s.after, String(s.files), s.example]);
    lines.push('', table(['was', 'is', 'files', 'example'], rows));
  }
  if (fields.length === 0) return [...lines, 'No field differs.'].join('\n');
  const rows = fields.map(({ field, gained, lost, changed, examples }) => [
    field,
    String(gained),
    String(lost),
    String(changed),
    examples
      .slice(0, 1)
      .map((e) => `${e.file}: ${e.before ?? '-'} -> ${e.after ?? '-'}`)
      .join(''),
  ]);
  return [...lines, '', table(['field', 'gained', 'lost', 'changed', 'example'], rows)].join('\n');
}
