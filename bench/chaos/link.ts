import { openNamespace } from '../servers/namespace.js';

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

/** A network namespace for the worker; where none can be made, loopback and proxies alone. */
export function openLink(): Link {
  const namespace = openNamespace(`fleet${process.pid % 100_000}`);
  return namespace ? { what: 'network namespace, link down', ...namespace } : proxiesAlone();
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
