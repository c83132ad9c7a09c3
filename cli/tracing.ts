import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { collectTraces } from '../adapters/telemetry/open-telemetry.js';
import { extractionSpan } from '../flows/traced-extraction.js';
import { noTracing, type Tracing } from '../queues/runtime/tracing.js';
import type { Config } from './config.js';
import { createLogger, secretsTakenOut } from './logger.js';
import { parseHeaders } from './otlp-headers.js';
import { version } from './version.js';

/**
 * Does the work with traces when a collector is configured, and sends what is left of them afterwards, whatever happens.
 * Without one, no package of OpenTelemetry is loaded.
 * @param role of this process: `producer`, or a worker's
 */
export async function withTracing<T>(
  config: Config,
  role: string,
  work: (tracing: Tracing) => Promise<T>,
  log: Logger = createLogger(config),
): Promise<T> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers = '' } = config;
  if (endpoint === undefined) return work(noTracing);
  const tracing = await collectTraces({
    endpoint,
    headers: parseHeaders(headers),
    resource: {
      'service.name': 'extraction-fleet',
      'service.version': version,
      'service.instance.id': `${hostname()}:${role}:${process.pid}`,
      'fleet.role': role,
    },
    filter: {
      withoutSecrets: secretsTakenOut(config),
      onlyFailed: config.FLEET_TRACE_FILES === 'failed' ? [extractionSpan] : [],
    },
    onCollector: (refusal) => {
      if (refusal === null) log.info('the collector takes traces again');
      else log.warn({ error: refusal }, 'the collector does not take traces; they are lost, the run is not');
    },
  });
  try {
    return await work(tracing);
  } finally {
    await tracing.close();
  }
}
