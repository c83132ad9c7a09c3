import { linkFigures } from '../adapters/postgres/link/figures.js';
import { builtIn } from '../processors/link/load-grammar.js';
import { linkParser } from '../processors/link/parse.js';
import { openBenchDatabase } from './link/database.js';
import { loadFiles } from './link/load.js';
import { archiveNames } from './link/names.js';
import { changedRows, noteRows, runLinkSteps } from './link/run-steps.js';

/**
 * Links generated names (820,000 unless `--files N`), twice, and counts what the second run changed.
 * Seconds are of linking alone; memory is the peak of this process, which does all the parsing.
 */

const files = Number(process.argv[process.argv.indexOf('--files') + 1]) || 820_000;
console.log(`parsing alone: ${parsedPerSecond()} names/s`);
const database = await openBenchDatabase();
try {
  const { sql } = database;
  const runId = await loadFiles(sql, 'bench://link', archiveNames(files, 1));
  console.log(`${files} names in ${database.what}`);

  const first = await runLinkSteps(sql, runId);
  await noteRows(sql);
  const second = await runLinkSteps(sql, runId);
  const changes = await changedRows(sql);
  const figures = await linkFigures(sql, runId);
  for (const [index, { step, seconds }] of first.entries()) {
    console.log(`${step.padEnd(16)} first ${seconds.toFixed(1)} s, second ${(second[index]?.seconds ?? 0).toFixed(1)} s`);
  }
  console.log(
    `${figures.groups} groups, ${figures.linked} files linked, ${figures.orphans} alone, ${figures.ungrouped} without group, ` +
      `${figures.genericJoins} generic joins, by method ${JSON.stringify(figures.groupsByMethod)}`,
  );
  const seconds = first.reduce((sum, step) => sum + step.seconds, 0);
  console.log(
    JSON.stringify({
      files,
      seconds: Math.round(seconds * 10) / 10,
      peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
      changes_second_run: changes,
    }),
  );
} finally {
  await database.close();
}

function parsedPerSecond(): number {
  const parse = linkParser(builtIn());
  const names = [...archiveNames(100_000, 2)].map(({ storageKey }) => storageKey);
  const started = process.hrtime.bigint();
  for (const name of names) parse(name);
  return Math.round(names.length / (Number(process.hrtime.bigint() - started) / 1e9));
}
