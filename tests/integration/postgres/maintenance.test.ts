import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostDatabase, type DatabaseHost } from '../../../adapters/local-stack/database-host.js';
import { connect, type Sql } from '../../../adapters/postgres/connect.js';

describe('maintenance of the local database', () => {
  let host: DatabaseHost;
  let sql: Sql;
  beforeAll(async () => {
    host = await hostDatabase({
      port: 0,
      onFailure: (error) => {
        throw error;
      },
    });
    sql = connect(host.url, 1);
    await sql`CREATE TABLE worn (id INT PRIMARY KEY, text TEXT)`;
    await sql.unsafe('CHECKPOINT');
  });
  afterAll(async () => {
    await sql.end({ timeout: 5 });
    await host.close();
  });

  it('does nothing while nothing is due', async () => {
    expect(await host.maintain()).toEqual([]);
  });

  it('analyses what has grown, once', async () => {
    await sql`INSERT INTO worn SELECT n, 'new' FROM generate_series(1, 5000) n`;
    expect(await host.maintain()).toEqual(['ANALYZE public.worn']);
    expect(await host.maintain()).toEqual([]);
    expect(await sql`SELECT reltuples FROM pg_class WHERE relname = 'worn'`).toEqual([{ reltuples: 5000 }]);
  });

  it('vacuums what was rewritten, and writes a checkpoint when the log has grown', async () => {
    await sql`UPDATE worn SET text = repeat(md5(id::text), 300)`;
    await sql`UPDATE worn SET text = text || 'again'`;
    await sql`CREATE TABLE filler AS SELECT md5(n::text) || repeat(md5(n::text), 30) AS text FROM generate_series(1, 40000) n`;
    const done = await host.maintain();
    expect(done).toContain('CHECKPOINT');
    expect(done).toContain('VACUUM (ANALYZE) public.worn');
    expect(await host.maintain()).toEqual([]);
  });
});
