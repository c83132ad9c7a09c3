import { multistream, pino, type DestinationStream, type Logger } from 'pino';
import { secretNames, type Config } from './config.js';
import { parseHeaders } from './otlp-headers.js';

/** JSON lines on stderr; stdout belongs to what a command prints. Secrets of the configuration never reach it, wherever they turn up. */
export function createLogger(
  config: Config,
  level: string = config.FLEET_LOG_LEVEL,
  destination: DestinationStream = standardError(),
): Logger {
  return pino({ level, hooks: { streamWrite: secretsTakenOut(config) } }, destination);
}

/** Takes the secrets of the configuration out of a text. */
export function secretsTakenOut(config: Config): (text: string) => string {
  const secrets = secretsOf(config);
  return (text) => secrets.reduce((left, secret) => left.replaceAll(secret, '[secret]'), text);
}

function standardError(): DestinationStream {
  return pino.destination({ dest: 2, sync: false });
}

/** Standard error, and what else takes lines. */
export function alsoTo(other: DestinationStream): DestinationStream {
  // `level: trace`: a stream of pino's would else leave out what is below info; the logger's own level decides.
  return multistream([
    { level: 'trace', stream: standardError() },
    { level: 'trace', stream: other },
  ]);
}

/** Tokens as they are; of an address what identifies: its password, or the path of a webhook; of headers their values. */
function secretsOf(config: Config): string[] {
  return secretNames.flatMap((name) => {
    const value = config[name];
    if (value === undefined) return [];
    if (name === 'OTEL_EXPORTER_OTLP_HEADERS') return Object.values(parseHeaders(value)).filter((secret) => secret.length > 1);
    if (!URL.canParse(value)) return [value];
    const { password, pathname } = new URL(value);
    const secrets = name === 'FLEET_SLACK_WEBHOOK_URL' ? [pathname] : [password, decodeURIComponent(password)];
    return secrets.filter((secret) => secret.length > 1);
  });
}
