import { statSync } from 'node:fs';
import { Command } from 'commander';
import { ChildPool } from '../../adapters/extraction/child-pool.js';
import { extractDocument } from '../../adapters/extraction/extract-document.js';
import { Neighbourhoods } from '../../adapters/source/neighbourhood.js';
import type { CreoRoute } from '../../queues/contract/creo-service.js';
import type { Facts } from '../../queues/contract/facts.js';
import { readConfig } from '../config.js';
import { directCreoRoute } from '../creo-route.js';
import { exitCodes, UsageError } from '../exit-codes.js';
import { formatOf } from '../local-document.js';
import { machineLimits } from '../machine.js';
import { table } from '../table.js';
import { firstChildren } from '../tuning.js';

/** Files in work at once per child, so that results can be printed in order without a child waiting. */
const aheadPerChild = 4;

export function extractCommand(): Command {
  return new Command('extract')
    .description('the facts of single files, without Redis and Postgres')
    .argument('<files...>', 'the files')
    .option('--jsonl', 'one JSON object per file and line, in order, errors included')
    .option('--artifacts <folder>', 'keep previews, rendered views and samples there')
    .action(extract);
}

/** What all files of a call share. */
interface Surroundings {
  readonly pool: ChildPool;
  readonly neighbourhoods: Neighbourhoods;
  readonly creo: CreoRoute;
}

interface ExtractOptions {
  readonly jsonl?: boolean;
  readonly artifacts?: string;
}

async function extract(files: readonly string[], { jsonl = false, artifacts }: ExtractOptions): Promise<void> {
  for (const file of files) refuseFolder(file);
  const config = readConfig();
  const creoUrl = config.CREO_GRPC_URL ?? null;
  const pool = new ChildPool(config.FLEET_CHILDREN ?? firstChildren(machineLimits()).children, {
    artifactFolder: artifacts ?? null,
    creoUrl,
  });
  const creo = directCreoRoute(config.CREO_MODE, creoUrl);
  const surroundings = { pool, neighbourhoods: new Neighbourhoods(), creo };
  const started: Promise<Facts>[] = [];
  const rows: string[][] = [];
  let failed = 0;
  try {
    for (let index = 0; index < files.length; index++) {
      while (started.length < files.length && started.length < index + pool.size * aheadPerChild) {
        started.push(extractOne(surroundings, files[started.length] ?? ''));
      }
      const facts = await started[index];
      if (!facts) break;
      if (facts.status === 'failed') failed += 1;
      if (jsonl) await print(JSON.stringify(facts));
      else rows.push(rowOf(facts));
    }
  } finally {
    pool.close();
  }
  if (!jsonl) console.log(table(['file', 'format', 'status', 'texts', 'dimensions', 'number', 'title'], rows));
  if (failed > 0) process.exitCode = exitCodes.failed;
}

function refuseFolder(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${file} is a folder; name files (a whole folder: fleet run FOLDER)`);
}

async function extractOne({ pool, neighbourhoods, creo }: Surroundings, file: string): Promise<Facts> {
  const { format, sizeBytes } = await formatOf(file);
  return extractDocument(pool, { path: file, name: file, format, sizeBytes, folder: neighbourhoods.of(file) }, { creo });
}

/** Waits for a slow reader: facts of large drawings are megabytes, and an unread pipe would hold them all. */
function print(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

function rowOf({ file, format, status, error_class, error, texts, dimensions, metadata }: Facts): string[] {
  const state = status === 'completed' ? status : `${error_class ?? status}: ${error ?? ''}`;
  return [
    file,
    format,
    state,
    String(texts.length),
    String(dimensions.length),
    metadata.drawing_number ?? metadata.part_number ?? '',
    metadata.title ?? '',
  ];
}
