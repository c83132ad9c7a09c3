import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../adapters/package-root.js';
import { ConfigError, Environment, readConfig } from '../../../cli/config.js';

describe('configuration', () => {
  it('is described in .env.example, every variable and nothing else', () => {
    const example = readFileSync(join(packageRoot, '.env.example'), 'utf8');
    const named = [...example.matchAll(/^([A-Z0-9_]+)=/gm)].map((match) => match[1]);
    expect(named.sort()).toEqual(Object.keys(Environment.shape).sort());
  });

  it('takes the example as it stands', () => {
    const example = readFileSync(join(packageRoot, '.env.example'), 'utf8');
    const environment: Record<string, string> = Object.fromEntries(
      [...example.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map((match) => [match[1] ?? '', match[2] ?? '']),
    );
    expect(readConfig(environment)).toEqual(readConfig({}));
  });

  it('tells all problems at once', () => {
    const read = (): unknown => readConfig({ DATABASE_URL: 'mysql://x', FLEET_CHILDREN: '0', FLEET_READ_TOKEN: 'short' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/DATABASE_URL[^]*FLEET_CHILDREN[^]*FLEET_READ_TOKEN/);
  });

  it('reads secrets from files, without the line end that editors leave', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fleet-config-'));
    try {
      const file = join(folder, 'database');
      writeFileSync(file, 'postgres://fleet:hush@db/fleet\n');
      expect(readConfig({ DATABASE_URL_FILE: file }).DATABASE_URL).toBe('postgres://fleet:hush@db/fleet');
      const twice = (): unknown => readConfig({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://fleet:other@db/fleet' });
      expect(twice).toThrow(/keep one/u);
      expect(twice).not.toThrow(/hush|other/u);
      expect(() => readConfig({ REDIS_URL_FILE: join(folder, 'nothing') })).toThrow(/REDIS_URL_FILE/u);
      writeFileSync(file, 'mysql://fleet:hush@db/fleet');
      expect(() => readConfig({ DATABASE_URL_FILE: file })).toThrow(/DATABASE_URL: must begin/u);
      expect(() => readConfig({ DATABASE_URL_FILE: file })).not.toThrow(/hush/u);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
