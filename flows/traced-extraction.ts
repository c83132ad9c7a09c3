import type { Facts } from '../queues/contract/facts.js';
import type { Tracing } from '../queues/runtime/tracing.js';
import type { ClaimedFile } from './ports.js';

/** The name of a file's span. A million of them may be too many for who collects them; `FLEET_TRACE_FILES` leaves out what went well. */
export const extractionSpan = 'extract file';

/** Reads a file within a span of its own, which tells what became of it. */
export function tracedExtraction(
  tracing: Tracing,
  runId: number,
  claim: ClaimedFile,
  extract: () => Promise<Facts | null>,
): Promise<Facts | null> {
  const about = {
    'fleet.run.id': runId,
    'fleet.file.id': claim.fileId,
    'fleet.file.name': claim.storageKey,
    'fleet.file.size_bytes': claim.sizeBytes,
    'fleet.attempt': claim.retryCount + 1,
  };
  return tracing.span(extractionSpan, about, async (span) => {
    const facts = await extract();
    if (!facts) return null;
    span.set({
      'fleet.status': facts.status,
      'fleet.child.wall_ms': facts.timings.wall_ms,
      'fleet.child.cpu_ms': facts.timings.cpu_ms,
    });
    if (facts.extractor !== null) span.set({ 'fleet.engine': facts.extractor });
    if (facts.error_class !== null) span.set({ 'error.type': facts.error_class });
    if (facts.status === 'failed') span.fail(facts.error ?? facts.status);
    return facts;
  });
}
