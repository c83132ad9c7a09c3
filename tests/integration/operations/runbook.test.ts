import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledEntry } from '../../../adapters/package-root.js';
import { readLedger } from '../../../adapters/postgres/ledger.js';
import { FaultProxy } from '../../../bench/chaos/fault-proxy.js';
import { openNamespace, type Namespace } from '../../../bench/servers/namespace.js';
import { PrivateRedis } from '../../../bench/servers/redis.js';
import { roleNames } from '../../../cli/queue-list.js';
import { writeSampleArchive } from '../../../sample/write-sample-archive.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';
import { readRunbookSteps } from './runbook-steps.js';

/**
 * Five machines, a network namespace each, do what the runbook's section "A run" says, command by command. The commands are the
 * runbook's own; only its example names are replaced: `/mnt/archive`, `vm1` where it means each role, and words in capitals.
 */

const roles = roleNames();
const namespaces = roles.map((role) => openNamespace(`${role}x${process.pid % 100_000}`));
const canRun = namespaces.every((namespace) => namespace !== null);
if (!canRun) console.warn('*** SKIPPED: the five-role run of the runbook needs network namespaces (Linux, `ip`, root).');

interface Machine {
  readonly role: string;
  readonly namespace: Namespace;
  readonly folder: string;
}

interface Outcome {
  readonly status: number | null;
  readonly said: string;
}

const wholeRunMs = 600_000;

