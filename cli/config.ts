import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { creoModes } from '../queues/contract/creo-service.js';
import { packageRoot } from '../adapters/package-root.js';

const url = (protocols: readonly string[]): z.ZodOptional<z.ZodString> =>
  z
    .string()
    .refine((text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)), {
      message: `must begin with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    })
    .optional();
const port = z.coerce.number().int().min(0).max(65_535);

/** Everything that may be set from outside, with its default. `.env.example` is held against this by a test. */
export const Environment = z.object({
  DATABASE_URL: url(['postgres', 'postgresql']),
  REDIS_URL: url(['redis', 'rediss']),
  FLEET_LOCAL_DIR: z.string().default(join(packageRoot, '.local')),
  FLEET_ARTIFACT_DIR: z.string().optional(),
  EMBED_MODEL_DIR: z.string().optional(),
  CREO_GRPC_URL: z
    .string()
    .regex(/^[^\s/]+:\d+$/, 'must be host:port')
    .optional(),
  CREO_MODE: z.enum(creoModes).default('auto'),
  CREO_SESSIONS: z.coerce.number().int().min(1).max(64).default(1),
  FLEET_CHILDREN: z.coerce.number().int().min(1).max(256).optional(),
  FLEET_DATABASE_CONNECTIONS: z.coerce.number().int().min(1).max(64).default(4),
  FLEET_LOCK_DURATION_MS: z.coerce.number().int().min(1000).default(60_000),
  FLEET_STALLED_INTERVAL_MS: z.coerce.number().int().min(500).default(30_000),
  FLEET_RECONCILE_EVERY_MS: z.coerce.number().int().min(1000).default(180_000),
  FLEET_DASHBOARD_PORT: port.default(3000),
  FLEET_SEARCH_PORT: port.default(8080),
  FLEET_HOST: z.string().default('127.0.0.1'),
  FLEET_READ_TOKEN: z.string().min(16).optional(),
  FLEET_ADMIN_TOKEN: z.string().min(16).optional(),
  FLEET_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type Config = Readonly<z.infer<typeof Environment>>;

/** Where previews, views and samples are kept: beside the local stack unless the configuration names a place that all machines share. */
export function artifactFolder(config: Config): string {
  return config.FLEET_ARTIFACT_DIR ?? join(config.FLEET_LOCAL_DIR, 'artifacts');
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
  const parsed = Environment.safeParse(set);
  if (parsed.success) return Object.freeze(parsed.data);
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`the configuration is not usable:\n${problems.join('\n')}`);
}
