import { describe, expect, it } from 'vitest';
import { firstChildren, nextChildren, type Reading } from '../../../cli/tuning.js';

const limits = { cores: 8, memoryMb: 32_000 };
const reading: Reading = { children: 8, freeMb: 20_000, cpuShare: 0.75, load: 5 };

describe('firstChildren', () => {
  it('gives every core a child', () => {
    expect(firstChildren(limits).children).toBe(8);
  });

  it('starts no more than memory holds, and always one', () => {
    const small = firstChildren({ cores: 8, memoryMb: 4_000 });
    expect(small.children).toBe(3);
    expect(small.why).toContain('4000 MB');
    expect(firstChildren({ cores: 2, memoryMb: 500 }).children).toBe(1);
  });
});

describe('nextChildren', () => {
  it('leaves children alone that compute', () => {
    expect(nextChildren(limits, reading)).toBeNull();
  });

  it('adds one where children wait and the machine is idle', () => {
    expect(nextChildren(limits, { ...reading, cpuShare: 0.3, load: 3 })?.children).toBe(9);
  });

  it('adds none on a machine that others keep busy, beyond two per core, or without memory', () => {
    const waiting = { ...reading, cpuShare: 0.3, load: 3 };
    expect(nextChildren(limits, { ...waiting, load: 12 })).toBeNull();
    expect(nextChildren(limits, { ...waiting, children: 16 })).toBeNull();
    expect(nextChildren(limits, { ...waiting, freeMb: 3_500 })).toBeNull();
  });

  it('takes one away when memory runs out, but never the last', () => {
    expect(nextChildren(limits, { ...reading, freeMb: 1_000 })?.children).toBe(7);
    expect(nextChildren(limits, { ...reading, freeMb: 1_000, children: 1 })).toBeNull();
  });

  it('goes back when the additional ones fight for the cores', () => {
    expect(nextChildren(limits, { ...reading, children: 10, cpuShare: 0.95 })?.children).toBe(9);
  });

  it('keeps still while nothing is read', () => {
    expect(nextChildren(limits, { ...reading, cpuShare: null, load: 0 })).toBeNull();
  });
});
