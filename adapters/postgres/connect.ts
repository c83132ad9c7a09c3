import postgres from 'postgres';

/** The connection pool every repository takes. */
export type Sql = postgres.Sql;

/** A connection that is inside a transaction, or the pool. Repositories take this where they may be called from either. */
export type SqlOrTransaction = postgres.Sql | postgres.TransactionSql;

/** A piece of a statement, to be put into another. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/**
 * Opens a small pool. Nothing here may rely on session state: between us and Postgres there may be a transaction-mode
 * pooler (Neon, PgBouncer) or the local gate, which hands one session to many clients. So no named statements, no LISTEN,
 * no advisory locks.
 * @param databaseUrl postgres://user:password@host:port/database
 * @param max connections of this process
 */
export function connect(databaseUrl: string, max = 4): Sql {
  return postgres(databaseUrl, {
    max,
    prepare: false,
    idle_timeout: 30,
    connect_timeout: 30,
    onnotice: () => undefined,
    // BIGINT ids and sizes stay below 2^53 here; a string would leak into every comparison.
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
    connection: { application_name: 'extraction-fleet' },
  });
}
