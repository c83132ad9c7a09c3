import { SpanKind, type Context } from '@opentelemetry/api';
import { SamplingDecision, type Sampler, type SamplingResult } from '@opentelemetry/sdk-trace-node';

/**
 * Decides about the first span of a trace. What BullMQ does for itself between jobs (polling, looking for stalled ones) are internal spans
 * without a parent: a trace of its own for each, several a second from each worker. They are left out.
 */
export class RunsOnlySampler implements Sampler {
  shouldSample(_context: Context, _traceId: string, _name: string, kind: SpanKind): SamplingResult {
    return { decision: kind === SpanKind.INTERNAL ? SamplingDecision.NOT_RECORD : SamplingDecision.RECORD_AND_SAMPLED };
  }

  toString(): string {
    return 'RunsOnlySampler';
  }
}
