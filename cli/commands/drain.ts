import { Command } from 'commander';
import { requestDrain } from '../../adapters/postgres/worker-registry.js';
import { readConfig } from '../config.js';
import { UsageError } from '../exit-codes.js';
import { withDatabase } from '../services.js';

export function drainCommand(): Command {
  return new Command('drain')
    .description('ask a worker to finish or hand back what it holds, and to exit; it hears of it within seconds')
    .argument('<worker>', 'its id, as `fleet status` and the dashboard show it')
    .action(async (workerId: string) => {
      await withDatabase(readConfig(), async ({ sql }) => {
        if (!(await requestDrain(sql, workerId))) throw new UsageError(`there is no running worker ${workerId}`);
        console.log(`${workerId} is asked to drain`);
      });
    });
}
