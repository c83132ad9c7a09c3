import type { Sql } from '../adapters/postgres/connect.js';
import { currentRecipe, embedFiles, embedModels, type EmbedOptions } from '../adapters/postgres/embed/embed-range.js';
import { embedFigures } from '../adapters/postgres/embed/figures.js';
import { buildLaidAsideIndexes, layAsideIndexes } from '../adapters/postgres/embed/laid-aside-indexes.js';
import { extractionFigures, indexFigures, ledgerFigures } from '../adapters/postgres/figures.js';
import { indexSteps } from '../adapters/postgres/index-steps.js';
import { linkFigures } from '../adapters/postgres/link/figures.js';
import { linkModels } from '../adapters/postgres/link/models.js';
import { createConfirmSteps, createLinkSteps, type LinkStep } from '../adapters/postgres/link/steps.js';
import { dropOutdatedFacts, queueJobs, refreshStatistics } from '../adapters/postgres/queue-jobs.js';
import type { PhaseWork, SqlStep } from '../flows/ports.js';
import type { CompiledGrammar } from '../processors/link/compile.js';
import { extractableFormats } from '../processors/registry.js';
import { searchFigures } from './search-figures.js';

/** What the phases of a run do, over one pool of connections. */
export function phaseWork(sql: Sql, grammar: CompiledGrammar, embedding: EmbedOptions): PhaseWork {
  const bound = (step: LinkStep): SqlStep => ({ ...step, run: (range) => step.run(sql, range) });
  return {
    queueJobs: async (runId, from, to) => {
      await queueJobs(sql, runId, from, to, extractableFormats());
      await dropOutdatedFacts(sql, runId, from, to);
    },
    jobsQueued: () => refreshStatistics(sql),
    linkSteps: createLinkSteps(grammar).map(bound),
    // Numbers found inside the files correct the groups before these are described by their titles.
    indexSteps: [...createConfirmSteps(grammar).map(bound), ...indexSteps(sql, (runId) => linkModels(sql, runId))],
    embedSteps: [
      {
        name: 'lay-aside-indexes',
        scope: 'whole',
        run: ({ runId }) => layAsideIndexes(sql, { runId, recipe: currentRecipe(embedding) }),
      },
      { name: 'models', scope: 'range', run: (range) => embedModels(sql, range, embedding) },
      { name: 'files', scope: 'range', run: (range) => embedFiles(sql, range, embedding) },
      { name: 'build-indexes', scope: 'whole', run: () => buildLaidAsideIndexes(sql) },
    ],
    figures: {
      link: async (runId) => ({ ...(await linkFigures(sql, runId)) }),
      extract: ledgerFigures(sql),
      pdf: extractionFigures(sql, 'pdf'),
      dxf: extractionFigures(sql, 'dxf'),
      creo: extractionFigures(sql, 'creo'),
      cad: extractionFigures(sql, 'cad'),
      index: indexFigures(sql),
      embed: embedFigures(sql),
      search: searchFigures(sql),
    },
  };
}
