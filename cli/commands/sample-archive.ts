import { Command } from 'commander';
import { writeSampleArchive } from '../../sample/write-sample-archive.js';
import { wholeNumber } from '../arguments.js';

export const sampleFiles = 80;
export const sampleSeed = 1;

interface SampleOptions {
  files: number;
  seed: number;
  namesOnly?: boolean;
  json?: boolean;
}

export function sampleArchiveCommand(): Command {
  return new Command('sample-archive')
    .description('write an archive of made-up drawings and models, and its truth beside it in <dir>-truth')
    .argument('<dir>', 'the folder to write')
    .option('--files <n>', 'how many files', wholeNumber, sampleFiles)
    .option('--seed <n>', 'the same seed gives the same bytes', wholeNumber, sampleSeed)
    .option('--names-only', 'only the truth, no files: for measuring linking')
    .option('--json', 'print JSON')
    .action(async (dir: string, options: SampleOptions) => {
      const summary = await writeSampleArchive(dir, {
        files: options.files,
        seed: options.seed,
        namesOnly: options.namesOnly ?? false,
      });
      console.log(options.json ? JSON.stringify(summary) : `${options.files} files in ${dir}, their truth in ${dir}-truth`);
    });
}
