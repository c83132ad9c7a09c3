import { SpanStatusCode } from '@opentelemetry/api';
import { ExportResultCode } from '@opentelemetry/core';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-node';
import { describe, expect, it } from 'vitest';
import { FilteredExporter } from '../../../adapters/telemetry/filtered-exporter.js';

const filter = { withoutSecrets: (text: string) => text.replaceAll('hush', '[secret]'), onlyFailed: ['extract file'] };

function tracerOver(exporter: SpanExporter, onCollector: (refusal: string | null) => void = () => undefined) {
  const filtered = new FilteredExporter(exporter, filter, onCollector);
  return new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(filtered)] }).getTracer('test');
}

describe('spans on their way to the collector', () => {
  it('lose secrets in attributes, events and the reason of a failure', () => {
    const sent = new InMemorySpanExporter();
    const span = tracerOver(sent).startSpan('checkpoint', { attributes: { address: 'postgres://fleet:hush@db' } });
    span.recordException(new Error('no hush here'));
    span.setStatus({ code: SpanStatusCode.ERROR, message: 'hush' });
    span.end();
    const [told] = sent.getFinishedSpans();
    expect(told?.attributes).toEqual({ address: 'postgres://fleet:[secret]@db' });
    expect(told?.events[0]?.attributes).toMatchObject({ 'exception.message': 'no [secret] here' });
    expect(told?.status.message).toBe('[secret]');
    expect(told?.spanContext().traceId).toBe(span.spanContext().traceId);
  });

  it('of the names that are sent only when they failed, the others are left out', () => {
    const sent = new InMemorySpanExporter();
    const tracer = tracerOver(sent);
    tracer.startSpan('extract file').end();
    const failed = tracer.startSpan('extract file');
    failed.setStatus({ code: SpanStatusCode.ERROR });
    failed.end();
    tracer.startSpan('checkpoint').end();
    expect(sent.getFinishedSpans().map(({ name }) => name)).toEqual(['extract file', 'checkpoint']);
  });

  it('a collector that refuses is told once, and once that it takes them again', () => {
    const answers = ['hush 503', '503', null, null];
    const collector: SpanExporter = {
      export: (_spans, done) => {
        const refusal = answers.shift() ?? null;
        done(
          refusal === null ? { code: ExportResultCode.SUCCESS } : { code: ExportResultCode.FAILED, error: new Error(refusal) },
        );
      },
      shutdown: () => Promise.resolve(),
    };
    const told: (string | null)[] = [];
    const tracer = tracerOver(collector, (refusal) => told.push(refusal));
    for (let spans = 0; spans < 4; spans++) tracer.startSpan('judge checkpoint').end();
    expect(told).toEqual(['[secret] 503', null]);
  });
});
