/** What alerts are made of; nothing here knows a database, a clock or a receiver. */

export const severities = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** What is the matter, as one look at the fleet found it. */
export interface Finding {
  /** The condition and what it is about: the same trouble has the same key at every look. */
  readonly key: string;
  readonly condition: string;
  readonly severity: Severity;
  /** One sentence for people. */
  readonly message: string;
  readonly runId: number | null;
  /** Told once and over at once, such as the end of a run. */
  readonly isEvent: boolean;
}

/** What a receiver is told. */
export interface Notice {
  readonly kind: 'raised' | 'recovered';
  readonly key: string;
  readonly condition: string;
  readonly severity: Severity;
  readonly message: string;
  readonly runId: number | null;
  readonly at: string;
}

/** Somebody who is told: a log, a chat, a pager. */
export interface Receiver {
  readonly name: string;
  /** @throws when the notice did not arrive; it is offered again at the next look */
  deliver(notice: Notice): Promise<void>;
}

export function isWorse(one: Severity, other: Severity): boolean {
  return severities.indexOf(one) > severities.indexOf(other);
}
