import { describe, expect, it } from 'vitest';
import { shardSizeFor } from '../../../flows/shard-size.js';

describe('shardSizeFor', () => {
  it('cuts shards of some twenty seconds', () => {
    expect(shardSizeFor(200)).toBe(100);
  });

  it('keeps within what a payload and a takeover bear', () => {
    expect(shardSizeFor(0.1)).toBe(200);
    expect(shardSizeFor(60_000)).toBe(5);
  });

  it('leaves the size alone until a file has been read', () => {
    expect(shardSizeFor(null)).toBeNull();
  });
});
