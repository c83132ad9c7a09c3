import { describe, expect, it } from 'vitest';
import { createGrants, includes } from '../../../search/http/access.js';

const withHeader = (authorization?: string) => ({ headers: authorization === undefined ? {} : { authorization } });
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

describe('createGrants', () => {
  const grantOf = createGrants({ read: 'reading-token-1', operate: 'operating-token', admin: 'admin-token-1234' });

  it('grants what the token allows', () => {
    expect(grantOf(withHeader('Bearer reading-token-1'))).toBe('read');
    expect(grantOf(withHeader('bearer operating-token'))).toBe('operate');
    expect(grantOf(withHeader(basic('anyone', 'admin-token-1234')))).toBe('admin');
  });

  it('grants nothing for a wrong token, a part of one, or none', () => {
    for (const header of [
      undefined,
      'Bearer',
      'Bearer wrong',
      'Bearer reading-token-',
      'Bearer reading-token-12',
      'reading-token-1',
      basic('reading-token-1', ''),
    ]) {
      expect(grantOf(withHeader(header))).toBeNull();
    }
  });

  it('takes a password with a colon whole', () => {
    expect(createGrants({ read: 'a:b:c' })(withHeader(basic('u', 'a:b:c')))).toBe('read');
  });

  it('lets everybody read where no reading token is set, and nobody more', () => {
    const open = createGrants({ admin: 'admin-token-1234' });
    expect(open(withHeader())).toBe('read');
    expect(open(withHeader('Bearer wrong'))).toBe('read');
    expect(open(withHeader('Bearer admin-token-1234'))).toBe('admin');
  });
});

describe('includes', () => {
  it('orders the scopes', () => {
    expect(includes('admin', 'read')).toBe(true);
    expect(includes('operate', 'admin')).toBe(false);
  });
});
