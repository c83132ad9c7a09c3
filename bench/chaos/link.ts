import { execFileSync } from 'node:child_process';

/** The way from one worker to its servers, which can be cut and healed. */
export interface Link {
  /** How partitions are made, for the report. */
  readonly what: string;
  /** The address under which the worker reaches this machine. */
  readonly host: string;
  /** What a command line begins with to run behind the link. */
  readonly enter: readonly string[];
  /** Both directions at once; null where only the proxies can cut. */
  readonly down: (() => void) | null;
  up(): void;
  remove(): void;
}

const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });

/** A network namespace for the worker, joined by a pair of virtual cables; where none can be made, loopback and proxies alone. */
export function openLink(): Link {
  const name = `fleet${process.pid % 100_000}`;
  const host = '10.213.77.1';
  try {
    ip('netns', 'add', name);
  } catch {
    return proxiesAlone();
  }
  try {
    ip('link', 'add', `${name}h`, 'type', 'veth', 'peer', 'name', `${name}w`, 'netns', name);
    ip('addr', 'add', `${host}/24`, 'dev', `${name}h`);
    ip('link', 'set', `${name}h`, 'up');
    ip('-n', name, 'addr', 'add', '10.213.77.2/24', 'dev', `${name}w`);
    ip('-n', name, 'link', 'set', `${name}w`, 'up');
    ip('-n', name, 'link', 'set', 'lo', 'up');
  } catch {
    ip('netns', 'del', name);
    return proxiesAlone();
  }
  return {
    what: 'network namespace, link down',
    host,
    enter: ['ip', 'netns', 'exec', name],
    down: () => ip('-n', name, 'link', 'set', `${name}w`, 'down'),
    up: () => ip('-n', name, 'link', 'set', `${name}w`, 'up'),
    remove: () => ip('netns', 'del', name),
  };
}

function proxiesAlone(): Link {
  return {
    what: 'TCP proxies (no network namespace can be made here)',
    host: '127.0.0.1',
    enter: [],
    down: null,
    up: () => undefined,
    remove: () => undefined,
  };
}
