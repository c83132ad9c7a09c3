import { pino, type Logger } from 'pino';
import type { Config } from './config.js';

/** JSON lines on stderr; stdout belongs to what a command prints. Addresses with passwords never reach it. */
export function createLogger(config: Config): Logger {
  return pino(
    { level: config.FLEET_LOG_LEVEL, redact: ['databaseUrl', 'redisUrl', 'token', '*.token'] },
    pino.destination({ dest: 2, sync: false }),
  );
}
