import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../../adapters/local-stack/free-port.js';

export interface NativePostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** What the runbook asks for where it matters to a bulk load; durable as by default. */
const settings = {
  listen_addresses: '127.0.0.1',
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  autovacuum_vacuum_cost_limit: '2000',
} as const;

/** Folder of `initdb` and `pg_ctl`, the newest packaged version first; null where there is none. */
export function postgresPrograms(): string | null {
  const versions = '/usr/lib/postgresql';
  const packaged = existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, 'bin')) : [];
  const folders = [...packaged.sort().reverse(), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl'))) ?? null;
}

/** A private server of the machine's own programs on loopback. Postgres does not run as root; then it runs as `nobody`. */
export async function startPostgres(programs: string): Promise<NativePostgres> {
  const dir = await mkdtemp(join(tmpdir(), 'fleet-bench-pg-'));
  const nobody = 65_534;
  const asNobody = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  if ('uid' in asNobody) await chown(dir, nobody, nobody);
  const run = (program: string, parameters: string[]): void => {
    execFileSync(join(programs, program), parameters, { ...asNobody, cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  const data = join(dir, 'data');
  const port = await freePort();
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres']);
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  run('pg_ctl', ['-D', data, '-w', '-l', join(dir, 'log'), '-o', `-p ${port} -k ${dir} ${options.join(' ')}`, 'start']);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      run('pg_ctl', ['-D', data, '-m', 'fast', 'stop']);
      await rm(dir, { recursive: true, force: true });
    },
  };
}
