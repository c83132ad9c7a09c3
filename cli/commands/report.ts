import { Command } from 'commander';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { runIdOf } from '../arguments.js';
import { readConfig } from '../config.js';
import { printReport } from '../report.js';
import { withDatabase } from '../services.js';

export function reportCommand(): Command {
  return new Command('report')
    .description('the report of a run')
    .argument('[run]', 'number of the run, or latest', 'latest')
    .option('--json', 'print JSON')
    .action(async (run: string, options: { json?: boolean }) => {
      await withDatabase(readConfig(), async ({ sql }) => {
        await printReport(sql, await runIdOf(run, new PostgresRunStore(sql)), options.json ? 'json' : 'text');
      });
    });
}
