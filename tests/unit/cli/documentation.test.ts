import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../../adapters/package-root.js';
import { Environment, readConfig, secretNames } from '../../../cli/config.js';
import { createProgram } from '../../../cli/program.js';
import { parseQueues, queuesOfRole } from '../../../cli/queue-list.js';
import { ErrorClass } from '../../../queues/contract/errors.js';
import { queueNames } from '../../../queues/contract/queue-table.js';

const read = (...path: string[]): string => readFileSync(join(packageRoot, ...path), 'utf8');

/** Says what is wrong with the words behind `fleet`; null when they name a command and options that it knows. */
function wrongWith(words: readonly string[]): string | null {
  let command: Command = createProgram();
  const path: string[] = [];
  for (const word of words) {
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (next === undefined) break;
    command = next;
    path.push(word);
  }
  if (path.length === 0) return `no command ${words.join(' ')}`;
  const known = new Set([...command.options.flatMap(({ long, short }) => [long, short]), '--help']);
  const unknown = words.filter((word) => word.startsWith('--') && !known.has(word.split('=')[0] ?? ''));
  return unknown.length === 0 ? null : `${path.join(' ')} has no ${unknown.join(', ')}`;
}

/** Commands as a text shows them: `npx fleet ...`, and `fleet ...` in code. Words in capitals stand for what the reader puts there. */
function commandsIn(text: string): string[][] {
  const lines = text.split('\n').map((line) => line.replace(/#.*$/u, ''));
  const shown = lines.flatMap((line) => [
    ...[...line.matchAll(/npx fleet ([^`;|&)]+)/gu)].map(([, words = '']) => words),
    ...[...line.matchAll(/`fleet ([^`]+)`/gu)].map(([, words = '']) => words),
  ]);
  return shown.map((words) => words.trim().split(/\s+/u));
}

describe('what the documents say', () => {
  it.each(['README.md', 'docs/runbook.md', 'CHANGELOG.md', 'ARCHITECTURE.md'])(
    '%s names commands and options that exist',
    (file) => {
      const wrong = commandsIn(read(file))
        .map(wrongWith)
        .filter((text) => text !== null);
      expect(wrong).toEqual([]);
    },
  );

  it('the runbook says what to do for each alert, and for no other', () => {
    const source = read('flows', 'alerts', 'conditions.ts') + read('flows', 'alerts', 'watch.ts');
    const raised = new Set([...source.matchAll(/(?:finding\(|event\(|condition:)\s*'([a-z-]+)'/gu)].map(([, name = '']) => name));
    const [, section = ''] = read('docs', 'runbook.md').split('## What to do for each alert');
    const [table = ''] = section.split('\n## ');
    const told = [...table.matchAll(/^\| `([a-z-]+)` +\|/gmu)].map(([, name = '']) => name);
    expect(told.sort()).toEqual([...raised].sort());
  });
});

const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      command: z.union([z.string(), z.array(z.string())]).optional(),
      image: z.string().optional(),
      volumes: z.array(z.string()).optional(),
    }),
  ),
});

describe('what starts the fleet', () => {
  it('compose: every command exists, every mounted file is there', () => {
    const { services } = Compose.parse(parse(read('docker', 'compose.yaml'), { merge: true }));
    const ours = Object.entries(services).filter(([, { image }]) => image === undefined);
    expect(ours.map(([name]) => name)).toEqual(expect.arrayContaining(['worker', 'dashboard', 'search']));
    for (const [name, { command }] of ours) if (Array.isArray(command)) expect(wrongWith(command), name).toBeNull();
    for (const { volumes = [] } of Object.values(services)) {
      for (const [source = ''] of volumes.map((volume) => volume.split(':'))) {
        if (source.startsWith('./')) expect(existsSync(join(packageRoot, 'docker', source)), source).toBe(true);
      }
    }
  });

  it('Kubernetes: every container runs a command that exists, as nobody special, within limits', () => {
    const Deployment = z.object({
      kind: z.literal('Deployment'),
      metadata: z.object({ name: z.string() }),
      spec: z.object({
        selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
        template: z.object({
          metadata: z.object({ labels: z.record(z.string(), z.string()) }),
          spec: z.object({
            securityContext: z.object({ runAsNonRoot: z.literal(true) }),
            containers: z
              .array(z.object({ args: z.array(z.string()), resources: z.object({ limits: z.object({ memory: z.string() }) }) }))
              .min(1),
          }),
        }),
      }),
    });
    const documents = parseAllDocuments(read('docker', 'kubernetes', 'fleet.yaml')).map(
      (document) => document.toJS() as { kind: string },
    );
    const deployments = documents.filter(({ kind }) => kind === 'Deployment').map((document) => Deployment.parse(document));
    expect(deployments.length).toBeGreaterThan(0);
    for (const { metadata, spec } of deployments) {
      expect(spec.template.metadata.labels, metadata.name).toEqual(spec.selector.matchLabels);
      for (const { args } of spec.template.spec.containers) expect(wrongWith(args), metadata.name).toBeNull();
    }
    const workers = deployments
      .flatMap(({ spec }) => spec.template.spec.containers.map(({ args }) => args))
      .filter(([command]) => command === 'worker');
    const served = workers.flatMap(([, option, value = '']) => [
      ...(option === '--role' ? queuesOfRole(value) : parseQueues(value)).keys(),
    ]);
    // Creo itself runs on Windows alone.
    expect([...served, 'creo'].sort()).toEqual([...queueNames].sort());
  });

  it('services of Linux and Windows: the command exists', () => {
    const units = readdirSync(join(packageRoot, 'docker', 'systemd')).filter((name) => name.endsWith('.service'));
    const lines = units.map((unit) => /main\.js (.*)$/mu.exec(read('docker', 'systemd', unit))?.[1] ?? '');
    lines.push(/main\.js ([^<]*)<\/arguments>/u.exec(read('docker', 'windows', 'fleet-worker.xml'))?.[1] ?? '');
    expect(lines).toHaveLength(4);
    // A unit that takes the command's name tells in its first line which there are.
    const shown = lines.flatMap((line) => (line === '%i' ? ['dashboard', 'search-api'] : [line]));
    for (const words of shown) expect(wrongWith(words.trim().split(' '))).toBeNull();
  });

  it('names variables that the fleet reads', () => {
    // Classes of errors are in capitals too.
    const known = new Set<string>([
      ...Object.keys(Environment.shape),
      ...ErrorClass.options,
      ...secretNames.map((name) => `${name}_FILE`),
    ]);
    const files = readdirSync(join(packageRoot, 'docker'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    files.push(join(packageRoot, 'README.md'), join(packageRoot, 'docs', 'runbook.md'));
    for (const file of files) {
      const names =
        readFileSync(file, 'utf8').match(/\b(?:FLEET|S3|CREO|EMBED|OTEL_EXPORTER|DATABASE|REDIS)_[A-Z0-9_]+\b/gu) ?? [];
      expect(
        names.filter((name) => !known.has(name)),
        file,
      ).toEqual([]);
    }
  });

  it('health is asked for where it is told', () => {
    const { FLEET_DASHBOARD_PORT: dashboard, FLEET_SEARCH_PORT: search } = readConfig({});
    const asked = [...read('docker', 'compose.yaml').matchAll(/fetch\('http:\/\/127\.0\.0\.1:(\d+\S*)'\)/gu)].map(([, at]) => at);
    expect(asked).toEqual([`${dashboard}/readyz`, `${search}/`]);
    const ports = [...read('docker', 'kubernetes', 'fleet.yaml').matchAll(/containerPort: (\d+)/gu)].map(([, port]) =>
      Number(port),
    );
    expect(ports).toEqual([dashboard, search]);
  });

  it('tells a command that is not there', () => {
    expect(wrongWith(['wrok'])).toBe('no command wrok');
    expect(wrongWith(['worker', '--rolle', 'vm1'])).toBe('worker has no --rolle');
  });
});
