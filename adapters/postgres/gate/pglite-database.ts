import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import type { GateDatabase } from './gate.js';

/** What a server reports of itself at start-up; source: PostgreSQL documentation, "Asynchronous Operations". */
const reported = [
  'server_version',
  'server_encoding',
  'client_encoding',
  'DateStyle',
  'IntervalStyle',
  'TimeZone',
  'integer_datetimes',
  'standard_conforming_strings',
  'is_superuser',
  'session_authorization',
] as const;

export interface PgliteDatabase extends GateDatabase {
  close(): Promise<void>;
  /** The whole data folder as a tar, to start others from. */
  dump(): Promise<Blob>;
}

export interface PgliteOptions {
  /** Undefined keeps everything in memory. */
  readonly dataDir?: string | undefined;
  /** A dump to start from; the data folder must be new. */
  readonly template?: Blob | undefined;
}

/** Opens PostgreSQL in WebAssembly with the extensions vector and pg_trgm at hand. The folder must not be in use. */
export async function openPgliteDatabase(options: PgliteOptions = {}): Promise<PgliteDatabase> {
  const database = await PGlite.create({
    extensions: { vector, pg_trgm },
    // 1 MB log segments: a new database is 15 MB smaller.
    initDbStartParams: ['--wal-segsize=1'],
    ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
    ...(options.template === undefined ? {} : { loadDataDir: options.template }),
  });
  const { rows } = await database.query<{ name: string; setting: string }>(
    'SELECT name, setting FROM pg_settings WHERE name = ANY($1)',
    [reported],
  );
  return {
    parameters: new Map(rows.map((row) => [row.name, row.setting])),
    // The streaming call: the other one keeps every parsed answer of its life in memory. Its chunks are views of the
    // database's own memory, overwritten by the next.
    execute: (messages, onAnswer) => database.execProtocolRawStream(messages, { onRawData: (chunk) => onAnswer(chunk.slice()) }),
    close: () => database.close(),
    dump: () => database.dumpDataDir('none'),
  };
}
