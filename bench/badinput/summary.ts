import type { Outcome } from './run-archive.js';

export interface Summary {
  /** input, files, facts, skipped, failures by class */
  readonly rows: string[][];
  readonly mutations: number;
  /** Files in no terminal state, or failed as `INTERNAL` or without a class. */
  readonly unnamed: number;
  /** Storage keys that lead out of the source, and yet were read. */
  readonly escaped: number;
  readonly complaints: string[];
}

const shownCharacters = 300;

export function summarise(outcomes: readonly Outcome[]): Summary {
  const groups = groupedBy(outcomes, ({ storageKey, isTrick }) => (isTrick ? 'path tricks' : (storageKey.split('/')[0] ?? '')));
  const unnamed = outcomes.filter(isUnnamed);
  const escaped = outcomes.filter(({ isTrick, status }) => isTrick && status === 'completed');
  return {
    rows: [...groups].map(([kind, files]) => rowOf(kind, files)),
    mutations: outcomes.length,
    unnamed: unnamed.length,
    escaped: escaped.length,
    complaints: [...unnamed, ...escaped].map(
      ({ storageKey, status, errorClass, error }) =>
        `${storageKey.slice(0, 100)}: ${status} ${errorClass ?? ''} ${(error ?? '').slice(0, shownCharacters)}`,
    ),
  };
}

function isUnnamed({ status, errorClass }: Outcome): boolean {
  if (status === 'failed') return errorClass === null || errorClass === 'INTERNAL';
  return status !== 'completed' && status !== 'skipped';
}

function rowOf(kind: string, files: readonly Outcome[]): string[] {
  const count = (wanted: string): string => String(files.filter(({ status }) => status === wanted).length);
  const failed = groupedBy(
    files.filter(({ status }) => status === 'failed'),
    ({ errorClass }) => errorClass ?? 'none',
  );
  const classes = [...failed].map(([name, those]) => `${name} ${those.length}`).sort();
  return [kind, String(files.length), count('completed'), count('skipped'), classes.join(', ')];
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
