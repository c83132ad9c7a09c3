import type { PhaseName } from '../queues/contract/payloads.js';
import { figureWords } from './figure-words.js';
import type { CheckpointRecord } from './ports.js';

/**
 * Gates are data: a figure, how it compares, and the sentence when it does not hold. A figure that is null (nothing of
 * that kind in the run) passes; a figure that is absent fails, because then nobody has computed it.
 */
interface Gate {
  readonly figure: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly miss: string;
}

/** Share of readable files whose extraction must have completed. */
const minCompletedShare = 0.95;

const extraction: readonly Gate[] = [
  { figure: 'open', atMost: 0, miss: 'files are still open' },
  { figure: 'completedShare', atLeast: minCompletedShare, miss: 'too many readable files have failed' },
];

const models: readonly Gate[] = [
  ...extraction,
  { figure: 'modelsMissing', atMost: 0, miss: 'completed CAD jobs have no row in cad_models' },
];

export const gates: Readonly<Record<PhaseName, readonly Gate[]>> = {
  link: [
    { figure: 'ungrouped', atMost: 0, miss: 'files belong to no document group' },
    { figure: 'groups', atLeast: 1, miss: 'linking made no group' },
    { figure: 'genericJoins', atMost: 0, miss: 'generic names joined files of different folders' },
  ],
  extract: [{ figure: 'lost', atMost: 0, miss: 'files are in no terminal state' }],
  pdf: extraction,
  dxf: extraction,
  creo: models,
  cad: models,
  index: [
    { figure: 'textsUnindexed', atMost: 0, miss: 'texts have no search index' },
    { figure: 'blocksUnindexed', atMost: 0, miss: 'blocks have no search index' },
  ],
  embed: [
    { figure: 'modelsWithoutVectors', atMost: 0, miss: 'models have neither a vector nor the reason why it is missing' },
    { figure: 'filesWithoutVectors', atMost: 0, miss: 'extracted files have neither a vector nor the reason why it is missing' },
  ],
  search: [{ figure: 'foundShare', atLeast: 1, miss: 'items of this run were not found by search' }],
};

/** Holds a phase's figures against its gates. */
export function judge(phase: PhaseName, figures: Readonly<Record<string, unknown>>): CheckpointRecord {
  const misses = gates[phase].flatMap((gate) => missOf(gate, figures[gate.figure]));
  const thresholds = Object.fromEntries(gates[phase].map(({ figure, atLeast, atMost }) => [figure, { atLeast, atMost }]));
  return { phase, passed: misses.length === 0, figures, thresholds, misses };
}

function missOf(gate: Gate, value: unknown): string[] {
  if (value === null) return [];
  if (typeof value !== 'number') return [`${gate.figure} is unknown`];
  if (gate.atLeast !== undefined && value < gate.atLeast)
    return [`${gate.miss} (${inWords(gate.figure, value)}, at least ${amount(gate.figure, gate.atLeast)} wanted)`];
  if (gate.atMost !== undefined && value > gate.atMost)
    return [`${gate.miss} (${inWords(gate.figure, value)}, at most ${amount(gate.figure, gate.atMost)} allowed)`];
  return [];
}

/** `completed share 91.67 %`, `models missing 3`. A share is cut, not rounded: 95 % is never said of what fell short of it. */
const inWords = (figure: string, value: number): string => `${figureWords(figure)} ${amount(figure, value)}`;

const amount = (figure: string, value: number): string =>
  /share$/iu.test(figure) ? `${Math.floor(Number((value * 10_000).toFixed(4))) / 100} %` : String(value);
