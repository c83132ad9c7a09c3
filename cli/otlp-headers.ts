/**
 * Headers as `OTEL_EXPORTER_OTLP_HEADERS` has them: `name=value,name=value`, values percent-encoded
 * (https://opentelemetry.io/docs/specs/otel/protocol/exporter/). An entry without `=` is left out.
 */
export function parseHeaders(text: string): Record<string, string> {
  const entries = text.split(',').flatMap((entry) => {
    const [, name = '', value = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/u.exec(entry) ?? [];
    return name === '' ? [] : [[name, decoded(value)] as const];
  });
  return Object.fromEntries(entries);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
