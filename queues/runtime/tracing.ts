import type { Telemetry } from 'bullmq';

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A span that is open; it ends with the work it was opened for. */
export interface TraceSpan {
  /** Its W3C trace context, by which a later trace may refer to it; null where nobody collects traces. */
  traceparent(): string | null;
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
  /**
   * Does the work within a span of its own. An error that it throws marks the span and is thrown on.
   * @param linkTo the `traceparent` of a span of another trace that this one has to do with
   */
  span<T>(name: string, attributes: SpanAttributes, work: (span: TraceSpan) => Promise<T>, linkTo?: string | null): Promise<T>;
  /** Adds to the span of the job that is being worked on. */
  annotate(attributes: SpanAttributes): void;
}

const noSpan: TraceSpan = { traceparent: () => null, set: () => undefined, fail: () => undefined };

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
