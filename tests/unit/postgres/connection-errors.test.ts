import { describe, expect, it } from 'vitest';
import { isConnectionError, isOutage } from '../../../adapters/postgres/connection-errors.js';

const withCode = (code: string): Error => Object.assign(new Error(code), { code });

describe('errors of the database', () => {
  it.each(['CONNECT_TIMEOUT', 'ECONNREFUSED', 'ENETUNREACH', 'EAI_AGAIN', '08006', '53300', '57P01', '25006'])(
    'tells by %s that it is away',
    (code) => {
      expect(isConnectionError(withCode(code))).toBe(true);
      expect(isOutage(withCode(code))).toBe(true);
    },
  );

  it('tells a lost transaction from an outage: it is tried again, and nothing else waits', () => {
    expect([isConnectionError(withCode('40P01')), isOutage(withCode('40P01'))]).toEqual([true, false]);
  });

  it.each(['22003', '23505', '42P01'])('takes %s for what it is: the statement is refused', (code) => {
    expect(isConnectionError(withCode(code))).toBe(false);
  });
});
