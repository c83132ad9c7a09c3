import { Command } from 'commander';
import { readLedger } from '../../adapters/postgres/ledger.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { runIdOf } from '../arguments.js';
import { readConfig } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { withDatabase } from '../services.js';
import { table } from '../table.js';

export function ledgerCommand(): Command {
  return new Command('ledger')
    .description('where every input of a run ended; fails when it does not add up')
    .argument('[run]', 'number of the run, or latest', 'latest')
    .option('--json', 'print JSON')
    .action(async (run: string, options: { json?: boolean }) => {
      await withDatabase(readConfig(), async ({ sql }) => {
        const ledger = await readLedger(sql, await runIdOf(run, new PostgresRunStore(sql)));
        const { failed, skipped, ...figures } = ledger;
        if (options.json) console.log(JSON.stringify(ledger));
        else {
          const rows = Object.entries({ ...figures, ...prefixed('failed', failed), ...prefixed('skipped', skipped) });
          console.log(
            table(
              ['ledger', ''],
              rows.map(([name, value]) => [name, String(value)]),
            ),
          );
        }
        if (!ledger.adds_up || ledger.duplicate_rows > 0) process.exitCode = exitCodes.unsound;
      });
    });
}

function prefixed(prefix: string, counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([name, files]) => [`${prefix} ${name}`, files]));
}
