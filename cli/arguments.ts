import { InvalidArgumentError } from 'commander';
import type { PostgresRunStore } from '../adapters/postgres/run-store.js';
import { ErrorClass } from '../queues/contract/errors.js';
import { PhaseName } from '../queues/contract/payloads.js';
import { UsageError } from './exit-codes.js';

/** A commander parser for a whole number above zero. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('must be a whole number above zero');
  return value;
}

/**
 * `latest` or a run's number. A run that was pruned is one for those alone who ask for nothing but its ledger.
 * @throws {UsageError} when there is no such run
 */
export async function runIdOf(text: string, runs: PostgresRunStore, { pruned = false } = {}): Promise<number> {
  const asked = text === 'latest' ? null : parseRunId(text);
  const latest = await runs.latest();
  if (latest === null) throw new UsageError('nothing has run yet: start with `fleet run FOLDER`');
  if (asked !== null && !(await runs.exists(asked))) throw new UsageError(`there is no run ${asked}; the newest is ${latest}`);
  const runId = asked ?? latest;
  const prunedAt = pruned ? null : await runs.prunedAt(runId);
  if (prunedAt !== null)
    throw new UsageError(
      `run ${runId} was pruned on ${prunedAt.toISOString().slice(0, 10)}; what is left of it is \`fleet ledger ${runId}\``,
    );
  return runId;
}

function parseRunId(text: string): number {
  const id = Number(text);
  if (!Number.isInteger(id) || id < 1) throw new UsageError(`"${text}" is not a run: give its number, or latest`);
  return id;
}

/** @throws {UsageError} naming the word that is no phase */
export function parsePhases(text: string): PhaseName[] {
  return text.split(',').map((word) => {
    const phase = PhaseName.safeParse(word.trim());
    if (!phase.success) throw new UsageError(`there is no phase "${word}"; phases are ${PhaseName.options.join(', ')}`);
    return phase.data;
  });
}

/** @throws {UsageError} naming the classes there are */
export function errorClassOf(text: string): ErrorClass {
  const parsed = ErrorClass.safeParse(text.toUpperCase());
  if (!parsed.success) throw new UsageError(`there is no error class "${text}"; classes are ${ErrorClass.options.join(', ')}`);
  return parsed.data;
}
