import { defaultTextMapGetter, defaultTextMapSetter, ROOT_CONTEXT, trace, type Link, type Span } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

/** Contexts of spans as text that outlives them: the header `traceparent` of W3C Trace Context. */

const propagator = new W3CTraceContextPropagator();

export function traceparentOf(span: Span): string | null {
  const carrier: { traceparent?: string } = {};
  propagator.inject(trace.setSpan(ROOT_CONTEXT, span), carrier, defaultTextMapSetter);
  return carrier.traceparent ?? null;
}

/** Links to nothing when the text is none of its kind. */
export function linksTo(traceparent: string | null): Link[] {
  const carrier = traceparent === null ? {} : { traceparent };
  const context = trace.getSpanContext(propagator.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter));
  return context ? [{ context }] : [];
}
