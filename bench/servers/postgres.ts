import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../../adapters/local-stack/free-port.js';

/** Names and values as in postgresql.conf. */
export type PostgresSettings = Readonly<Record<string, string>>;

/** What the runbook asks for where it matters to a bulk load; durable as by default. */
export const bulkLoadSettings: PostgresSettings = {
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  autovacuum_vacuum_cost_limit: '2000',
};

/** Folder of `initdb` and `pg_ctl` of a Postgres with pgvector, the newest packaged version first; null where there is none. */
export function postgresPrograms(): string | null {
  const versions = '/usr/lib/postgresql';
  const packaged = existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, 'bin')) : [];
  const folders = [...packaged.sort().reverse(), ...(process.env['PATH'] ?? '').split(delimiter)];
  const has = (folder: string, program: string): boolean => existsSync(join(folder, program));
  return folders.find((folder) => has(folder, 'initdb') && has(folder, 'pg_ctl') && hasVector(folder)) ?? null;
}

/** A server without pgvector would only refuse the schema. */
function hasVector(folder: string): boolean {
  const config = join(folder, 'pg_config');
  if (!existsSync(config)) return false;
  const shared = execFileSync(config, ['--sharedir'], { encoding: 'utf8' }).trim();
  return existsSync(join(shared, 'extension', 'vector.control'));
}

/** Postgres does not run as root; then its server runs as `nobody`. */
const nobody = 65_534;

/** A Postgres server of our own on loopback, in a temporary folder. It ends with this process, whatever ends it but SIGKILL. */
export class PrivatePostgres {
  readonly port: number;
  readonly #programs: string;
  readonly #folder: string;
  readonly #settings: PostgresSettings;
  readonly #atExit = (): void => this.remove();

  private constructor(programs: string, folder: string, port: number, settings: PostgresSettings) {
    this.#programs = programs;
    this.#folder = folder;
    this.port = port;
    this.#settings = { listen_addresses: '127.0.0.1', ...settings };
  }

  /** @param programs from {@link postgresPrograms} */
  static async create(programs: string, settings: PostgresSettings): Promise<PrivatePostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'fleet-postgres-'));
    if (process.getuid?.() === 0) await chown(folder, nobody, nobody);
    const server = new PrivatePostgres(programs, folder, await freePort(), settings);
    server.#run('initdb', ['-D', server.#data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8']);
    process.once('exit', server.#atExit);
    // Without a listener a signal ends the process past its `exit` event; a second one must not either.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
    server.start();
    return server;
  }

  /** The database `name` of the server for `role`, as seen from this machine. */
  url(name = 'postgres', role = 'postgres'): string {
    return `postgres://${role}@127.0.0.1:${this.port}/${name}`;
  }

  start(): void {
    const settings = Object.entries(this.#settings).map(([name, value]) => `-c ${name}=${value}`);
    const options = [`-p ${this.port}`, `-k ${this.#folder}`, ...settings].join(' ');
    this.#run('pg_ctl', ['-D', this.#data, '-w', '-l', join(this.#folder, 'log'), '-o', options, 'start']);
  }

  /** @param mode `immediate` is a crash: the next start recovers from the log */
  stop(mode: 'fast' | 'immediate'): void {
    this.#run('pg_ctl', ['-D', this.#data, '-w', '-m', mode, 'stop']);
  }

  /** Stops the server, if it runs, and deletes its data. */
  remove(): void {
    process.off('exit', this.#atExit);
    if (existsSync(join(this.#data, 'postmaster.pid'))) this.stop('immediate');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  #run(program: string, args: string[]): void {
    const asNobody = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
    execFileSync(join(this.#programs, program), args, {
      ...asNobody,
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
}
