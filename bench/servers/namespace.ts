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

const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });

/**
 * Makes a namespace; null where none can be made: it takes Linux, `ip` and root.
 * @param name at most 13 characters, as its cables are named after it
 * @param subnet of 10.213.0.0/16, one per namespace of this machine
 */
export function openNamespace(name: string, subnet: number): Namespace | null {
  const network = `10.213.${subnet}`;
  const host = `${network}.1`;
  try {
    ip('netns', 'add', name);
  } catch {
    return null;
  }
  const remove = (): void => ip('netns', 'del', name);
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
    down: () => ip('-n', name, 'link', 'set', `${name}w`, 'down'),
    up: () => {
      ip('-n', name, 'link', 'set', `${name}w`, 'up');
      // The route went with the link.
      ip('-n', name, 'route', 'replace', 'default', 'via', host);
    },
    remove,
  };
}
