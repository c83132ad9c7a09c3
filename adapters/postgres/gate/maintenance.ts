import type { GateDatabase } from './gate-database.js';
import { queryMessage } from './protocol.js';
import type { Turns } from './turns.js';

/**
 * What a server's background processes would do and the one-process database does not: it has no checkpointer, so its
 * log would grow for ever and be replayed whole after a kill; and no autovacuum, so the planner would know nothing.
 * Thresholds: a log of 32 MB; autovacuum's own formula (threshold plus a share of the rows).
 */
const dueStatements = `
SELECT format(CASE WHEN n_dead_tup > 1000 + 0.2 * n_live_tup THEN 'VACUUM (ANALYZE) %I.%I' ELSE 'ANALYZE %I.%I' END, schemaname, relname)
FROM pg_stat_user_tables
WHERE n_dead_tup > 1000 + 0.2 * n_live_tup OR n_mod_since_analyze > 500 + 0.1 * n_live_tup
UNION ALL
SELECT 'CHECKPOINT' FROM pg_control_checkpoint()
WHERE pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) > 32 * 1024 * 1024`;

/** Asks what is due and does it, each statement in a turn of its own. Returns the statements run. */
export async function maintain(database: GateDatabase, turns: Turns): Promise<readonly string[]> {
  await inTurn(turns, () => run(database, 'SELECT pg_stat_force_next_flush()'));
  const statements = firstCells(await inTurn(turns, () => run(database, dueStatements)));
  for (const statement of statements) await inTurn(turns, () => run(database, statement));
  return statements;
}

async function inTurn<T>(turns: Turns, work: () => Promise<T>): Promise<T> {
  await turns.acquire();
  try {
    return await work();
  } finally {
    turns.release();
  }
}

async function run(database: GateDatabase, statement: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  await database.execute(queryMessage(statement), (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks);
}

/** First column of every DataRow: type D, int32 length, int16 columns, then per column int32 length and the text. */
function firstCells(answer: Buffer): string[] {
  const cells: string[] = [];
  for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readInt32BE(at + 1)) {
    if (answer[at] !== 'D'.charCodeAt(0)) continue;
    const bytes = answer.readInt32BE(at + 7);
    cells.push(answer.toString('utf8', at + 11, at + 11 + Math.max(0, bytes)));
  }
  return cells;
}
