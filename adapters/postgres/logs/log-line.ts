/** A line of the log as it is kept: what can be asked for stands by itself, the rest in `fields`. */
export interface LogLine {
  readonly runId: number | null;
  readonly fileId: number | null;
  readonly at: string;
  /** As pino counts: 30 info, 40 warn, 50 error. */
  readonly level: number;
  readonly workerId: string | null;
  readonly queue: string | null;
  readonly jobId: string | null;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const infoLevel = 30;
const warnLevel = 40;

/**
 * Reads a line that pino wrote.
 * @returns null for what is not kept: debug lines, and lines below a warning that belong to no run
 */
export function parseLogLine(text: string): LogLine | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const { level, time, msg, runId, fileId, workerId, queue, jobId, ...others } = parsed as Record<string, unknown>;
  delete others['pid'];
  delete others['hostname'];
  const isOfRun = typeof runId === 'number';
  if (typeof level !== 'number' || level < (isOfRun ? infoLevel : warnLevel)) return null;
  return {
    runId: isOfRun ? runId : null,
    fileId: typeof fileId === 'number' ? fileId : null,
    at: new Date(typeof time === 'number' ? time : Date.now()).toISOString(),
    level,
    workerId: textOf(workerId),
    queue: textOf(queue),
    jobId: textOf(jobId),
    message: textOf(msg) ?? '',
    fields: others,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
