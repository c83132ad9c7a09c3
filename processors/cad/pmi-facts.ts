import type { Extraction, Metadata, TextFact } from '../../queues/contract/facts.js';
import type { StepFacts } from './step/facts.js';

export interface PmiFacts {
  readonly dimensions: Extraction['dimensions'];
  readonly texts: TextFact[];
  readonly metadata: Pick<Metadata, 'notes' | 'layers'>;
  /** Under the names that `metadata.properties` has for them; what the file has none of is left out. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Product and manufacturing information and the presentation of a STEP file as facts. */
export function pmiFacts(step: StepFacts | null): PmiFacts {
  if (step === null) return { dimensions: [], texts: [], metadata: {}, properties: {} };
  const { pmi, presentation } = step;
  const properties = {
    geometric_tolerances: pmi.geometricTolerances,
    datums: pmi.datums,
    saved_views: pmi.views,
    colours: presentation.colours,
  };
  return {
    dimensions: [...pmi.dimensions],
    texts: [
      ...pmi.texts.map((text) => textFact(text, 'text')),
      ...pmi.notes.map((text) => textFact(text, 'text')),
      ...pmi.geometricTolerances.map(({ text }) => textFact(text, 'tolerance')),
    ],
    metadata: {
      ...(pmi.notes.length === 0 ? {} : { notes: [...pmi.notes] }),
      ...(presentation.layers.length === 0 ? {} : { layers: presentation.layers }),
    },
    properties: Object.fromEntries(Object.entries(properties).filter(([, values]) => values.length > 0)),
  };
}

/** Where an annotation stands is a matter of the view; none is given. */
function textFact(text: string, source: TextFact['source']): TextFact {
  return {
    text,
    source,
    tag: null,
    page: null,
    layer: null,
    space: 'model',
    visible: true,
    x: null,
    y: null,
    height: null,
    angle: null,
  };
}
