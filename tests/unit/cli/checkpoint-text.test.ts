import { describe, expect, it } from 'vitest';
import { checkpointState, figuresInWords } from '../../../cli/checkpoint-text.js';

const held = { phase: 'cad' as const, open: false, passed: false, acceptedReason: null, misses: ['too many have failed'] };

describe('a checkpoint in words', () => {
  it('tells what holds the run, and why it was accepted', () => {
    expect(checkpointState(held, 'held')).toBe('HELD: too many have failed');
    expect(checkpointState({ ...held, acceptedReason: 'known bad files' }, 'running')).toBe('accepted: known bad files');
    expect(checkpointState({ ...held, passed: true }, 'running')).toBe('passed');
  });

  it('does not call the coordinator that waits for a held phase at work', () => {
    const waiting = { ...held, phase: 'extract' as const, open: true };
    expect(checkpointState(waiting, 'running')).toBe('at work');
    expect(checkpointState(waiting, 'held')).toBe('waits for what holds the run');
  });

  it('writes figures as words with their units', () => {
    const figures = { run: 3, completedShare: 0.9167, sourceDefects: 2, failedByClass: { TIMEOUT: 1 } };
    expect(figuresInWords(figures)).toBe('completed share 91.7 %, source defects 2');
  });
});
