import { execFileSync } from 'node:child_process';

/** A network namespace that stands for a machine of its own, joined to this one by a pair of virtual cables. */
export interface Namespace {
  /** The address under which it reaches this machine; it reaches this machine's other addresses too. */
  readonly host: string;
  /** What a command line begins with to run in it. */
  readonly enter: readonly string[];
  /** Unplugs it, both directions at once. */
  down(): void;
  up(): void;
  remove(): void;
}

const ip = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/**
 * Makes a namespace; null where none can be made: it takes Linux, `ip` and root.
 * @param name at most 13 characters, as its cables are named after it
 */
export function openNamespace(name: string): Namespace | null {
  let network: string;
  try {
    network = freeNetwork();
    ip('netns', 'add', name);
  } catch {
    return null;
  }
  const host = `${network}.1`;
  const remove = (): void => void ip('netns', 'del', name);
  try {
    ip('link', 'add', `${name}h`, 'type', 'veth', 'peer', 'name', `${name}w`, 'netns', name);
    ip('addr', 'add', `${host}/24`, 'dev', `${name}h`);
    ip('link', 'set', `${name}h`, 'up');
    ip('-n', name, 'addr', 'add', `${network}.2/24`, 'dev', `${name}w`);
    ip('-n', name, 'link', 'set', `${name}w`, 'up');
    ip('-n', name, 'link', 'set', 'lo', 'up');
    ip('-n', name, 'route', 'add', 'default', 'via', host);
  } catch {
    remove();
    return null;
  }
  return {
    host,
    enter: ['ip', 'netns', 'exec', name],
    down: () => void ip('-n', name, 'link', 'set', `${name}w`, 'down'),
    up: () => {
      ip('-n', name, 'link', 'set', `${name}w`, 'up');
      // The route went with the link.
      ip('-n', name, 'route', 'replace', 'default', 'via', host);
    },
    remove,
  };
}

/**
 * The first three numbers of a network of 10.213.0.0/16 that this machine has no address in. A namespace whose owner was killed stays, and
 * of two of one network only the first is answered. The search begins at the process id, so that two processes at once hardly meet.
 */
function freeNetwork(): string {
  const addresses = ip('-4', '-oneline', 'address');
  const networks = Array.from({ length: 254 }, (_, place) => `10.213.${((process.pid + place) % 254) + 1}`);
  const free = networks.find((network) => !addresses.includes(` ${network}.`));
  if (free === undefined) throw new Error('no network of 10.213.0.0/16 is free');
  return free;
}
