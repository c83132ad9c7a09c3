import { Command } from 'commander';
import { readVectorIndexes, rebuildIndexes, type VectorIndex } from '../../adapters/postgres/vector-upkeep.js';
import { wholeNumber } from '../arguments.js';
import { readConfig } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { withDatabase } from '../services.js';
import { table } from '../table.js';

interface VectorsOptions {
  readonly queries: number;
  readonly mend?: boolean;
  readonly json?: boolean;
}

export function vectorsCommand(): Command {
  return new Command('vectors')
    .description('what the vector indexes hold and how much of what is near they find; fails when one is below its target')
    .option('--queries <n>', 'stored vectors to ask each index with', wholeNumber, 30)
    .option('--mend', 'build anew, beside the old one, each index that is below its target')
    .option('--json', 'print JSON')
    .action(async (options: VectorsOptions) => {
      await withDatabase(readConfig(), async ({ sql }) => {
        const before = await readVectorIndexes(sql, options.queries);
        const faulty = before.filter(({ fault }) => fault !== null);
        for (const { index, fault } of options.mend ? faulty : []) console.error(`builds ${index} anew: ${fault ?? ''}`);
        if (options.mend) await rebuildIndexes(sql, faulty);
        const indexes = options.mend && faulty.length > 0 ? await readVectorIndexes(sql, options.queries) : before;
        console.log(options.json ? JSON.stringify(indexes) : tableOf(indexes));
        if (indexes.some(({ fault }) => fault !== null)) process.exitCode = exitCodes.unsound;
      });
    });
}

function tableOf(indexes: readonly VectorIndex[]): string {
  return table(
    ['index', 'vectors', 'MB', 'dead rows', 'recall@10', 'fault'],
    indexes.map(({ index, vectors, bytes, dead_share: dead, recall, fault }) => [
      index,
      String(vectors),
      (bytes / 2 ** 20).toFixed(1),
      `${(dead * 100).toFixed(0)} %`,
      recall?.toFixed(4) ?? 'too few',
      fault ?? '',
    ]),
  );
}
