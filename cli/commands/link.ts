import { userInfo } from 'node:os';
import { Command } from 'commander';
import type { Sql } from '../../adapters/postgres/connect.js';
import { acceptReview, DecisionError, setGroup, unsetGroup, type DecidedGroup } from '../../adapters/postgres/link/decisions.js';
import { explainFile, NoSuchFile } from '../../adapters/postgres/link/explain.js';
import { readConfig } from '../config.js';
import { UsageError } from '../exit-codes.js';
import { withDatabase } from '../services.js';
import { wholeNumber } from '../arguments.js';

interface DecisionOptions {
  reason?: string;
}

/** Why files are together, and a person's word where the rules are wrong. */
export function linkCommand(): Command {
  const link = new Command('link').description('why a file is in its document group; decisions by hand');
  link
    .command('explain')
    .description('the group of a file, its members, and the reasons')
    .argument('<file>', 'its id, or its path in the archive')
    .option('--json', 'print JSON')
    .action(async (file: string, options: { json?: boolean }) => {
      await withLinks(async (sql) => {
        const explanation = await explainFile(sql, idOrPath(file));
        console.log(options.json ? JSON.stringify(explanation) : explanation.sentences.join('\n'));
      });
    });
  link
    .command('set')
    .description('put a file into a group, whatever its name says; holds through every later run')
    .argument('<file>', 'its id, or its path in the archive')
    .argument('<group>', 'the id of a group, or the name of one of your own')
    .option('--reason <text>', 'kept with the decision')
    .action((file: string, group: string, options: DecisionOptions) =>
      decide(file, (sql, id) => setGroup(sql, id, groupOf(group), decision(options))),
    );
  link
    .command('unset')
    .description('take a decision back: the file goes where its name says')
    .argument('<file>', 'its id, or its path in the archive')
    .action((file: string) => decide(file, unsetGroup));
  link
    .command('accept')
    .description('find a group right as it is: it leaves the review queue')
    .argument('<group>', 'the id of the group', wholeNumber)
    .option('--reason <text>', 'kept with the decision')
    .action((group: number, options: DecisionOptions) => withLinks((sql) => acceptReview(sql, group, decision(options))));
  return link;
}

async function decide(file: string, act: (sql: Sql, fileId: number) => Promise<void>): Promise<void> {
  await withLinks(async (sql) => {
    const { id } = (await explainFile(sql, idOrPath(file))).file;
    await act(sql, id);
    console.log((await explainFile(sql, id)).sentences.join('\n'));
  });
}

/** What is not there, or cannot be decided, is a matter of the words. */
async function withLinks(work: (sql: Sql) => Promise<void>): Promise<void> {
  try {
    await withDatabase(readConfig(), ({ sql }) => work(sql));
  } catch (error) {
    if (error instanceof DecisionError || error instanceof NoSuchFile) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

const isId = (text: string): boolean => /^\d{1,15}$/.test(text);
const idOrPath = (text: string): number | string => (isId(text) ? Number(text) : text);
const groupOf = (text: string): DecidedGroup => (isId(text) ? { id: Number(text) } : { name: text });

function decision({ reason }: DecisionOptions): { by: string; reason?: string } {
  return { by: userInfo().username, ...(reason === undefined ? {} : { reason }) };
}
