import { describe, expect, it } from 'vitest';
import { judge } from '../../../flows/checkpoints.js';

describe('judge', () => {
  const sound = { open: 0, completedShare: 0.97 };

  it('passes figures that hold', () => {
    expect(judge('pdf', sound)).toMatchObject({ passed: true, misses: [] });
  });

  it('names each figure that does not, with its value and its gate', () => {
    const { passed, misses } = judge('pdf', { open: 3, completedShare: 0.5 });
    expect(passed).toBe(false);
    expect(misses).toEqual([
      'files are still open (open 3, at most 0 allowed)',
      'too many readable files have failed (completed share 50 %, at least 95 % wanted)',
    ]);
  });

  it('passes a share of nothing', () => {
    expect(judge('pdf', { open: 0, completedShare: null }).passed).toBe(true);
  });

  it('fails when nobody has computed the figure', () => {
    expect(judge('link', { groups: 3, genericJoins: 0 }).misses).toEqual(['ungrouped is unknown']);
  });

  it('wants every completed CAD job in cad_models', () => {
    expect(judge('cad', { ...sound, modelsMissing: 1 }).passed).toBe(false);
  });
});
