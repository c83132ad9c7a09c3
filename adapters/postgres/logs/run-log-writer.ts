import type { Sql } from '../connect.js';
import { jsonText } from '../json.js';
import { parseLogLine, type LogLine } from './log-line.js';

const flushEveryMs = 1_000;
/** Lines that wait while the database is away; of what comes on top of them only the number is kept. */
const waitingAtMost = 2_000;
const linesPerStatement = 500;
/** A message with a stack or a document's text in it must not fill the table. */
const lineCharactersAtMost = 4_000;

interface Limits {
  /** The newest lines of a run that stay. A run of a million files logs about 50,000. */
  readonly linesPerRun: number;
  /** Lines written by this process between two looks at what is too much. */
  readonly trimEvery: number;
}

const defaultLimits: Limits = { linesPerRun: 100_000, trimEvery: 2_000 };

/**
 * Takes the lines of this process's log, as a destination of pino, and brings those of runs, and all warnings, to Postgres, where
 * `fleet logs` finds the lines of all machines. The log on stderr is whole in any case: what is lost here is lost from this view alone.
 */
export class RunLogWriter {
  readonly #limits: Limits;
  #waiting: LogLine[] = [];
  #dropped = 0;
  #sql: Sql | null = null;
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> = Promise.resolve();
  #sinceTrim = 0;

  constructor(limits: Limits = defaultLimits) {
    this.#limits = limits;
  }

  /** Lines wait until there is a database. */
  open(sql: Sql): void {
    this.#sql = sql;
    this.#timer = setInterval(() => void this.flush(), flushEveryMs);
    this.#timer.unref();
  }

  /** One line of the log, as JSON; never throws, for a log must not break what it tells of. */
  write(text: string): void {
    if (text.length > lineCharactersAtMost) return;
    const line = parseLogLine(text);
    if (line === null) return;
    if (this.#waiting.length < waitingAtMost) this.#waiting.push(line);
    else this.#dropped += 1;
  }

  /** Writes what waits. A database that is away gets it at the next try. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#save());
    return this.#flushing;
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.flush();
    this.#sql = null;
  }

  async #save(): Promise<void> {
    while (this.#sql !== null && this.#waiting.length > 0) {
      const lines = this.#waiting.slice(0, linesPerStatement);
      try {
        await insert(this.#sql, lines);
      } catch {
        // Said by everything else that uses the database; said here, it would be a line that waits as well.
        return;
      }
      this.#waiting.splice(0, lines.length);
      this.#tellDropped();
      this.#sinceTrim += lines.length;
      if (this.#sinceTrim < this.#limits.trimEvery) continue;
      this.#sinceTrim = 0;
      await trim(this.#sql, new Set(lines.map(({ runId }) => runId)), this.#limits.linesPerRun).catch(() => undefined);
    }
  }

  #tellDropped(): void {
    if (this.#dropped === 0) return;
    const message = `${this.#dropped} lines of the log are on this machine's stderr only: the database was away`;
    const nothing = { runId: null, fileId: null, workerId: null, queue: null, jobId: null };
    this.#dropped = 0;
    this.#waiting.push({ ...nothing, at: new Date().toISOString(), level: 40, message, fields: {} });
  }
}

async function insert(sql: Sql, lines: readonly LogLine[]): Promise<void> {
  // A line about a run that is no longer there has nobody who would ask for it.
  await sql`
    INSERT INTO run_logs (run_id, file_id, logged_at, level, worker_id, queue, job_id, message, fields)
    SELECT l."runId", l."fileId", l.at, l.level, l."workerId", l.queue, l."jobId", l.message, l.fields
    FROM jsonb_to_recordset(${jsonText(lines)}::text::jsonb) AS l (
      "runId" BIGINT, "fileId" BIGINT, at TIMESTAMPTZ, level SMALLINT, "workerId" TEXT, queue TEXT, "jobId" TEXT, message TEXT, fields JSONB)
    WHERE l."runId" IS NULL OR EXISTS (SELECT FROM runs WHERE id = l."runId")`;
}

/** Deletes all but the newest lines of these runs; null stands for the warnings of no run. */
async function trim(sql: Sql, runIds: ReadonlySet<number | null>, keep: number): Promise<void> {
  for (const runId of runIds) {
    // By the index of runs, which `IS NOT DISTINCT FROM` would not use.
    const ofRun = runId === null ? sql`run_id IS NULL` : sql`run_id = ${runId}`;
    await sql`
      DELETE FROM run_logs WHERE ${ofRun} AND id <= (SELECT id FROM run_logs WHERE ${ofRun} ORDER BY id DESC OFFSET ${keep} LIMIT 1)`;
  }
}
