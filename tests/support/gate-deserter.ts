import pg from 'pg';

/**
 * Changes a row inside a transaction, tells so on standard output, and then waits to be killed.
 * Argument: database url.
 */
const client = new pg.Client({ connectionString: process.argv[2] });
await client.connect();
await client.query('BEGIN');
await client.query('UPDATE hammer_counter SET value = value + 1000000 WHERE id = 1');
process.stdout.write('in transaction\n');
setInterval(() => undefined, 60_000);
