import { openGate } from '../postgres/gate/gate.js';
import { openPgliteDatabase, type PgliteOptions } from '../postgres/gate/pglite-database.js';

export interface DatabaseHostOptions extends PgliteOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly password?: string | undefined;
  readonly idleHoldTimeoutMs?: number;
  readonly onFailure: (error: unknown) => void;
}

export interface DatabaseHost {
  readonly port: number;
  readonly url: string;
  dump(): Promise<Blob>;
  close(): Promise<void>;
}

/** A local database with its gate, in this thread. While a statement runs, nothing else in the thread does. */
export async function hostDatabase(options: DatabaseHostOptions): Promise<DatabaseHost> {
  const database = await openPgliteDatabase(options);
  const gate = await openGate({
    database,
    port: options.port,
    password: options.password,
    ...(options.idleHoldTimeoutMs === undefined ? {} : { idleHoldTimeoutMs: options.idleHoldTimeoutMs }),
    onDatabaseFailure: options.onFailure,
  });
  const credentials = options.password === undefined ? 'postgres' : `postgres:${options.password}`;
  return {
    port: gate.port,
    url: `postgres://${credentials}@127.0.0.1:${gate.port}/postgres`,
    dump: () => database.dump(),
    close: async () => {
      await gate.close();
      await database.close();
    },
  };
}
