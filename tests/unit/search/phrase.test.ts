import { describe, expect, it } from 'vitest';
import { pickPhrase } from '../../../search/checks/fulltext-items.js';

describe('pickPhrase', () => {
  it('prefers words that tell most', () => {
    expect(pickPhrase('DO NOT SCALE\nTHIS DRAWING\nPART FL-2041-A REV 7 OF THE SET')).toContain('FL-2041-A');
  });

  it('takes nothing behind an angle bracket or over a quote', () => {
    expect(pickPhrase('NOTE A <REMOVED 123456 789012 345678>')).toBe('NOTE A');
    expect(pickPhrase('1/2" PIPE')).toBeNull();
  });

  it('finds none in a single word', () => expect(pickPhrase('FLANGE')).toBeNull());
});
