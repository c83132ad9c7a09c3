import type { BenchFile, ContestantReport, ContestantRequest } from './file-list.js';
import type { StageTimes } from './stage-clock.js';

/** The process side of `contest`: reads what it is given, one file after the other, and exits when nothing is left. */
export function serveContest(
  read: (file: BenchFile) => Promise<void>,
  close: () => Promise<void>,
  takeStages: () => StageTimes = () => ({}),
): void {
  const report = (counts: ContestantReport): void => void process.send?.(counts);
  process.on('message', (files: ContestantRequest) => {
    void (async () => {
      if (files.length === 0) {
        await close();
        process.exit(0);
      }
      let failed = 0;
      for (const file of files) {
        await read(file).catch(() => {
          failed += 1;
        });
      }
      report({ done: files.length, failed, stages: takeStages() });
    })();
  });
  report({ done: 0, failed: 0 });
}
