import pg from 'pg';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostDatabase, type DatabaseHost } from '../../../adapters/local-stack/database-host.js';
import { connect, type Sql } from '../../../adapters/postgres/connect.js';
import { encode, queryMessage, startupCode, syncMessage } from '../../../adapters/postgres/gate/protocol.js';
import { openWire, startupMessage, startupPacket } from '../../support/wire.js';

let host: DatabaseHost;
let sql: Sql;
const failures: unknown[] = [];

beforeAll(async () => {
  host = await hostDatabase({ port: 0, idleHoldTimeoutMs: 300, onFailure: (error) => failures.push(error) });
  sql = connect(host.url, 2);
  await sql`CREATE TABLE gate_rows (id INT PRIMARY KEY, body JSONB)`;
});

afterAll(async () => {
  await sql.end({ timeout: 5 });
  await host.close();
  expect(failures).toEqual([]);
});

const idle = /Z\x00\x00\x00\x05I/;

describe('start-up', () => {
  it('declines encryption, then greets with what drivers need', async () => {
    const client = await openWire(host.port);
    client.send(startupPacket(startupCode.ssl));
    expect(await client.until(/N/)).toBe('N');
    client.send(startupPacket(startupCode.gssEncryption));
    expect(await client.until(/NN/)).toBe('NN');
    client.send(startupMessage());
    const greeting = await client.until(idle);
    expect(greeting).toMatch(/^NNR\x00{3}\x08\x00{4}S/);
    expect(greeting).toContain('server_version\x0018');
    expect(greeting).toContain('client_encoding\x00UTF8\x00');
    expect(greeting).toMatch(/K\x00{3}\x0c/);
    client.socket.destroy();
  });

  it('negotiates a newer minor version down and refuses another major one', async () => {
    const newer = await openWire(host.port);
    newer.send(startupMessage((3 << 16) | 2));
    expect(await newer.until(idle)).toMatch(/^v\x00{3}\x0c\x00\x03\x00\x00\x00{4}R/);
    newer.socket.destroy();
    const older = await openWire(host.port);
    older.send(startupMessage(2 << 16));
    expect(await older.until(/C08P01/)).toContain('unsupported protocol version 2.0');
    await older.closed();
  });

  it('closes after a cancel request and after nonsense', async () => {
    const canceller = await openWire(host.port);
    canceller.send(startupPacket(startupCode.cancel, Buffer.alloc(8)));
    await canceller.closed();
    const stranger = await openWire(host.port);
    stranger.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await stranger.until(/C08P01/);
    await stranger.closed();
    expect(await sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  });

  it('asks for the password where there is one', async () => {
    const guarded = await hostDatabase({ port: 0, password: 'secret', onFailure: (error) => failures.push(error) });
    const right = new pg.Client({ connectionString: guarded.url });
    await right.connect();
    expect((await right.query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await right.end();
    for (const password of ['wrong!', '', 'secret and more']) {
      const wrong = new pg.Client({ connectionString: guarded.url.replace('secret', encodeURIComponent(password)), password });
      await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' });
    }
    await guarded.close();
  });
});

describe('messages', () => {
  it('passes 20 MB in and out', async () => {
    const body = { text: 'Ø 12 µm – '.repeat(2_000_000), list: [1, 2.5, null] };
    await sql`INSERT INTO gate_rows VALUES (1, ${sql.json(body)})`;
    const [row] = await sql<{ body: typeof body }[]>`SELECT body FROM gate_rows WHERE id = 1`;
    expect(row?.body).toEqual(body);
    const other = new pg.Client({ connectionString: host.url });
    await other.connect();
    await other.query('INSERT INTO gate_rows VALUES (2, $1)', [JSON.stringify(body)]);
    const size = await other.query<{ size: number }>('SELECT length(body::text) AS size FROM gate_rows WHERE id = 2');
    expect(size.rows[0]?.size).toBeGreaterThan(20_000_000);
    await other.end();
  });

  it('takes a message byte by byte and several at once', async () => {
    const client = await openWire(host.port);
    for (const byte of Buffer.concat([startupMessage(), queryMessage("SELECT 'bytewise'")])) client.send(Buffer.from([byte]));
    expect(await client.until(/bytewise/)).toContain('bytewise');
    client.send(queryMessage("SELECT 'first'"), queryMessage('SELECT nothing'), queryMessage("SELECT 'third'"));
    expect(await client.until(/third[\s\S]*Z\x00\x00\x00\x05I/)).toMatch(/first[\s\S]*C42703[\s\S]*third/);
    client.socket.destroy();
  });

  it('holds the database from Parse to Sync, across a pause', async () => {
    const client = await openWire(host.port);
    client.send(startupMessage());
    await client.until(idle);
    const nothing = Buffer.from([0, 0]);
    client.send(encode('P', '', "SELECT 'mine'", nothing), encode('H'));
    await client.until(/1\x00\x00\x00\x04/);
    const other = sql`SELECT 'other' AS whose`.execute();
    client.send(encode('B', '', '', nothing, nothing, nothing), encode('E', '', 0), syncMessage);
    expect(await client.until(/mine/)).toContain('mine');
    expect(await other).toEqual([{ whose: 'other' }]);
    client.socket.destroy();
  });

  it('refuses COPY FROM STDIN, inside a transaction too, and lives on', async () => {
    const client = new pg.Client({ connectionString: host.url });
    await client.connect();
    await expect(client.query('copy gate_rows from stdin')).rejects.toMatchObject({ code: '0A000' });
    await client.query('BEGIN');
    await expect(client.query('/* x */ COPY gate_rows (id)\n FROM  STDIN WITH (FORMAT csv)')).rejects.toMatchObject({
      code: '0A000',
    });
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
    await client.query('ROLLBACK');
    await expect(client.query({ name: 'copy', text: 'COPY gate_rows FROM STDIN' })).rejects.toMatchObject({ code: '0A000' });
    expect((await client.query<{ a: string }>('SELECT $1::text AS a', ['copy x from stdin'])).rows).toEqual([
      { a: 'copy x from stdin' },
    ]);
    await client.end();
  });

  it('ends a message that is longer than the limit, for that client alone', async () => {
    const client = await openWire(host.port);
    client.send(startupMessage());
    await client.until(idle);
    client.send(Buffer.from('Q\x7f\xff\xff\xff', 'latin1'));
    await client.until(/C08P01/);
    await client.closed();
    expect(await sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  });
});

describe('clients among each other', () => {
  it('leave no settings, statements or temporary tables behind', async () => {
    const first = new pg.Client({ connectionString: host.url });
    await first.connect();
    await first.query("SET statement_timeout = '1ms'");
    await first.query('CREATE TEMP TABLE left_behind (id INT)');
    await first.query({ name: 'kept', text: 'SELECT 1' });
    await first.end();
    const second = postgres(host.url, { max: 1, prepare: false });
    // Its turn comes after the clean-up: the first one asked for the database before it was gone.
    expect(await second`SELECT current_setting('statement_timeout') AS timeout`).toEqual([{ timeout: '0' }]);
    expect(await second`SELECT to_regclass('left_behind') AS found`).toEqual([{ found: null }]);
    expect(await second`SELECT name FROM pg_prepared_statements WHERE name LIKE '%kept'`).toEqual([]);
    await second.end();
  });

  it('are sent away when they keep others waiting in an open transaction', async () => {
    const sleeper = new pg.Client({ connectionString: host.url });
    const lost = new Promise<string>((resolve) =>
      sleeper.on('error', (error: Error & { code?: string }) => resolve(error.code ?? error.message)),
    );
    await sleeper.connect();
    await sleeper.query('BEGIN');
    await sleeper.query("INSERT INTO gate_rows VALUES (7, '{}')");
    expect(await sql`SELECT id FROM gate_rows WHERE id = 7`).toEqual([]);
    expect(await lost).toBe('25P03');
  });

  it('that do not read their answers do not stop the others', async () => {
    const client = await openWire(host.port);
    client.send(startupMessage());
    await client.until(idle);
    client.socket.pause();
    for (let at = 0; at < 20; at += 1) client.send(queryMessage("SELECT repeat('x', 4000000)"));
    expect(await sql`SELECT 'served' AS state`).toEqual([{ state: 'served' }]);
    client.socket.destroy();
  });
});
