import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { crossValidate } from './cad/label-accuracy.js';
import { examplesOf, labelledParts } from './cad/labelled-parts.js';
import { learn, rowOf } from '../processors/cad/features/machining-model.js';

/** Learns the model of machining features from the labelled parts of the corpus and writes it into the project's source. */

const target = resolve('processors/cad/features/machining-prototypes.ts');
const parts = await labelledParts();
if (parts.length === 0) throw new Error('train:features needs the corpus: set EXTRACTION_CORPUS');
const { faces, right } = crossValidate(parts, 5);
const model = learn(parts.flatMap(examplesOf)).toSorted(
  (a, b) => b.seen - a.seen || a.machiningClass.localeCompare(b.machiningClass),
);
const source = `import { modelOfRows } from './machining-model.js';

/** Learned by \`npm run train:features\` from ${parts.length} parts of MFCAD (MIT); not written by hand. */
export const machiningModel = modelOfRows(${JSON.stringify(model.map(rowOf))});
`;
writeFileSync(target, await format(source, { ...(await resolveConfig(target)), parser: 'typescript' }));
console.log(`${model.length} prototypes; ${((100 * right) / faces).toFixed(2)} % of ${faces} faces right when left out`);
