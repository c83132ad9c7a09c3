/** What a command's exit status means; listed in the README. */
export const exitCodes = {
  ok: 0,
  /** Something failed: the message says what. */
  failed: 1,
  /** The words of the command or the configuration are off. */
  usage: 2,
  /** A check did not pass: `verify`, a held run, a ledger that does not add up. */
  unsound: 3,
  /** Stopped by a signal before the work was done. */
  interrupted: 130,
} as const;

/** The user's words are off; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
