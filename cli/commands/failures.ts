import { Command } from 'commander';
import { listFailedFiles, listMissingFiles, readFailures, type MissingFile } from '../../adapters/postgres/failures.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { errorClassOf, runIdOf, wholeNumber } from '../arguments.js';
import { readConfig } from '../config.js';
import { withDatabase } from '../services.js';
import { table } from '../table.js';

interface FailuresOptions {
  class?: string;
  missing?: boolean;
  limit: number;
  json?: boolean;
}

const shownFiles = 100;

export function failuresCommand(): Command {
  return new Command('failures')
    .description('failed files of a run by error class, or the files of one class')
    .argument('[run]', 'number of the run, or latest', 'latest')
    .option('--class <name>', 'list the files of this error class')
    .option(
      '--missing',
      'list the missing files: those that the inventory could not read, or that were gone when they were to be read',
    )
    .option('--limit <n>', 'files listed', wholeNumber, shownFiles)
    .option('--json', 'print JSON')
    .action(async (text: string, options: FailuresOptions) => {
      const errorClass = options.class === undefined ? null : errorClassOf(options.class);
      await withDatabase(readConfig(), async ({ sql }) => {
        const runId = await runIdOf(text, new PostgresRunStore(sql));
        if (options.missing) {
          printMissing(runId, await listMissingFiles(sql, runId, options.limit), options.json ?? false);
          return;
        }
        const groups = await readFailures(sql, runId);
        const files = errorClass ? await listFailedFiles(sql, runId, errorClass, options.limit) : [];
        if (options.json) console.log(JSON.stringify(errorClass ? files : groups));
        else if (errorClass && files.length === 0) console.log(`run ${runId} has no file that failed as ${errorClass}`);
        else if (errorClass)
          console.log(
            table(
              ['file', 'attempts', 'error'],
              files.map((f) => [f.storageKey, String(f.attempts), f.error ?? '']),
            ),
          );
        else if (groups.length === 0) console.log(`run ${runId} has no failed file`);
        else
          console.log(
            table(
              ['class', 'files', 'example'],
              groups.map((g) => [g.errorClass, String(g.files), `${g.example}: ${g.error ?? ''}`]),
            ),
          );
      });
    });
}

function printMissing(runId: number, files: readonly MissingFile[], json: boolean): void {
  if (json) console.log(JSON.stringify(files));
  else if (files.length === 0)
    console.log(`no file of run ${runId} is known to be missing (the newest run over a source names its own)`);
  else
    console.log(
      table(
        ['missing', 'reason'],
        files.map((f) => [f.storageKey, f.reason ?? '']),
      ),
    );
}
