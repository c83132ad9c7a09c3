import { fork } from 'node:child_process';
import { compiledEntry } from '../../adapters/package-root.js';
import type { BenchFile, ContestantReport } from './file-list.js';
import type { StageTimes } from './stage-clock.js';

export interface Outcome {
  readonly seconds: number;
  readonly filesPerS: number;
  readonly failed: number;
}

export interface ContestOutcome extends Outcome {
  /** Of all processes together; empty for programs that do not tell their stages. */
  readonly stages: StageTimes;
}

/** Files handed out at once: a process never waits for the next, and none sits on the last slow ones. */
const handful = 2;

/**
 * Reads the files in `processes` processes of one program, each taking the next ones when it is done, as a fair loop on so many cores
 * would. The clock starts when all processes are up.
 * @param program compiled file below `bench/fleet`
 * @throws {Error} when a process dies
 */
export async function contest(
  program: string,
  parameters: readonly string[],
  files: readonly BenchFile[],
  processes: number,
): Promise<ContestOutcome> {
  const children = Array.from({ length: processes }, () =>
    fork(compiledEntry('bench', 'fleet', program), [...parameters], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
  );
  await Promise.all(children.map((child) => new Promise((resolve) => child.once('message', resolve))));
  const startedAt = performance.now();
  let next = 0;
  let failed = 0;
  const stages: StageTimes = {};
  await Promise.all(
    children.map(
      (child) =>
        new Promise<void>((resolve, reject) => {
          const give = (): void => {
            const batch = files.slice(next, next + handful);
            next += batch.length;
            child.send(batch);
          };
          child.on('message', (report: ContestantReport) => {
            failed += report.failed;
            for (const [stage, ms] of Object.entries(report.stages ?? {})) stages[stage] = (stages[stage] ?? 0) + ms;
            give();
          });
          child.once('exit', (code) =>
            code === 0 ? resolve() : reject(new Error(`${program} exited with ${code ?? 'a signal'}`)),
          );
          give();
        }),
    ),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, filesPerS: files.length / seconds, failed, stages };
}
