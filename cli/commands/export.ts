import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { makeFolder } from '../../adapters/make-folder.js';
import { exportFormats, writeTable, type ExportFormat } from '../../adapters/export/write-table.js';
import { exportColumns, exportPages, exportedTables, type ExportedTable } from '../../adapters/postgres/export-rows.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { runIdOf } from '../arguments.js';
import { readConfig } from '../config.js';
import { UsageError } from '../exit-codes.js';
import { withDatabase } from '../services.js';
import { table } from '../table.js';

interface ExportOptions {
  format: ExportFormat;
  tables?: string;
  out: string;
  json?: boolean;
}

const tableNames = Object.keys(exportedTables) as ExportedTable[];

export function exportCommand(): Command {
  return new Command('export')
    .description('write what was extracted to files, one per table')
    .argument('[run]', 'number of the run, or latest: its files', 'latest')
    .addOption(new Option('--format <format>', 'file format').choices([...exportFormats]).default('csv'))
    .option('--tables <names>', `some of ${tableNames.join(', ')}`)
    .option('--out <folder>', 'where the files go', 'export')
    .option('--json', 'print JSON')
    .action(async (text: string, options: ExportOptions) => {
      const tables = options.tables === undefined ? tableNames : parseTables(options.tables);
      await withDatabase(readConfig(), async ({ sql }) => {
        const runId = await runIdOf(text, new PostgresRunStore(sql));
        const folder = resolve(options.out);
        await makeFolder(folder);
        const written: { table: ExportedTable; file: string; rows: number }[] = [];
        for (const name of tables) {
          const file = join(folder, `${name}.${options.format}`);
          const columns = await exportColumns(sql, name);
          const rows = await writeTable(file, options.format, columns, exportPages(sql, name, columns, runId));
          written.push({ table: name, file, rows });
        }
        if (options.json) console.log(JSON.stringify({ run: runId, written }));
        else
          console.log(
            table(
              ['table', 'rows', 'file'],
              written.map((w) => [w.table, String(w.rows), w.file]),
            ),
          );
      });
    });
}

function parseTables(text: string): ExportedTable[] {
  return text.split(',').map((word) => {
    const name = tableNames.find((known) => known === word.trim());
    if (!name) throw new UsageError(`there is no table "${word}"; tables are ${tableNames.join(', ')}`);
    return name;
  });
}
