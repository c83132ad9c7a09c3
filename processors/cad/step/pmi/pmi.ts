import type { DimensionFact } from '../../../../queues/contract/facts.js';
import type { StepEntities } from '../entities.js';
import { readAnnotations } from './annotations.js';
import { readDimensions } from './dimensions.js';
import { readDatums, readGeometricTolerances, type GeometricTolerance } from './geometric-tolerances.js';

/** Product and manufacturing information: what a drawing would say, as values in the model. */
export interface Pmi {
  readonly dimensions: readonly DimensionFact[];
  readonly geometricTolerances: readonly GeometricTolerance[];
  readonly datums: readonly string[];
  readonly notes: readonly string[];
  readonly texts: readonly string[];
  /** Names of the views that the author saved. */
  readonly views: readonly string[];
}

export function readPmi(entities: StepEntities): Pmi {
  const { notes, texts, presented, views } = readAnnotations(entities);
  return {
    dimensions: readDimensions(entities, presented),
    geometricTolerances: readGeometricTolerances(entities),
    datums: readDatums(entities),
    notes,
    texts,
    views,
  };
}
