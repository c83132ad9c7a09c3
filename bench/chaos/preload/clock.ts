import { statSync } from 'node:fs';

/**
 * Loaded before a worker starts: its wall clock jumps by `CHAOS_CLOCK_JUMP_MS` while the file `CHAOS_CLOCK_FILE` exists. The monotonic
 * clock goes on, as it does on a real machine.
 */
const jumpFile = process.env['CHAOS_CLOCK_FILE'] ?? '';
const lookEveryMs = 200;
const TrueDate = Date;
let jumpMs = 0;

const now = (): number => TrueDate.now() + jumpMs;

setInterval(() => {
  const isThere = statSync(jumpFile, { throwIfNoEntry: false }) !== undefined;
  jumpMs = isThere ? Number(process.env['CHAOS_CLOCK_JUMP_MS'] ?? 0) : 0;
}, lookEveryMs).unref();

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, parameters: unknown[], newTarget): Date =>
    Reflect.construct(target, parameters.length === 0 ? [now()] : parameters, newTarget) as Date,
  get: (target, name, receiver): unknown => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
