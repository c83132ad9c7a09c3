import type { SpanAttributes, Tracing } from '../queues/runtime/tracing.js';

/** Keeps, with a run, the trace that its first start began. */
export interface RunTraceStore {
  /** As W3C `traceparent`; null when the run was started by somebody who traces nothing. */
  traceparent(runId: number): Promise<string | null>;
  /** Keeps the first that is given. */
  keepTraceparent(runId: number, traceparent: string): Promise<void>;
}

/** What sets a run going. */
export type StartedBy = 'run' | 'replay' | 'reconcile' | 'checkpoint';

/**
 * Spans of whatever sets a run going. The first begins the run's trace; each later one begins a trace of its own, for it may be days
 * later and on another machine, and links it to the first.
 */
export class RunTracing {
  readonly tracing: Tracing;
  readonly #store: RunTraceStore;
  readonly #startedBy: StartedBy;

  constructor(tracing: Tracing, store: RunTraceStore, startedBy: StartedBy) {
    this.tracing = tracing;
    this.#store = store;
    this.#startedBy = startedBy;
  }

  async span<T>(name: string, runId: number, attributes: SpanAttributes, work: () => Promise<T>): Promise<T> {
    // Without traces the database is not asked either.
    if (this.tracing.jobs === undefined) return work();
    const first = await this.#store.traceparent(runId);
    const about = { 'fleet.run.id': runId, 'fleet.run.started_by': this.#startedBy, ...attributes };
    return this.tracing.span(
      name,
      about,
      async (span) => {
        const done = await work();
        const traceparent = span.traceparent();
        if (first === null && traceparent !== null) await this.#store.keepTraceparent(runId, traceparent);
        return done;
      },
      first,
    );
  }
}
