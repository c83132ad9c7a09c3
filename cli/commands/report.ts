import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { runIdOf } from '../arguments.js';
import { readConfig } from '../config.js';
import { reportFormats, writeReport, type ReportFormat } from '../report/write-report.js';
import { readReport } from '../report.js';
import { withDatabase } from '../services.js';

export function reportCommand(): Command {
  return new Command('report')
    .description('the report of a run')
    .argument('[run]', 'number of the run, or latest', 'latest')
    .addOption(new Option('--format <format>', 'how it is written').choices([...reportFormats]).default('text'))
    .option('--out <file>', 'write it to this file')
    .option('--json', 'the same as --format json')
    .action(async (run: string, options: { json?: boolean; format: ReportFormat; out?: string }) => {
      await withDatabase(readConfig(), async ({ sql }) => {
        const report = await readReport(sql, await runIdOf(run, new PostgresRunStore(sql)));
        const text = writeReport(report, options.json ? 'json' : options.format);
        if (options.out === undefined) console.log(text);
        else await writeFile(options.out, text);
      });
    });
}
