import { setTimeout as pause } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { readRunLog, type LogEntry, type LogQuestion } from '../../adapters/postgres/logs/read-run-log.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { errorClassOf, runIdOf, wholeNumber } from '../arguments.js';
import { readConfig } from '../config.js';
import { withDatabase } from '../services.js';
import { onOneLine } from '../terminal-text.js';
import { stopSignal } from '../stop-signals.js';

interface LogsOptions {
  file?: string;
  class?: string;
  level: keyof typeof levels;
  limit: number;
  follow?: boolean;
  json?: boolean;
}

const levels = { info: 30, warn: 40, error: 50 } as const;
const shownLines = 1_000;
const lookAgainMs = 1_000;
/** Lines of other machines arrive a second late, and their clocks may be behind. */
const lateByMs = 30_000;
const rememberedLines = 10_000;

export function logsCommand(): Command {
  return new Command('logs')
    .description('what all machines logged about a run, in the order of time; with --file, all that was done with a file')
    .argument('[run]', 'number of the run, or latest', 'latest')
    .option('--file <path>', 'only this file: its path, the end of it, or its number')
    .option('--class <name>', 'only failures of this error class')
    .addOption(new Option('--level <level>', 'the least level').choices(Object.keys(levels)).default('info'))
    .option('--limit <n>', 'the newest lines', wholeNumber, shownLines)
    .option('--follow', 'go on until stopped')
    .option('--json', 'print one JSON object a line')
    .action(async (text: string, options: LogsOptions) => {
      const errorClass = options.class === undefined ? null : errorClassOf(options.class);
      await withDatabase(readConfig(), async ({ sql }) => {
        const question: LogQuestion = {
          runId: await runIdOf(text, new PostgresRunStore(sql)),
          file: options.file ?? null,
          errorClass,
          level: levels[options.level],
          limit: options.limit,
          after: null,
        };
        const entries = await readRunLog(sql, question);
        print(entries, options);
        if (entries.length === 0 && !options.json) console.log(`nothing was logged of this in run ${question.runId}`);
        if (options.follow) await follow((after) => readRunLog(sql, { ...question, after }), entries, options);
      });
    });
}

async function follow(read: (after: string) => Promise<LogEntry[]>, seen: LogEntry[], options: LogsOptions): Promise<void> {
  const stop = stopSignal();
  let recent = seen.map((entry) => JSON.stringify(entry));
  while (!stop.aborted) {
    const entries = await read(new Date(Date.now() - lateByMs).toISOString());
    const known = new Set(recent);
    print(
      entries.filter((entry) => !known.has(JSON.stringify(entry))),
      options,
    );
    recent = [...recent, ...entries.map((entry) => JSON.stringify(entry))].slice(-rememberedLines);
    await pause(lookAgainMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

function print(entries: readonly LogEntry[], { json }: LogsOptions): void {
  for (const entry of entries) console.log(json ? JSON.stringify(entry) : lineOf(entry));
}

function lineOf({ at, level, workerId, queue, jobId, storageKey, errorClass, message, fields }: LogEntry): string {
  const name = Object.entries(levels).find(([, value]) => value === level)?.[0] ?? String(level);
  const more = Object.entries(fields).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const about = [queue, jobId, storageKey, errorClass].filter((part) => part !== null);
  return onOneLine([at, name.padEnd(5), workerId ?? '-', ...about, message, ...more].join(' '));
}
