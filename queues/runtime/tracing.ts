import type { Telemetry } from 'bullmq';

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A span that is open; it ends with the work it was opened for. */
export interface TraceSpan {
  set(attributes: SpanAttributes): void;
  /** Marks it as failed, for work that tells its failure as a value. */
  fail(reason: string): void;
}

/**
 * Where the time of a run goes, for whoever collects traces. A run is one trace: what is done within a span, or in a job that was
 * added within it, on whichever machine, is its child.
 */
export interface Tracing {
  /** Lets BullMQ carry the trace with each job; undefined where nobody collects traces. */
  readonly jobs: Telemetry | undefined;
  /** Does the work within a span of its own. An error that it throws marks the span and is thrown on. */
  span<T>(name: string, attributes: SpanAttributes, work: (span: TraceSpan) => Promise<T>): Promise<T>;
  /** Adds to the span of the job that is being worked on. */
  annotate(attributes: SpanAttributes): void;
}

const noSpan: TraceSpan = { set: () => undefined, fail: () => undefined };

/** Nobody collects traces. */
export const noTracing: Tracing = {
  jobs: undefined,
  span: (_name, _attributes, work) => work(noSpan),
  annotate: () => undefined,
};

/** What BullMQ's classes take of it. */
export function telemetryOption({ jobs }: Tracing): { telemetry?: Telemetry } {
  return jobs ? { telemetry: jobs } : {};
}
