import type { Tracing } from '../../queues/runtime/tracing.js';
import type { SpanFilter } from './filtered-exporter.js';

export interface TelemetrySettings {
  /** Base address of an OTLP/HTTP collector, e.g. http://localhost:4318. */
  readonly endpoint: string;
  /** Sent with each request, e.g. an API key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of this process, beside `OTEL_RESOURCE_ATTRIBUTES`. */
  readonly resource: Readonly<Record<string, string>>;
  readonly filter: SpanFilter;
  /** Told when the collector begins to refuse, with the reason, and null when it takes spans again. */
  readonly onCollector: (refusal: string | null) => void;
}

export interface CollectedTracing extends Tracing {
  /** Sends what is left, within a few seconds. Never rejects. */
  close(): Promise<void>;
}

const closeWithinMs = 5_000;

/**
 * Traces by OpenTelemetry. Its packages are loaded here alone and only when this is called; they have one provider per process, so that it
 * may be called once.
 */
export async function collectTraces(settings: TelemetrySettings): Promise<CollectedTracing> {
  const [api, { BullMQOtel }, { OTLPTraceExporter }, resources, sdk, { FilteredExporter }, { RunsOnlySampler }, contexts] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('bullmq-otel'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-node'),
      import('./filtered-exporter.js'),
      import('./runs-only-sampler.js'),
      import('./trace-context.js'),
    ]);
  const { INTERNAL: internal, PRODUCER: producer } = api.SpanKind;
  const url = `${settings.endpoint.replace(/\/+$/u, '')}/v1/traces`;
  const otlp = new OTLPTraceExporter({ url, headers: { ...settings.headers } });
  const provider = new sdk.NodeTracerProvider({
    resource: resources
      .defaultResource()
      .merge(resources.resourceFromAttributes(settings.resource))
      .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    sampler: new sdk.ParentBasedSampler({ root: new RunsOnlySampler() }),
    spanProcessors: [new sdk.BatchSpanProcessor(new FilteredExporter(otlp, settings.filter, settings.onCollector))],
  });
  provider.register();
  const tracer = api.trace.getTracer('extraction-fleet');
  return {
    jobs: new BullMQOtel({ tracerName: 'bullmq' }),
    span: (name, attributes, work, linkTo = null) => {
      // The first span of a trace sets something going, and is told so: the sampler keeps it by that.
      const kind = api.trace.getActiveSpan() ? internal : producer;
      const links = contexts.linksTo(linkTo);
      return tracer.startActiveSpan(name, { attributes, kind, links }, async (span) => {
        const fail = (message: string): void => {
          span.setStatus({ code: api.SpanStatusCode.ERROR, message });
        };
        try {
          return await work({
            traceparent: () => contexts.traceparentOf(span),
            set: (more) => void span.setAttributes(more),
            fail,
          });
        } catch (error) {
          fail(error instanceof Error ? error.message : String(error));
          throw error;
        } finally {
          span.end();
        }
      });
    },
    annotate: (attributes) => void api.trace.getActiveSpan()?.setAttributes(attributes),
    async close() {
      const late = new Promise((resolve) => setTimeout(resolve, closeWithinMs).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
}
