import type { Sql } from './connect.js';
import { readLedger, total, type Ledger } from './ledger.js';

/** How many files; of failed and skipped ones whatever the reason. */
export type FilesOfRun = Readonly<
  Record<'inputs' | 'completed' | 'reused' | 'failed' | 'skipped' | 'missing' | 'open' | 'lost', number>
>;

/** A run in one line. */
export interface ListedRun {
  readonly id: number;
  readonly source: string;
  readonly status: string;
  readonly started: Date;
  readonly ended: Date | null;
  /** Since when all that is left of its jobs is what facts stand on. */
  readonly pruned: Date | null;
  /** Where its files ended; null while its inventory is taken. */
  readonly files: FilesOfRun | null;
}

interface Row extends Omit<ListedRun, 'files'> {
  /** The ledger at the checkpoint of extraction; of a completed run it is the last word. */
  readonly judged: Judged | null;
}

/** Checkpoints before files could be open left that figure out. */
type Judged = Omit<Pick<Ledger, keyof FilesOfRun>, 'open'> & Partial<Pick<Ledger, 'open'>>;

/** The newest runs first, of all sources. The jobs of a completed run are not counted again: its checkpoint has. */
export async function listRuns(sql: Sql, limit: number): Promise<ListedRun[]> {
  const rows = await sql<Row[]>`
    SELECT r.id, s.uri AS source, r.status, r.created_at AS started, r.finished_at AS ended, r.pruned_at AS pruned,
      COALESCE(r.ledger -> 'whole', CASE WHEN r.status = 'completed' THEN (
        SELECT c.figures FROM run_checkpoints c WHERE c.run_id = r.id AND c.phase = 'extract' AND c.figures ? 'inputs') END) AS judged
    FROM runs r JOIN sources s ON s.id = r.source_id ORDER BY r.id DESC LIMIT ${limit}`;
  const listed: ListedRun[] = [];
  for (const { judged, ...run } of rows) {
    const figures = run.status === 'inventory' ? null : (judged ?? (await readLedger(sql, run.id)));
    listed.push({ ...run, files: figures === null ? null : filesOf(figures) });
  }
  return listed;
}

function filesOf({ inputs, completed, reused, failed, skipped, missing, open = 0, lost }: Judged): FilesOfRun {
  return { inputs, completed, reused, failed: total(failed), skipped: total(skipped), missing, open, lost };
}
