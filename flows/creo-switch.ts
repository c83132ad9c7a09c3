/**
 * Whether the fleet asks a Creo service, as a state and its transitions. Nothing here knows a clock, a database or a worker: times are
 * milliseconds that the caller hands in, the state is one row that all workers share.
 *
 *   grpc --(over 10 % of at least 20 calls failed in transport)--> json
 *   json --(after a pause one worker probes with a model; three in a row answered)--> grpc
 */
export interface CreoSwitchState {
  readonly state: 'grpc' | 'json';
  /** Oldest first; at most `windowCalls`, none older than `windowMs`. */
  readonly recentCalls: readonly RecentCall[];
  readonly probeBy: string | null;
  /** Until when nobody else probes: a prober that died must not block the way back. */
  readonly probeUntil: number | null;
  readonly nextProbeAt: number | null;
  readonly probesPassed: number;
}

export interface RecentCall {
  readonly at: number;
  readonly failed: boolean;
}

export interface SwitchRules {
  readonly windowCalls: number;
  readonly windowMs: number;
  readonly minCalls: number;
  /** Share of transport failures above which the fleet switches. */
  readonly maxFailedShare: number;
  readonly probeEveryMs: number;
  /** Longer than a call may take. */
  readonly probeLeaseMs: number;
  readonly probesToReturn: number;
}

export const switchRules: SwitchRules = {
  windowCalls: 200,
  windowMs: 600_000,
  minCalls: 20,
  maxFailedShare: 0.1,
  probeEveryMs: 30_000,
  probeLeaseMs: 330_000,
  probesToReturn: 3,
};

export const initialSwitch: CreoSwitchState = {
  state: 'grpc',
  recentCalls: [],
  probeBy: null,
  probeUntil: null,
  nextProbeAt: null,
  probesPassed: 0,
};

export interface Admission {
  readonly state: CreoSwitchState;
  /** `call` as usual, `probe` whether the service is back, `skip` it. */
  readonly verdict: 'call' | 'probe' | 'skip';
}

/** May `worker` ask the service now? A probe is granted to one worker at a time. */
export function admit(state: CreoSwitchState, worker: string, now: number, rules = switchRules): Admission {
  if (state.state === 'grpc') return { state, verdict: 'call' };
  const probing = state.probeUntil !== null && state.probeUntil > now;
  const tooSoon = state.nextProbeAt !== null && state.nextProbeAt > now;
  if (probing || tooSoon) return { state, verdict: 'skip' };
  return { state: { ...state, probeBy: worker, probeUntil: now + rules.probeLeaseMs }, verdict: 'probe' };
}

/** `answered` also when the answer was that the model cannot be read; `abandoned` when the worker gave up for reasons of its own. */
export type CallEnd = 'answered' | 'transport' | 'abandoned';

export interface Switch {
  readonly from: CreoSwitchState['state'];
  readonly to: CreoSwitchState['state'];
  readonly reason: string;
  readonly calls: number;
  readonly transportFailures: number;
}

export interface Recorded {
  readonly state: CreoSwitchState;
  /** Null when the fleet goes on as before. */
  readonly switched: Switch | null;
}

/** What follows from the end of a call that `admit` let through. */
export function record(
  state: CreoSwitchState,
  verdict: 'call' | 'probe',
  worker: string,
  end: CallEnd,
  now: number,
  rules = switchRules,
): Recorded {
  if (verdict === 'probe') return recordProbe(state, worker, end, now, rules);
  // A call that began before the switch says nothing about the way back.
  if (end === 'abandoned' || state.state === 'json') return { state, switched: null };
  const recentCalls = [...state.recentCalls, { at: now, failed: end === 'transport' }]
    .filter(({ at }) => now - at <= rules.windowMs)
    .slice(-rules.windowCalls);
  const calls = recentCalls.length;
  const failures = recentCalls.filter(({ failed }) => failed).length;
  if (calls < rules.minCalls || failures <= rules.maxFailedShare * calls) {
    return { state: { ...state, recentCalls }, switched: null };
  }
  return {
    state: { ...initialSwitch, state: 'json', nextProbeAt: now + rules.probeEveryMs },
    switched: {
      from: 'grpc',
      to: 'json',
      reason: `${failures} of the last ${calls} calls failed in transport`,
      calls,
      transportFailures: failures,
    },
  };
}

function recordProbe(state: CreoSwitchState, worker: string, end: CallEnd, now: number, rules: SwitchRules): Recorded {
  // Another worker's probe, after this one's lease had run out.
  if (state.state !== 'json' || state.probeBy !== worker) return { state, switched: null };
  const free = { ...state, probeBy: null, probeUntil: null };
  if (end === 'abandoned') return { state: free, switched: null };
  if (end === 'transport') return { state: { ...free, probesPassed: 0, nextProbeAt: now + rules.probeEveryMs }, switched: null };
  const probesPassed = state.probesPassed + 1;
  if (probesPassed < rules.probesToReturn) return { state: { ...free, probesPassed, nextProbeAt: null }, switched: null };
  return {
    state: initialSwitch,
    switched: {
      from: 'json',
      to: 'grpc',
      reason: `${probesPassed} probes in a row were answered`,
      calls: probesPassed,
      transportFailures: 0,
    },
  };
}
