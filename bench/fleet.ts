import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../adapters/postgres/connect.js';
import { migrateDatabase } from '../adapters/postgres/migrate.js';
import { table } from '../cli/table.js';
import { writeSampleArchive } from '../sample/write-sample-archive.js';
import { drawings, drawingsWithText, writeArchive } from './fleet/archives.js';
import { contest, type Outcome } from './fleet/contest.js';
import { fleetRun, type FleetServices } from './fleet/fleet-run.js';
import { costsOf, readProfile } from './fleet/profile.js';
import { largestStages, type StageTimes } from './fleet/stage-clock.js';
import { openServers } from './servers/open-servers.js';

/**
 * A real mixed run against (a) the same extraction functions in a bare loop and (b) plain scripts with the usual packages, on as many
 * processes as there are cores. One script makes of drawings what the fleet makes of them, as far as the packages reach: text, pictures, OCR.
 * The other stores texts alone; it is compared over the files that it can read, DXF and PDF with text of their own, and as it makes no
 * pictures, the loop without them tells what the reading alone takes.
 * `--files N` (default 5,000); servers as for the other benchmarks (`openServers`).
 */

const files = Number(process.argv[process.argv.indexOf('--files') + 1]) || 5_000;
/** Scans are two hundred times as slow as the rest; the mixed archive is smaller by so much. */
const filesPerMixedFile = 10;
const seed = 41;
const cores = availableParallelism();
const work = await mkdtemp(join(tmpdir(), 'fleet-bench-'));
process.env['FLEET_LOCAL_DIR'] = work;
const servers = await openServers(work);
const { databaseUrl, redisUrl } = servers;
await migrateDatabase(databaseUrl);
const sql = connect(databaseUrl, 2);
try {
  await measure({ sql, databaseUrl, redisUrl });
} finally {
  await sql.end();
  await servers.stop();
  await rm(work, { recursive: true, force: true });
}

async function measure(services: FleetServices): Promise<void> {
  const mixed = join(work, 'mixed');
  await writeSampleArchive(mixed, { files: Math.ceil(files / filesPerMixedFile), seed });
  const fleet = await fleetRun(services, mixed, cores);
  const bare = await contest('bare-loop.js', [join(work, 'bare-artifacts')], fleet.files, cores);

  await services.sql`CREATE TABLE IF NOT EXISTS plain_script_results (name TEXT, facts TEXT)`;
  const sheets = join(work, 'drawings');
  await writeArchive(sheets, { files: Math.ceil(files / filesPerMixedFile), seed: seed + 2 }, drawings);
  const fleetDrawings = await fleetRun(services, sheets, cores);
  const pictures = join(work, 'plain-pictures');
  await mkdir(pictures);
  const products = await contest('plain-products.js', [services.databaseUrl, pictures], fleetDrawings.files, cores);

  const readable = join(work, 'readable');
  await writeArchive(readable, { files, seed: seed + 1 }, drawingsWithText);
  const profileFolder = join(work, 'profile');
  const fleetReadable = await fleetRun(services, readable, cores, ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]);
  const bareReadable = await contest('bare-loop.js', [join(work, 'bare-artifacts')], fleetReadable.files, cores);
  const factsAlone = await contest('bare-loop.js', [], fleetReadable.files, cores);
  const texts = await contest('plain-texts.js', [services.databaseUrl], fleetReadable.files, cores);
  await services.sql`DROP TABLE plain_script_results`;

  const row = (over: string, name: string, { seconds, filesPerS, failed }: Outcome, count: number): string[] => [
    over,
    name,
    String(count),
    seconds.toFixed(1),
    filesPerS.toFixed(1),
    String(failed),
  ];
  const all = `all that can be extracted`;
  const drawn = 'DXF and PDF';
  const text = 'DXF and PDF with text';
  console.log(`${files} files generated, ${cores} cores, ${servers.what}`);
  console.log(
    table(
      ['over', 'by', 'files', 'seconds', 'files/s', 'unreadable'],
      [
        row(all, 'fleet', fleet, fleet.files.length),
        row(all, 'bare loop', bare, fleet.files.length),
        row(drawn, 'fleet', fleetDrawings, fleetDrawings.files.length),
        row(drawn, 'plain script: texts, OCR, pictures', products, fleetDrawings.files.length),
        row(text, 'fleet', fleetReadable, fleetReadable.files.length),
        row(text, 'bare loop', bareReadable, fleetReadable.files.length),
        row(text, 'bare loop, no pictures', factsAlone, fleetReadable.files.length),
        row(text, 'plain script: texts', texts, fleetReadable.files.length),
      ],
    ),
  );
  printStages(all, bare.stages);
  printStages(text, bareReadable.stages);
  console.log('\nthe worker process, where its time goes:');
  const costs = costsOf(await readProfile(profileFolder));
  console.log(
    table(
      ['share', 'function', 'where'],
      costs.map(({ share, name, place }) => [`${(share * 100).toFixed(1)} %`, name, place]),
    ),
  );
  console.log(
    JSON.stringify({
      vs_bare_loop: round(fleet.filesPerS / bare.filesPerS),
      vs_plain_script: round(fleetReadable.filesPerS / texts.filesPerS),
      vs_plain_script_same_products: round(fleetDrawings.filesPerS / products.filesPerS),
      bare_loop_without_pictures_vs_plain_script: round(factsAlone.filesPerS / texts.filesPerS),
      files_per_s: round(fleet.filesPerS),
      vs_bare_loop_without_ocr: round(fleetReadable.filesPerS / bareReadable.filesPerS),
      files_per_s_without_ocr: round(fleetReadable.filesPerS),
      lost: fleet.lost + fleetDrawings.lost + fleetReadable.lost,
    }),
  );
}

function printStages(over: string, stages: StageTimes): void {
  console.log(`\nextraction of ${over}, where its time goes:`);
  console.log(
    table(
      ['share', 'seconds', 'stage'],
      largestStages(stages, 12).map(({ share, ms, stage }) => [`${(share * 100).toFixed(1)} %`, (ms / 1000).toFixed(1), stage]),
    ),
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
