import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { alertLimits } from '../flows/alerts/conditions.js';
import { creoModes } from '../queues/contract/creo-service.js';
import { packageRoot } from '../adapters/package-root.js';
import type { ObjectStorageSettings } from '../adapters/source/object-storage/settings.js';

const url = (protocols: readonly string[]): z.ZodOptional<z.ZodString> =>
  z
    .string()
    .refine((text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)), {
      message: `must begin with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    })
    .optional();
const whole = z.coerce.number('must be a whole number').int('must be a whole number');
const port = whole.min(0).max(65_535);
const choice = <const T extends readonly string[]>(words: T) => z.enum(words, `must be one of ${words.join(', ')}`);

/** Everything that may be set from outside, with its default. `.env.example` is held against this by a test. */
export const Environment = z.object({
  DATABASE_URL: url(['postgres', 'postgresql']),
  REDIS_URL: url(['redis', 'rediss']),
  FLEET_LOCAL_DIR: z.string().default(join(packageRoot, '.local')),
  FLEET_ARTIFACT_DIR: z.string().optional(),
  S3_ENDPOINT: url(['https', 'http']),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  FLEET_LINK_GRAMMAR: z.string().optional(),
  EMBED_MODEL_DIR: z.string().optional(),
  CREO_GRPC_URL: z
    .string()
    .regex(/^[^\s/]+:\d+$/, 'must be host:port')
    .optional(),
  CREO_MODE: choice(creoModes).default('auto'),
  CREO_SESSIONS: whole.min(1).max(64).default(1),
  FLEET_CHILDREN: whole.min(1).max(256).optional(),
  FLEET_DATABASE_CONNECTIONS: whole.min(1).max(64).default(4),
  FLEET_LOCK_DURATION_MS: whole.min(1000).default(60_000),
  FLEET_STALLED_INTERVAL_MS: whole.min(500).default(30_000),
  FLEET_RECONCILE_EVERY_MS: whole.min(1000).default(180_000),
  FLEET_DASHBOARD_PORT: port.default(3000),
  FLEET_SEARCH_PORT: port.default(8080),
  FLEET_HOST: z.string().default('127.0.0.1'),
  FLEET_READ_TOKEN: z.string().min(16).optional(),
  FLEET_ADMIN_TOKEN: z.string().min(16).optional(),
  FLEET_SLACK_WEBHOOK_URL: url(['https', 'http']),
  FLEET_PAGERDUTY_ROUTING_KEY: z.string().min(16).optional(),
  FLEET_PAGERDUTY_URL: z.url().default('https://events.pagerduty.com/v2/enqueue'),
  FLEET_DASHBOARD_URL: url(['https', 'http']),
  FLEET_ALERT_EVERY_MS: whole.min(100).default(15_000),
  FLEET_ALERT_COOLDOWN_MS: whole.min(0).default(900_000),
  FLEET_ALERT_SILENT_S: z.coerce.number('must be a number').min(1).default(alertLimits.heartbeatS),
  FLEET_ALERT_STORAGE_S: z.coerce.number('must be a number').min(0).default(alertLimits.storageAwayS),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(['https', 'http']),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  FLEET_TRACE_FILES: choice(['all', 'failed']).default('all'),
  FLEET_LOG_LEVEL: choice(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type Config = Readonly<z.infer<typeof Environment>>;

/** May be given as a file's content instead: `DATABASE_URL_FILE` names the file, as Docker and Kubernetes mount secrets. */
export const secretNames = [
  'DATABASE_URL',
  'REDIS_URL',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'FLEET_READ_TOKEN',
  'FLEET_ADMIN_TOKEN',
  'FLEET_SLACK_WEBHOOK_URL',
  'FLEET_PAGERDUTY_ROUTING_KEY',
  'OTEL_EXPORTER_OTLP_HEADERS',
] as const satisfies readonly (keyof Config)[];

/** Where previews, views and samples are kept: beside the local stack unless the configuration names a place that all machines share. */
export function artifactFolder(config: Config): string {
  return config.FLEET_ARTIFACT_DIR ?? join(config.FLEET_LOCAL_DIR, 'artifacts');
}

export function objectStorage(config: Config): ObjectStorageSettings {
  return {
    endpoint: config.S3_ENDPOINT,
    region: config.S3_REGION,
    accessKeyId: config.S3_ACCESS_KEY_ID,
    secretAccessKey: config.S3_SECRET_ACCESS_KEY,
  };
}

/** Problems of the configuration, all of them at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the environment, and `.env` beside package.json for what the environment does not set.
 * @throws {ConfigError} naming every variable that is wrong
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const file = join(packageRoot, '.env');
  if (environment === process.env && existsSync(file)) process.loadEnvFile(file);
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse({ ...set, ...readSecretFiles(set) });
  if (parsed.success) return Object.freeze(parsed.data);
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`the configuration is not usable:\n${problems.join('\n')}`);
}

/** @throws {ConfigError} when a file cannot be read, or a secret is given both ways; never with the secret itself */
function readSecretFiles(set: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const problems: string[] = [];
  const read: Record<string, string> = {};
  for (const name of secretNames) {
    const path = set[`${name}_FILE`];
    if (path === undefined) continue;
    if (set[name] !== undefined) {
      problems.push(`  ${name}: is set, and ${name}_FILE too; keep one`);
      continue;
    }
    try {
      read[name] = readFileSync(path, 'utf8').trim();
    } catch {
      problems.push(`  ${name}_FILE: ${path} cannot be read`);
    }
  }
  if (problems.length > 0) throw new ConfigError(`the configuration is not usable:\n${problems.join('\n')}`);
  return read;
}
