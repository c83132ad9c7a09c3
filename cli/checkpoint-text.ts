import type { StoredCheckpoint } from '../adapters/postgres/run-store.js';
import { figureWords } from '../flows/figure-words.js';
import { shown } from './report/figure-tables.js';

type Checkpoint = Pick<StoredCheckpoint, 'phase' | 'open' | 'passed' | 'acceptedReason' | 'misses'>;

/** What a checkpoint says, in words. While a run is held, `extract` does nothing but wait for the phase that holds it. */
export function checkpointState({ phase, open, passed, acceptedReason, misses }: Checkpoint, runStatus: string): string {
  if (open) return phase === 'extract' && runStatus === 'held' ? 'waits for what holds the run' : 'at work';
  if (passed) return 'passed';
  return acceptedReason === null ? `HELD: ${misses.join('; ')}` : `accepted: ${acceptedReason}`;
}

/** Figures in a sentence: single ones, of lists with names their counts. Longer lists are in the report. */
export function figuresInWords(figures: Readonly<Record<string, unknown>>): string {
  return Object.entries(figures)
    .filter(([name, value]) => name !== 'run' && (typeof value === 'number' || typeof value === 'boolean'))
    .map(([name, value]) => `${figureWords(name)} ${String(shown(name, value))}`)
    .join(', ');
}
