import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import type { GateDatabase } from './gate-database.js';

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
  const fatal = watchForFatal(database.Module);
  const { rows } = await database.query<{ name: string; setting: string }>(
    'SELECT name, setting FROM pg_settings WHERE name = ANY($1)',
    [reported],
  );
  return {
    parameters: new Map(rows.map((row) => [row.name, row.setting])),
    execute: async (messages, onAnswer) => {
      if (fatal.error !== undefined) throw new DatabaseEnded(fatal.error);
      try {
        // The streaming call: the other one keeps every parsed answer of its life in memory. Its chunks are views of the
        // database's own memory, overwritten by the next.
        await database.execProtocolRawStream(messages, { onRawData: (chunk) => onAnswer(chunk.slice()) });
      } catch (error) {
        fatal.error ??= asError(error);
        throw new DatabaseEnded(fatal.error);
      }
    },
    close: () => database.close(),
    dump: () => database.dumpDataDir('none'),
  };
}

/** The WebAssembly program has exited or trapped; its memory is not to be trusted. The data folder is as after a kill. */
export class DatabaseEnded extends Error {
  override readonly name = 'DatabaseEnded';

  constructor(cause: Error) {
    super(`the local database has ended: ${cause.message}`, { cause });
  }
}

interface Fatal {
  error: Error | undefined;
}

/** Exit status by which PGlite marks a longjmp: an SQL error, after which the database goes on. */
const longJump = 100;

/**
 * PGlite runs the database's main loop until all input is consumed, and takes every exception out of it for an SQL error.
 * After a trap (a stack overflow, memory out of bounds) nothing is consumed any more and it would loop for ever. It
 * restores the stack after each exception; so that is where a fatal one is thrown again, out of the loop.
 */
function watchForFatal(module: PGlite['Module']): Fatal {
  const fatal: Fatal = { error: undefined };
  const loopOnce = module._PostgresMainLoopOnce;
  const restoreStack = module.stackRestore;
  module._PostgresMainLoopOnce = () => {
    try {
      loopOnce();
    } catch (error) {
      if ((error as { status?: unknown }).status !== longJump) fatal.error = asError(error);
      throw error;
    }
  };
  module.stackRestore = (pointer) => {
    const restored = restoreStack(pointer);
    if (fatal.error !== undefined) throw fatal.error;
    return restored;
  };
  return fatal;
}

/** An exit is thrown as a plain object with a message. */
function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const hasMessage = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  return new Error(hasMessage ? String(thrown.message) : String(thrown));
}
