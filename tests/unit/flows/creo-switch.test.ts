import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, initialSwitch, record, switchRules, type CallEnd, type CreoSwitchState } from '../../../flows/creo-switch.js';

/** Calls in order, one per second, as long as the fleet asks. */
function calls(ends: readonly CallEnd[], state = initialSwitch): { state: CreoSwitchState; switches: string[] } {
  const switches: string[] = [];
  let now = 0;
  for (const end of ends) {
    now += 1_000;
    const recorded = record(state, 'call', 'w', end, now);
    state = recorded.state;
    if (recorded.switched) switches.push(`${recorded.switched.to} at ${now}: ${recorded.switched.reason}`);
  }
  return { state, switches };
}

const many = (end: CallEnd, times: number): CallEnd[] => Array.from({ length: times }, () => end);

describe('the switch of the Creo service', () => {
  it('stays where not more than 10 % of at least 20 calls failed', () => {
    expect(calls(many('transport', 19)).switches).toEqual([]);
    expect(calls([...many('answered', 18), ...many('transport', 2)]).switches).toEqual([]);
  });

  it('switches above that, once, with the figures', () => {
    expect(calls([...many('answered', 18), ...many('transport', 8)]).switches).toEqual([
      'json at 21000: 3 of the last 21 calls failed in transport',
    ]);
  });

  it('forgets calls that are long ago', () => {
    const { state } = calls(many('transport', 19));
    const later = record(state, 'call', 'w', 'transport', 19_000 + switchRules.windowMs + 1);
    expect(later.switched).toBeNull();
    expect(later.state.recentCalls).toHaveLength(1);
  });

  it('lets one worker probe after a pause, and takes its lease back when that worker is lost', () => {
    const { state } = calls(many('transport', 20));
    const at = state.nextProbeAt ?? 0;
    expect(admit(state, 'a', at - 1).verdict).toBe('skip');
    const granted = admit(state, 'a', at);
    expect(granted.verdict).toBe('probe');
    expect(admit(granted.state, 'b', at + 1).verdict).toBe('skip');
    const taken = admit(granted.state, 'b', at + switchRules.probeLeaseMs + 1);
    expect(taken.verdict).toBe('probe');
    // The lost worker's answer comes late and counts for nothing.
    expect(record(taken.state, 'probe', 'a', 'answered', at + switchRules.probeLeaseMs + 2).state).toBe(taken.state);
  });

  it('switches back after three probes in a row that were answered', () => {
    let { state } = calls(many('transport', 20));
    let now = state.nextProbeAt ?? 0;
    const switched: (string | undefined)[] = [];
    for (const end of ['answered', 'transport', 'answered', 'answered', 'answered'] as const) {
      const admission = admit(state, 'a', now);
      expect(admission.verdict).toBe('probe');
      const recorded = record(admission.state, 'probe', 'a', end, now);
      state = recorded.state;
      switched.push(recorded.switched?.to);
      now = state.nextProbeAt ?? now + 1;
    }
    expect(switched).toEqual([undefined, undefined, undefined, undefined, 'grpc']);
    expect(state).toEqual(initialSwitch);
  });

  it('never blocks the way back, whatever workers do', () => {
    const step = fc.record({
      end: fc.constantFrom<CallEnd | 'lost'>('answered', 'transport', 'abandoned', 'lost'),
      worker: fc.constantFrom('a', 'b', 'c'),
      pauseMs: fc.integer({ min: 1, max: 400_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let state: CreoSwitchState = calls(many('transport', 20)).state;
        let now = 20_000;
        for (const { end, worker, pauseMs } of steps) {
          now += pauseMs;
          const { state: admitted, verdict } = admit(state, worker, now);
          state = admitted;
          if (verdict !== 'skip' && end !== 'lost') state = record(state, verdict, worker, end, now).state;
          expect(state.recentCalls.length).toBeLessThanOrEqual(switchRules.windowCalls);
        }
        for (let probe = 0; probe < 2 * switchRules.probesToReturn && state.state === 'json'; probe++) {
          now += switchRules.probeLeaseMs + 1;
          const { state: admitted, verdict } = admit(state, 'z', now);
          expect(verdict).toBe('probe');
          state = record(admitted, 'probe', 'z', 'answered', now).state;
        }
        expect(state.state).toBe('grpc');
      }),
    );
  });
});
