import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { makeFolder } from '../../adapters/make-folder.js';
import { readArtifactBytes } from '../../adapters/artifacts/artifact-folder.js';
import { ChildPool } from '../../adapters/extraction/child-pool.js';
import { sdfArtifact } from '../../processors/cad/sdf/artifact.js';
import { processors } from '../../processors/registry.js';
import { ExtractionError } from '../../queues/contract/errors.js';
import type { Extraction } from '../../queues/contract/facts.js';
import { exitCodes } from '../exit-codes.js';
import { formatOf } from '../local-document.js';

const processorName = 'cad';

/** Not a part of a run: two and a half megabytes for each model, wanted only where a DeepSDF network is trained or applied. */
export function sdfCommand(): Command {
  return new Command('sdf')
    .description('samples of the signed distance to the surfaces of models, as NumPy arrays')
    .argument('<files...>', 'STEP, IGES or BREP files')
    .requiredOption('--out <folder>', 'writes NAME.sdf.npz for each there')
    .action(sampleAll);
}

async function sampleAll(files: readonly string[], { out }: { out: string }): Promise<void> {
  await makeFolder(out);
  const kept = await mkdtemp(join(tmpdir(), 'fleet-sdf-'));
  const pool = new ChildPool(1, { artifactFolder: kept });
  try {
    for (const file of files) {
      const target = join(out, `${basename(file)}.${sdfArtifact}`);
      try {
        await writeFile(target, await readArtifactBytes(kept, await sample(pool, file)));
        console.log(target);
      } catch (error) {
        process.exitCode = exitCodes.failed;
        const reason = error instanceof ExtractionError ? `${error.errorClass}: ${error.message}` : String(error);
        console.error(`${file}: ${reason}`);
      }
    }
  } finally {
    pool.close();
    await rm(kept, { recursive: true, force: true });
  }
}

/** @returns the key of the samples */
async function sample(pool: ChildPool, file: string): Promise<string> {
  const processor = processors[processorName];
  if (processor === undefined) throw new Error(`no processor ${processorName}`);
  const { extraction } = await pool.run({
    processorName,
    processor,
    engine: 'sdf',
    path: file,
    name: basename(file),
    ...(await formatOf(file)),
  });
  const key = (JSON.parse(extraction) as Extraction).artifacts.find(({ name }) => name === sdfArtifact)?.storage_key;
  if (key === undefined) throw new Error('the child kept no samples');
  return key;
}
