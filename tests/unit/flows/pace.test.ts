import { describe, expect, it } from 'vitest';
import { Pace } from '../../../flows/pace.js';

/** A pace after `files` files of `msPerFile` each. */
function paceAfter(files: number, msPerFile: number, filesAtOnce = 3): Pace {
  let now = 0;
  const pace = new Pace(filesAtOnce, () => now);
  for (let file = 0; file <= files; file++) {
    pace.fileDone();
    now += msPerFile;
  }
  return pace;
}

describe('Pace', () => {
  it('claims what it can read at once until it knows more', () => {
    expect(new Pace(3).claimSize()).toBe(3);
    expect(new Pace(300).claimSize()).toBe(25);
  });

  it('claims more of quick files, and no more of slow ones than it reads at once', () => {
    expect(paceAfter(10, 2).claimSize()).toBe(25);
    expect(paceAfter(10, 50).claimSize()).toBe(5);
    expect(paceAfter(10, 2_000).claimSize()).toBe(3);
  });
});
