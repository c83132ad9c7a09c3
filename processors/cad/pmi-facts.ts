import type { Extraction, Metadata, TextFact } from '../../queues/contract/facts.js';
import type { FileFacts } from './file-facts.js';
import type { IgesAnnotation } from './iges/annotation.js';
import type { StepFacts } from './step/facts.js';

export interface PmiFacts {
  readonly dimensions: Extraction['dimensions'];
  readonly texts: TextFact[];
  readonly blocks: Extraction['blocks'];
  readonly metadata: Pick<Metadata, 'notes' | 'layers'>;
  /** Under the names that `metadata.properties` has for them; what the file has none of is left out. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Dimensions, tolerances, notes and the presentation of a STEP or IGES file as facts. */
export function pmiFacts({ step, iges }: Pick<FileFacts, 'step' | 'iges'>): PmiFacts {
  if (iges !== null) return igesFacts(iges);
  return step === null ? { dimensions: [], texts: [], blocks: [], metadata: {}, properties: {} } : stepFacts(step);
}

function igesFacts({ texts, dimensions, blocks, layers, colours, names, contents }: IgesAnnotation): PmiFacts {
  return {
    dimensions: [...dimensions],
    texts: [...texts],
    blocks: [...blocks],
    metadata: layers.length === 0 ? {} : { layers },
    properties: { contents, ...filled({ colours, entity_names: names }) },
  };
}

function stepFacts(step: StepFacts): PmiFacts {
  const { pmi, presentation, administration } = step;
  const properties = {
    geometric_tolerances: pmi.geometricTolerances,
    datums: pmi.datums,
    saved_views: pmi.views,
    colours: presentation.colours,
    people: administration.people,
    dates: administration.dates,
    approvals: administration.approvals,
    security_classifications: administration.securityClassifications,
  };
  return {
    dimensions: [...pmi.dimensions],
    blocks: [],
    texts: [
      ...pmi.texts.map((text) => textFact(text, 'text')),
      ...pmi.notes.map((text) => textFact(text, 'text')),
      ...pmi.geometricTolerances.map(({ text }) => textFact(text, 'tolerance')),
    ],
    metadata: {
      ...(pmi.notes.length === 0 ? {} : { notes: [...pmi.notes] }),
      ...(presentation.layers.length === 0 ? {} : { layers: presentation.layers }),
    },
    properties: filled(properties),
  };
}

function filled(lists: Readonly<Record<string, readonly unknown[]>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0));
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
