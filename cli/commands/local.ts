import { Command } from 'commander';
import { attachLocalStack } from '../../adapters/local-stack/attach.js';
import { localStackStatus, resetLocalStack } from '../../adapters/local-stack/manage.js';
import { readConfig } from '../config.js';
import { stopSignal, whenAborted } from '../stop-signals.js';

export function localCommand(): Command {
  const local = new Command('local').description('the private Redis and Postgres of this checkout, under .local/');
  local
    .command('up')
    .description('keep the local stack up until stopped, and print its addresses')
    .action(async () => {
      const stop = stopSignal();
      const stack = await attachLocalStack({ folder: readConfig().FLEET_LOCAL_DIR });
      console.log(`DATABASE_URL=${stack.databaseUrl}\nREDIS_URL=${stack.redisUrl}`);
      await whenAborted(stop);
      await stack.release();
    });
  local
    .command('status')
    .description('whether it runs, and where')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const status = await localStackStatus({ localDir: readConfig().FLEET_LOCAL_DIR });
      console.log(
        options.json ? JSON.stringify(status) : status ? `running: ${status.databaseUrl} ${status.redisUrl}` : 'not running',
      );
    });
  local
    .command('reset')
    .description('delete everything the local stack holds: runs, results, queues')
    .option('--force', 'stop whoever uses it first')
    .action(async (options: { force?: boolean }) => {
      const localDir = readConfig().FLEET_LOCAL_DIR;
      await resetLocalStack({ localDir, force: options.force ?? false });
      console.log(`the local stack in ${localDir} is empty`);
    });
  return local;
}
