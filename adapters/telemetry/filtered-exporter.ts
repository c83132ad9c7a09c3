import { SpanStatusCode, type Attributes } from '@opentelemetry/api';
import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node';

export interface SpanFilter {
  /** Takes secrets out of a text. */
  readonly withoutSecrets: (text: string) => string;
  /** Names of spans that are sent only when they failed; they must have no children. */
  readonly onlyFailed: readonly string[];
}

/** Sends spans without secrets, and tells when the collector begins or ceases to take them. */
export class FilteredExporter implements SpanExporter {
  readonly #exporter: SpanExporter;
  readonly #filter: SpanFilter;
  readonly #onCollector: (refusal: string | null) => void;
  #refuses = false;

  constructor(exporter: SpanExporter, filter: SpanFilter, onCollector: (refusal: string | null) => void) {
    this.#exporter = exporter;
    this.#filter = filter;
    this.#onCollector = onCollector;
  }

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    const { onlyFailed } = this.#filter;
    const sent = spans.filter(({ name, status }) => !onlyFailed.includes(name) || status.code === SpanStatusCode.ERROR);
    this.#exporter.export(
      sent.map((span) => this.#cleaned(span)),
      (result) => {
        this.#note(result);
        done(result);
      },
    );
  }

  forceFlush(): Promise<void> {
    return this.#exporter.forceFlush?.() ?? Promise.resolve();
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }

  /** The span as it was, but for the texts: prototype and getters stay. */
  #cleaned(span: ReadableSpan): ReadableSpan {
    const { withoutSecrets } = this.#filter;
    const message = span.status.message;
    return Object.create(span, {
      attributes: { value: this.#texts(span.attributes) },
      events: { value: span.events.map((event) => ({ ...event, attributes: this.#texts(event.attributes ?? {}) })) },
      status: { value: { ...span.status, ...(message !== undefined && { message: withoutSecrets(message) }) } },
    }) as ReadableSpan;
  }

  #texts(attributes: Attributes): Attributes {
    const { withoutSecrets } = this.#filter;
    return Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [key, typeof value === 'string' ? withoutSecrets(value) : value]),
    );
  }

  #note({ code, error }: ExportResult): void {
    const refuses = code !== ExportResultCode.SUCCESS;
    if (refuses === this.#refuses) return;
    this.#refuses = refuses;
    this.#onCollector(refuses ? this.#filter.withoutSecrets(error?.message ?? 'no reason was given') : null);
  }
}
