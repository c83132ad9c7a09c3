import { learn } from '../../processors/cad/features/machining-model.js';
import { recognise } from '../../processors/cad/features/recognise.js';
import { examplesOf, type LabelledPart } from './labelled-parts.js';

export interface LabelScore {
  readonly faces: number;
  readonly right: number;
  /** Wrong faces by what they are and what they were taken for. */
  readonly confusions: ReadonlyMap<string, number>;
}

/** Cross-validation by part: each fold is judged by a model that was learned from the other parts alone. */
export function crossValidate(parts: readonly LabelledPart[], folds: number): LabelScore {
  let [faces, right] = [0, 0];
  const confusions = new Map<string, number>();
  for (let fold = 0; fold < folds; fold += 1) {
    const model = learn(parts.filter((_, index) => index % folds !== fold).flatMap(examplesOf));
    for (const { part, labels } of parts.filter((_, index) => index % folds === fold)) {
      const found = recognise(part, model).labels;
      labels.forEach((label, face) => {
        faces += 1;
        if (found[face] === label) right += 1;
        else {
          const key = `${label} taken for ${found[face] ?? 'nothing'}`;
          confusions.set(key, (confusions.get(key) ?? 0) + 1);
        }
      });
    }
  }
  return { faces, right, confusions };
}
