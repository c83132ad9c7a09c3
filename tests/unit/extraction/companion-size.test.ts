import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ChildPool, EngineRun } from '../../../adapters/extraction/child-pool.js';
import { extractDocument } from '../../../adapters/extraction/extract-document.js';
import { Neighbourhoods } from '../../../adapters/source/neighbourhood.js';
import { emptyExtraction } from '../../../queues/contract/facts.js';
import { openTestFolder } from '../../support/files.js';

it('an assembly has the time of what it is read with', async () => {
  const folder = openTestFolder();
  for (const name of ['frame.stp', 'bar.stp', 'post.stp']) writeFileSync(join(folder.path, name), 'x'.repeat(1000));
  const sizes: number[] = [];
  const refersTo = ['bar.stp', 'post.stp', 'gone.stp'];
  const pool = {
    run: ({ sizeBytes }: EngineRun) => {
      sizes.push(sizeBytes);
      const extraction = { ...emptyExtraction('kernel', '1'), metadata: { xrefs: refersTo } };
      return Promise.resolve({ extraction: JSON.stringify(extraction), wallMs: 1, cpuMs: 1, peakRssMb: 1, contentHash: '' });
    },
  } as unknown as ChildPool;
  const path = join(folder.path, 'frame.stp');
  await extractDocument(pool, {
    path,
    name: 'frame.stp',
    format: 'step',
    sizeBytes: 1000,
    folder: new Neighbourhoods().of(path),
  });
  expect(sizes).toEqual([1000, 3000]);
  folder.close();
});
