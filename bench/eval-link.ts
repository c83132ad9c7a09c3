import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from '../adapters/postgres/connect.js';
import { linkFigures } from '../adapters/postgres/link/figures.js';
import { writeSampleArchive } from '../sample/write-sample-archive.js';
import { openBenchDatabase } from './link/database.js';
import { foundFiles, namesOf } from './link/found.js';
import { loadFiles } from './link/load.js';
import { runLinkSteps } from './link/run-steps.js';
import { scoreLinks, type LinkScore } from './link/score.js';
import { fileTruths, groupTruths } from './link/truth.js';

/**
 * Links the names of sample archives and compares the groups with their truth, at 1,000 and 100,000 files (or `--files N`), each with its
 * own seed. Fails when a target of the design is missed.
 */

const targets = { pairPrecision: 0.995, pairRecall: 0.98, projectCodes: 0.995, genericJoins: 0 };

const asked = Number(process.argv[process.argv.indexOf('--files') + 1]);
const sizes = asked > 0 ? [asked] : [1_000, 100_000];
const database = await openBenchDatabase();
const dir = await mkdtemp(join(tmpdir(), 'fleet-eval-link-'));
try {
  console.log(`names of sample archives, linked in ${database.what}`);
  for (const [index, files] of sizes.entries()) {
    const score = await evaluate(database.sql, files, index + 1);
    print(score);
    if (misses(score)) process.exitCode = 1;
  }
} finally {
  await database.close();
  await rm(dir, { recursive: true, force: true });
}

async function evaluate(sql: Sql, files: number, seed: number): Promise<LinkScore> {
  const { truth_directory: truth } = await writeSampleArchive(join(dir, String(files)), { files, seed, namesOnly: true });
  const runId = await loadFiles(sql, `eval://link/${files}`, namesOf(join(truth, 'files.jsonl')));
  await runLinkSteps(sql, runId);
  const figures = await linkFigures(sql, runId);
  console.log(
    `${files} files: ${figures.groups} groups, ${figures.linked} files linked, ${figures.orphans} alone, ${figures.ungrouped} without group, ` +
      `${figures.needsReview} groups to review ${JSON.stringify(figures.reviewReasons)}`,
  );
  return scoreLinks(
    fileTruths(join(truth, 'files.jsonl')),
    groupTruths(join(truth, 'groups.jsonl')),
    await foundFiles(sql, runId),
  );
}

function misses(score: LinkScore): boolean {
  return (
    score.pairPrecision < targets.pairPrecision ||
    score.pairRecall < targets.pairRecall ||
    score.projectCodes < targets.projectCodes ||
    score.genericJoins > targets.genericJoins
  );
}

function print(score: LinkScore): void {
  for (const miss of score.misses) console.log(`  miss: ${miss}`);
  console.log(`  roles ${round(score.roles)}, primary members ${round(score.primaries)}`);
  console.log(
    JSON.stringify({
      files: score.files,
      pair_precision: round(score.pairPrecision),
      pair_recall: round(score.pairRecall),
      project_codes: round(score.projectCodes),
      generic_joins: score.genericJoins,
    }),
  );
}

function round(share: number): number {
  return Math.round(share * 100_000) / 100_000;
}
