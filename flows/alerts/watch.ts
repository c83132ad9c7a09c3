import { findAll, type Patience } from './conditions.js';
import { isWorse, type Finding, type Notice, type Receiver, type Severity } from './alert.js';
import type { Observer } from './observation.js';

/** An alert as it is kept, with what each receiver was told of it. */
export interface KeptAlert {
  readonly id: number;
  readonly key: string;
  readonly condition: string;
  readonly severity: Severity;
  readonly message: string;
  readonly runId: number | null;
  readonly isEvent: boolean;
  readonly isOver: boolean;
  readonly deliveries: Readonly<Record<string, Delivery>>;
}

export interface Delivery {
  readonly severity: Severity;
  readonly recovered: boolean;
}

export interface AlertStore {
  /** True when this process tells people until `forMs` from now: one at a time does. */
  lead(holder: string, forMs: number): Promise<boolean>;
  /** Opens, renews and, when unseen for `clearAfterMs`, closes alerts. An event is kept once for ever. */
  keep(findings: readonly Finding[], clearAfterMs: number): Promise<void>;
  /** Alerts of which a receiver may have something to hear. */
  pending(): Promise<KeptAlert[]>;
  /** Receivers that were told of this key within so many ms, at any of its alerts. */
  recentlyTold(key: string, withinMs: number): Promise<ReadonlySet<string>>;
  told(id: number, receiver: string, delivery: Delivery): Promise<void>;
}

export interface WatchTimes {
  /** A condition that comes back sooner is not told again before this has passed. */
  readonly cooldownMs: number;
  /** So long a condition must be unseen before it counts as over. */
  readonly clearAfterMs: number;
  /** So long the lead of a process that has died stays its own. */
  readonly leadMs: number;
  /** A look that takes longer has failed: a database may be away without an error. */
  readonly lookWithinMs: number;
  /** Without it, as by default. */
  readonly patience?: Patience;
}

/** How many looks in a row must fail before the database counts as away. */
const failuresUntilAway = 2;

/** Looks at the fleet again and again, and tells receivers what has come up and what is over. */
export class AlertWatch {
  readonly #observer: Observer;
  readonly #store: AlertStore;
  readonly #receivers: readonly Receiver[];
  readonly #times: WatchTimes;
  readonly #holder: string;
  readonly #onError: (error: unknown, what: string) => void;
  /** What each receiver heard of the database being away: Postgres cannot keep that. */
  readonly #toldAway = new Set<string>();
  #failures = 0;

  constructor(
    ports: { readonly observer: Observer; readonly store: AlertStore; readonly receivers: readonly Receiver[] },
    times: WatchTimes,
    holder: string,
    onError: (error: unknown, what: string) => void,
  ) {
    this.#observer = ports.observer;
    this.#store = ports.store;
    this.#receivers = ports.receivers;
    this.#times = times;
    this.#holder = holder;
    this.#onError = onError;
  }

  /** One look. Never rejects. */
  async look(): Promise<void> {
    try {
      if (!(await inTime(this.#keepWhatIsSeen(), this.#times.lookWithinMs))) return;
    } catch (error) {
      this.#failures += 1;
      this.#onError(error, 'a look at the fleet');
      if (this.#failures >= failuresUntilAway) await this.#tellAway('raised');
      return;
    }
    this.#failures = 0;
    await this.#tellAway('recovered');
    await this.#tellPending().catch((error: unknown) => this.#onError(error, 'telling alerts'));
  }

  /** False when another process tells people. */
  async #keepWhatIsSeen(): Promise<boolean> {
    if (!(await this.#store.lead(this.#holder, this.#times.leadMs))) return false;
    await this.#store.keep(findAll(await this.#observer.observe(), this.#times.patience), this.#times.clearAfterMs);
    return true;
  }

  async #tellPending(): Promise<void> {
    for (const alert of await this.#store.pending()) {
      const due = this.#receivers.filter(({ name }) => dueOf(alert, alert.deliveries[name], false) !== null);
      if (due.length === 0) continue;
      const recently = await this.#store.recentlyTold(alert.key, this.#times.cooldownMs);
      for (const receiver of due) {
        const kind = dueOf(alert, alert.deliveries[receiver.name], recently.has(receiver.name));
        if (kind === null || !(await this.#deliver(receiver, noticeOf(alert, kind)))) continue;
        await this.#store.told(alert.id, receiver.name, { severity: alert.severity, recovered: kind === 'recovered' });
      }
    }
  }

  async #tellAway(kind: Notice['kind']): Promise<void> {
    for (const receiver of this.#receivers) {
      if (this.#toldAway.has(receiver.name) === (kind === 'raised')) continue;
      if (!(await this.#deliver(receiver, databaseAway(kind)))) continue;
      if (kind === 'raised') this.#toldAway.add(receiver.name);
      else this.#toldAway.delete(receiver.name);
    }
  }

  async #deliver(receiver: Receiver, notice: Notice): Promise<boolean> {
    try {
      await receiver.deliver(notice);
      return true;
    } catch (error) {
      this.#onError(error, `telling ${receiver.name}`);
      return false;
    }
  }
}

/** What a receiver is to hear of an alert now: nothing, that it is there (again worse), or that it is over. */
export function dueOf(alert: KeptAlert, told: Delivery | undefined, toldRecently: boolean): Notice['kind'] | null {
  if (alert.isOver && !alert.isEvent) return told === undefined || told.recovered ? null : 'recovered';
  if (told !== undefined) return isWorse(alert.severity, told.severity) ? 'raised' : null;
  return toldRecently ? null : 'raised';
}

function noticeOf({ key, condition, severity, message, runId }: KeptAlert, kind: Notice['kind']): Notice {
  return { kind, key, condition, severity, message, runId, at: new Date().toISOString() };
}

function databaseAway(kind: Notice['kind']): Notice {
  const message = kind === 'raised' ? 'Postgres does not answer: no result can be written' : 'Postgres answers again';
  const key = 'database-away:postgres';
  return { kind, key, condition: 'database-away', severity: 'critical', message, runId: null, at: new Date().toISOString() };
}

/** @throws {Error} when the answer does not come in time */
function inTime<T>(answer: Promise<T>, withinMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${withinMs} ms`)), withinMs);
  });
  // Its failure after the time is up is no news.
  answer.catch(() => undefined);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
