import type { ExtractionQueueName, RangeQueueName } from '../queues/contract/queue-table.js';
import type { PhaseName } from '../queues/contract/payloads.js';
import type { PhaseWork, RunOptions, SqlStep } from './ports.js';

/**
 * A step of a phase:
 * `pages` runs in the coordinator itself, a range of files at a time;
 * `ranges` and `whole` become shards of the queue, `whole` just one;
 * `files` become shards of open files, and starts over until none is open;
 * `phases` are coordinators that this one waits for.
 */
export type Step =
  | {
      readonly kind: 'pages';
      readonly name: string;
      run(runId: number, from: number, to: number): Promise<void>;
      /** Once, after the last page. */
      end(): Promise<void>;
    }
  | { readonly kind: 'ranges' | 'whole'; readonly name: string; readonly queue: RangeQueueName }
  | { readonly kind: 'files'; readonly name: string; readonly queue: ExtractionQueueName }
  | { readonly kind: 'phases'; readonly name: string; readonly phases: readonly PhaseName[] };

/** The phases that stand in line, first to last; each waits for the one before. */
export const phaseOrder = ['link', 'extract', 'index', 'embed', 'search'] as const satisfies readonly PhaseName[];

/** The phases that `extract` adds once linking is done. */
export const documentPhases = ['pdf', 'dxf'] as const satisfies readonly ExtractionQueueName[];
export const cadPhases = ['creo', 'cad'] as const satisfies readonly ExtractionQueueName[];

/** The steps of a phase under the run's options. */
export function stepsOf(phase: PhaseName, options: RunOptions, work: PhaseWork): readonly Step[] {
  switch (phase) {
    case 'link':
      return work.linkSteps.map((step) => sqlStep(step, 'link'));
    case 'index':
      return work.indexSteps.map((step) => sqlStep(step, 'index'));
    case 'embed':
      return work.embedSteps.map((step) => sqlStep(step, 'embed'));
    case 'extract':
      return [
        { kind: 'pages', name: 'queue-jobs', run: work.queueJobs.bind(work), end: work.jobsQueued.bind(work) },
        ...extractionSteps(options),
      ];
    case 'pdf':
    case 'dxf':
    case 'creo':
    case 'cad':
      return [{ kind: 'files', name: 'extract', queue: phase }];
    case 'search':
      return [];
  }
}

/** Documents and CAD have no dependency on each other: all machines work at once, unless the strict order is asked for. */
function extractionSteps(options: RunOptions): Step[] {
  if (!options.sequential) return [{ kind: 'phases', name: 'extract', phases: [...documentPhases, ...cadPhases] }];
  return [
    { kind: 'phases', name: 'documents', phases: documentPhases },
    { kind: 'phases', name: 'models', phases: cadPhases },
  ];
}

function sqlStep(step: SqlStep, queue: RangeQueueName): Step {
  return { kind: step.scope === 'range' ? 'ranges' : 'whole', name: step.name, queue };
}
