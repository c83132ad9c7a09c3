import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../cli/config.js';
import { createLogger } from '../../../cli/logger.js';

describe('the log', () => {
  it('holds no secret, wherever it turns up', () => {
    const lines: string[] = [];
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString());
        done();
      },
    });
    const config = readConfig({
      DATABASE_URL: 'postgres://fleet:p%40ss-of-postgres@db/fleet',
      REDIS_URL: 'rediss://:pass-of-redis@queue:6380',
      FLEET_READ_TOKEN: 'read-token-0123456789',
      FLEET_ADMIN_TOKEN: 'admin-token-0123456789',
      FLEET_SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/T0/B0/hush',
      FLEET_PAGERDUTY_ROUTING_KEY: 'routing-key-0123456789',
    });
    const log = createLogger(config, 'info', sink);
    log.error(
      { url: config.DATABASE_URL, nested: { deep: [config.REDIS_URL] } },
      `login p@ss-of-postgres with ${config.FLEET_READ_TOKEN ?? ''}`,
    );
    log.warn(
      new Error(
        `${config.FLEET_SLACK_WEBHOOK_URL ?? ''} ${config.FLEET_PAGERDUTY_ROUTING_KEY ?? ''} ${config.FLEET_ADMIN_TOKEN ?? ''}`,
      ),
    );
    const text = lines.join('');
    expect(text).toContain('postgres://fleet:[secret]@db/fleet');
    expect(text).not.toMatch(/ss-of-postgres|pass-of-redis|token-0123456789|T0\/B0|routing-key/u);
  });
});
