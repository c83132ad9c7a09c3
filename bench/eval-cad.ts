import { table } from '../cli/table.js';
import { extractCad } from '../processors/cad/extract.js';
import { ExtractionError } from '../queues/contract/errors.js';
import type { CadFact } from '../queues/contract/facts.js';
import { crossValidate } from './cad/label-accuracy.js';
import { labelledParts } from './cad/labelled-parts.js';
import { signErrors } from './cad/sign-errors.js';
import { corpusModels, corpusTruth, type ModelTruth } from './cad/models.js';

/**
 * Models of the corpus against what a native kernel says of them: faces, edges and solids equal, volume and area within 1e-6. A model
 * without faces in truth must fail with a class. Labels of machining features are judged on MFCAD, five-fold by part: each fold by a model that
 * was learned from the other parts. The signs of sampled distances are those of the kernel's exact classifier.
 */

const within = 1e-6;
const models = corpusModels('step');
const truth = models.length > 0 ? corpusTruth() : new Map<string, ModelTruth>();
const rows: string[][] = [];
let files = 0;
let countsEqual = 0;
let volumes = 0;
let volumesWithin = 0;
let areasWithin = 0;
const signs = { models: 0, asked: 0, wrong: 0 };

for (const model of models) {
  const expected = truth.get(model.name);
  if (!expected) continue;
  const read = await extractCad(model, { stage: () => undefined, keep: null }).catch((error: unknown) => error);
  const cad =
    read instanceof Error || typeof read !== 'object' || read === null || !('cad' in read) ? null : (read.cad as CadFact);
  if (!expected.faces) {
    rows.push([model.name, read instanceof ExtractionError ? `refused: ${read.errorClass}` : 'NOT REFUSED', '', '']);
    continue;
  }
  files += 1;
  const equal = cad?.faces === expected.faces && cad.edges === expected.edges && cad.solids === expected.solids;
  if (equal) countsEqual += 1;
  const area = deviation(cad?.area ?? null, expected.area);
  if (area < within) areasWithin += 1;
  const sign = await signErrors(model).catch((error: unknown) => {
    if (error instanceof ExtractionError) return null;
    throw error;
  });
  if (sign !== null) {
    signs.models += 1;
    signs.asked += sign.asked;
    signs.wrong += sign.wrong;
  }
  const hasVolume = expected.solids > 0 && Math.abs(expected.vol) > 1e-9;
  const volume = hasVolume ? deviation(cad?.volume ?? null, expected.vol) : 0;
  if (hasVolume) volumes += 1;
  if (hasVolume && volume < within) volumesWithin += 1;
  rows.push([
    model.name,
    equal ? 'equal' : countsOf(cad, expected),
    hasVolume ? volume.toExponential(1) : '-',
    area.toExponential(1),
  ]);
}

console.log(table(['model', 'faces, edges, solids', 'volume off by', 'area off by'], rows));
console.log(`signed distances: ${signs.wrong} of ${signs.asked} signs wrong in ${signs.models} closed parts`);
console.log(`volumes ${volumesWithin} of ${volumes}, areas ${areasWithin} of ${files} within ${within}`);

const folds = 5;
const labelled = await labelledParts();
const labels = labelled.length === 0 ? null : crossValidate(labelled, folds);
if (labels !== null) {
  console.log(
    `face labels: ${labels.right} of ${labels.faces} faces of ${labelled.length} parts right, each part left out of learning`,
  );
  for (const [confusion, count] of labels.confusions) console.log(`  ${count} ${confusion}`);
}

console.log(
  JSON.stringify({
    counts_equal: countsEqual,
    files,
    volume_within_1e6: volumesWithin,
    volumes,
    area_within_1e6: areasWithin,
    face_labels_accuracy: labels === null ? null : Number((labels.right / labels.faces).toFixed(4)),
    sdf_sign_errors: signs.asked === 0 ? null : signs.wrong,
  }),
);

function deviation(value: number | null, expected: number): number {
  return value === null ? Infinity : Math.abs(value / expected - 1);
}

function countsOf(cad: CadFact | null, { faces, edges, solids }: ModelTruth): string {
  return `${cad?.faces ?? '-'}/${faces} ${cad?.edges ?? '-'}/${edges} ${cad?.solids ?? '-'}/${solids}`;
}
