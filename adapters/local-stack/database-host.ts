import { openGate, type Gate, type GateOptions } from '../postgres/gate/gate.js';
import { maintain } from '../postgres/gate/maintenance.js';
import { openPgliteDatabase, type PgliteOptions } from '../postgres/gate/pglite-database.js';

export interface DatabaseHostOptions extends PgliteOptions {
  /** Taken when it is free; any other otherwise, and when 0. */
  readonly port: number;
  readonly password?: string | undefined;
  readonly idleHoldTimeoutMs?: number;
  readonly onFailure: (error: unknown) => void;
}

export interface DatabaseHost {
  readonly port: number;
  readonly url: string;
  dump(): Promise<Blob>;
  /** Checkpoints, vacuums and analyses where it is due; returns the statements run. */
  maintain(): Promise<readonly string[]>;
  /** Sends every client away, writes a checkpoint and closes the files. */
  close(): Promise<void>;
}

export const databaseUrl = (port: number, password?: string): string =>
  `postgres://postgres${password === undefined ? '' : `:${password}`}@127.0.0.1:${port}/postgres`;

/** A local database with its gate, in this thread. While a statement runs, nothing else in the thread does. */
export async function hostDatabase(options: DatabaseHostOptions): Promise<DatabaseHost> {
  const database = await openPgliteDatabase(options);
  const gate = await openGateOnFreePort({
    database,
    port: options.port,
    password: options.password,
    ...(options.idleHoldTimeoutMs === undefined ? {} : { idleHoldTimeoutMs: options.idleHoldTimeoutMs }),
    onDatabaseFailure: options.onFailure,
  });
  return {
    port: gate.port,
    url: databaseUrl(gate.port, options.password),
    dump: () => database.dump(),
    maintain: () => maintain(database, gate.turns),
    close: async () => {
      await gate.close();
      await database.close();
    },
  };
}

async function openGateOnFreePort(options: GateOptions): Promise<Gate> {
  try {
    return await openGate(options);
  } catch (error) {
    if (options.port === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return openGate({ ...options, port: 0 });
  }
}
