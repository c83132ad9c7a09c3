import pg from 'pg';
import postgres from 'postgres';

/**
 * One client process of the hammer test: three connections of each driver, each running its own mix of statements at the
 * same time as all others, and checking every answer. Prints one JSON line.
 * Arguments: database url, number of this process, rounds per connection.
 */
const [url = '', processText = '0', roundsText = '1'] = process.argv.slice(2);
const processNumber = Number(processText);
const rounds = Number(roundsText);

const tally = { statements: 0, transactions: 0, increments: 0, errors: 0, wrong: [] as string[] };

/** What both drivers can do; `run` gives rows, `transaction` gives the connection to itself. */
interface Connection {
  readonly name: string;
  run(text: string, values: (string | number)[]): Promise<Record<string, unknown>[]>;
  /** Same statement name in every process, another text in each. */
  named(token: string): Promise<Record<string, unknown>[]>;
  transaction(work: (run: Connection['run']) => Promise<void>): Promise<void>;
  end(): Promise<void>;
}

class Rollback extends Error {}

function expectEqual(what: string, actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    tally.wrong.push(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
  }
}

async function hammer(connection: Connection): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const token = `${connection.name}-${round}`;
    switch (round % 5) {
      case 0:
        expectEqual('echo', await connection.run('SELECT $1::text AS token', [token]), [{ token }]);
        break;
      case 1: {
        const rows = await connection.run('SELECT $1::text || n::text AS cell FROM generate_series(1, $2::int) n', [token, 200]);
        expectEqual(
          'series',
          rows,
          Array.from({ length: 200 }, (_, n) => ({ cell: `${token}${n + 1}` })),
        );
        break;
      }
      case 2:
        await failing(connection, token);
        break;
      case 3:
        expectEqual('named', await connection.named(token), [{ token: `${processNumber}:${token}` }]);
        break;
      default:
        await increment(connection, token, round % 10 === 9);
    }
    tally.statements += 1;
  }
}

async function failing(connection: Connection, token: string): Promise<void> {
  try {
    await connection.run('SELECT 1 / ($1::text = $2::text)::int AS none', [token, `${token}-other`]);
    tally.wrong.push(`${token}: no error`);
  } catch (error) {
    expectEqual('sqlstate', (error as { code?: string }).code, '22012');
    tally.errors += 1;
  }
}

/** Read, then write what was read plus one: loses increments unless the transaction is alone. */
async function increment(connection: Connection, token: string, rollBack: boolean): Promise<void> {
  try {
    await connection.transaction(async (run) => {
      const [before] = await run('SELECT value FROM hammer_counter WHERE id = 1', []);
      const next = Number(before?.['value']) + 1;
      await run('UPDATE hammer_counter SET value = $1 WHERE id = 1', [next]);
      await run('INSERT INTO hammer_log (token) VALUES ($1)', [token]);
      const seen = await run('SELECT value::int FROM hammer_counter WHERE id = 1', []);
      expectEqual('own write', seen, [{ value: next }]);
      if (rollBack) throw new Rollback();
    });
    tally.increments += 1;
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
  }
  tally.transactions += 1;
}

async function openPg(name: string): Promise<Connection> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const run: Connection['run'] = async (text, values) => (await client.query<Record<string, unknown>>(text, values)).rows;
  return {
    name,
    run,
    named: async (token) => {
      const text = `SELECT '${processNumber}:' || $1::text AS token`;
      return (await client.query<Record<string, unknown>>({ name: 'shared_name', text, values: [token] })).rows;
    },
    transaction: async (work) => {
      await client.query('BEGIN');
      try {
        await work(run);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
    },
    end: () => client.end(),
  };
}

function openPostgres(name: string, prepare: boolean): Connection {
  const sql = postgres(url, { max: 1, prepare });
  const runOn =
    (on: postgres.Sql | postgres.TransactionSql): Connection['run'] =>
    async (text, values) => [...(await on.unsafe<Record<string, unknown>[]>(text, values, { prepare }))];
  return {
    name,
    run: runOn(sql),
    named: async (token) => [...(await sql<{ token: string }[]>`SELECT ${`${processNumber}:`} || ${token}::text AS token`)],
    transaction: async (work) => {
      await sql.begin((transaction) => work(runOn(transaction)));
    },
    end: () => sql.end({ timeout: 5 }),
  };
}

const connections = [
  ...(await Promise.all([0, 1, 2].map((at) => openPg(`pg-${processNumber}-${at}`)))),
  ...[0, 1, 2].map((at) => openPostgres(`postgres-${processNumber}-${at}`, at === 0)),
];
await Promise.all(connections.map((connection) => hammer(connection)));
await Promise.all(connections.map((connection) => connection.end()));
process.stdout.write(`${JSON.stringify(tally)}\n`);
