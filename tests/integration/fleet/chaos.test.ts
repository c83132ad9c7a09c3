import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { compiledEntry } from '../../../adapters/package-root.js';
import { postgresPrograms } from '../../../bench/servers/postgres.js';
import { outputOf } from '../../support/processes.js';

const hasPostgres = postgresPrograms() !== null;
if (!hasPostgres) console.warn('NOT TESTED: the short chaos suite needs initdb and pg_ctl of Postgres with pgvector');

/** The short form of `npm run test:chaos`, over servers of its own. */
it.runIf(hasPostgres)(
  'a killed worker, a wiped Redis and a restarted Postgres lose nothing',
  async () => {
    const suite = spawn(process.execPath, [compiledEntry('bench', 'chaos.js'), '--short', '--files', '90', '--seed', '2'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const last = (await outputOf(suite)).trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(last)).toMatchObject({ seed: 2, faults: 3, files: 90, lost: 0, duplicate_rows: 0 });
  },
  300_000,
);