describe.skipIf(!canRun)('the runbook', () => {
  const steps = readRunbookSteps();
  const ran = new Set<string>();
  const services: ChildProcess[] = [];
  let machines: Machine[] = [];
  let folder: TestFolder;
  let database: TestDatabase;
  let redis: PrivateRedis;
  let lines: FaultProxy[] = [];
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    folder = openTestFolder();
    await writeSampleArchive(join(folder.path, 'archive'), { files: 40, seed: 5 });
    [database, redis] = await Promise.all([openTestDatabase(), PrivateRedis.create(join(folder.path, 'redis'))]);
    machines = roles.map((role, place) => {
      const machine = { role, namespace: namespaces[place] as Namespace, folder: join(folder.path, role) };
      mkdirSync(machine.folder);
      return machine;
    });
    // Redis and Postgres listen on loopback, where no other machine comes; these lines are where the machines reach them.
    const host = machines[0]?.namespace.host ?? '';
    const urls = [new URL(database.url), new URL(redis.url)] as const;
    lines = await Promise.all(urls.map((url) => FaultProxy.listen(Number(url.port), host)));
    urls.forEach((url, place) => (url.host = `${host}:${lines[place]?.port ?? 0}`));
    environment = {
      DATABASE_URL: urls[0].href,
      REDIS_URL: urls[1].href,
      FLEET_ARTIFACT_DIR: join(folder.path, 'artifacts'),
      FLEET_CHILDREN: '1',
      FLEET_LOG_LEVEL: 'warn',
    };
  });

  afterAll(async () => {
    await Promise.all(services.map((service) => ended(service, 'SIGKILL')));
    for (const line of lines) line.close();
    for (const namespace of namespaces) namespace?.remove();
    await redis.remove();
    await database.close();
    folder.close();
  });

  function start({ namespace, folder: cwd }: Machine, command: string): ChildProcess {
    const [program = '', ...enter] = namespace.enter;
    const words = command.split(' ').map((word) => word.replace('/mnt/archive', join(folder.path, 'archive')));
    return spawn(program, [...enter, process.execPath, compiledEntry('cli', 'main.js'), ...words], {
      cwd,
      env: { ...process.env, ...environment, FLEET_LOCAL_DIR: join(cwd, 'local') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Runs a command to its end. */
  async function run(machine: Machine | undefined, command: string): Promise<Outcome> {
    if (machine === undefined) throw new Error('no such machine');
    const child = start(machine, command);
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
    await once(child, 'close');
    return { status: child.exitCode, said: Buffer.concat(said).toString('utf8') };
  }

  async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    return child.exitCode;
  }

  /** The commands of a step, which count as followed from now on. */
  function commandsOf(title: string): readonly string[] {
    const step = steps.find((candidate) => candidate.title === title);
    if (step === undefined) throw new Error(`the runbook has no step "${title}"`);
    for (const command of step.commands) ran.add(command);
    return step.commands;
  }

  const machine = (role: string): Machine | undefined => machines.find((candidate) => candidate.role === role);

  async function allInOrder(title: string, on: string, words: Readonly<Record<string, string>> = {}): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const command of commandsOf(title)) {
      const filled = Object.entries(words).reduce((text, [word, value]) => text.replace(word, value), command);
      const outcome = await run(machine(on), filled);
      expect(outcome.status, `${filled}: ${outcome.said}`).toBe(0);
      outcomes.push(outcome);
    }
    return outcomes;
  }

  /** Roles of the workers that `fleet status` lists as running. */
  async function heardOf(status: string): Promise<string[]> {
    const { said } = await run(machine('vm1'), status);
    return [...said.matchAll(/^\S+:(vm\d):\d+ +running/gmu)].map(([, role = '']) => role).sort();
  }

  /** What the dashboard answers on its own machine, which is where it listens. */
  async function readiness(): Promise<string> {
    const [program = '', ...enter] = (machine('vm5') as Machine).namespace.enter;
    const ask = `fetch('http://127.0.0.1:3000/readyz').then(async (r) => {
      const { database, redis } = await r.json();
      console.log(r.status, JSON.stringify({ database, redis }));
    }, (error) => console.log(String(error.cause ?? error)))`;
    const { stdout } = await promisify(execFile)(program, [...enter, process.execPath, '-e', ask]);
    return stdout.trim();
  }

  /** Asks again and again; call what it returns to stop, and for what was answered. */
  function watchReadiness(): () => Promise<string[]> {
    const answers: string[] = [];
    let isOver = false;
    const asking = (async () => {
      while (!isOver) {
        answers.push(await readiness());
        await pause(500);
      }
    })();
    return async () => {
      isOver = true;
      await asking;
      return answers;
    };
  }

  it(
    'brings an archive through the fleet by its commands alone',
    async () => {
      const [migrate = '', verify = ''] = commandsOf('Pre-flight');
      expect(await run(machine('vm1'), migrate)).toMatchObject({ status: 0 });
      for (const each of machines) {
        const { status, said } = await run(each, verify);
        expect(status, said).toBe(0);
      }

      const [worker = '', status = ''] = commandsOf('Workers');
      for (const each of machines) services.push(start(each, worker.replace('vm1', each.role)));
      await expect.poll(() => heardOf(status), { timeout: 120_000, interval: 500 }).toEqual([...roles].sort());

      const [dashboard = '', test = ''] = commandsOf('Dashboard');
      services.push(start(machine('vm5') as Machine, dashboard));
      expect(await run(machine('vm5'), test)).toMatchObject({ status: 0 });
      await expect.poll(readiness, { timeout: 60_000, interval: 500 }).toBe('200 {"database":true,"redis":true}');

      const asked = watchReadiness();
      await allInOrder('Dry run', 'vm5');
      await allInOrder('Full run', 'vm5');
      // However busy the database is, nobody takes the dashboard out of service.
      expect(new Set(await asked())).toEqual(new Set(['200 {"database":true,"redis":true}']));
      const [group] = await database.sql<{ id: number; file: number }[]>`
        SELECT group_id::int AS id, min(file_id)::int AS file FROM document_group_members GROUP BY group_id ORDER BY 1 LIMIT 1`;
      const names = { FILE: String(group?.file), GROUP: String(group?.id), PATH: '.pdf', BEFORE: '1', AFTER: '2' };
      for (const title of ['A held run', 'Failures', 'Links', 'Afterwards']) await allInOrder(title, 'vm5', names);
      expect([...ran].sort()).toEqual(steps.flatMap(({ commands }) => commands).sort());
    },
    wholeRunMs,
  );

  it('loses nothing, in neither run', async () => {
    for (const runId of [1, 2]) {
      const ledger = await readLedger(database.sql, runId);
      expect(ledger, JSON.stringify(ledger)).toMatchObject({ lost: 0, duplicate_rows: 0, adds_up: true });
    }
  });

  it('gives each role its kind of work', async () => {
    const claimed = await database.sql<{ type: string; roles: string[] }[]>`
      SELECT job_type::text AS type, array_agg(DISTINCT split_part(claimed_by, ':', 2)) AS roles
      FROM extraction_jobs WHERE run_id = 1 AND status = 'completed' AND reused_from IS NULL AND same_as_file_id IS NULL GROUP BY 1`;
    const rolesOf = new Map(claimed.map((row) => [row.type, row.roles]));
    expect(rolesOf.get('pdf_extract')).toEqual(['vm2']);
    expect(rolesOf.get('dxf_extract')).toEqual(['vm3']);
  });

  it('stops its workers cleanly', async () => {
    const statuses = await Promise.all(services.map((service) => ended(service, 'SIGTERM')));
    expect(statuses).toEqual(services.map(() => 0));
  });
});
