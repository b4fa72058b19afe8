import { describe, expect, it } from 'vitest';
import { natsAddress } from './nats-address.js';
import { Signature } from './signature.js';

describe('what comes over NATS', () => {
  it('is believed of those alone who know the secret of the installation', () => {
    const ours = new Signature('a secret for tests alone, long enough');
    const others = new Signature('another secret for tests, long enough');
    expect(ours.fits('text', ours.of('text'))).toBe(true);
    for (const wrong of [others.of('text'), ours.of('other'), '', 'x', `${ours.of('text')}x`]) {
      expect(ours.fits('text', wrong)).toBe(false);
    }
  });
});

describe('the address of NATS', () => {
  it('holds servers, credentials and whether the connection is encrypted', () => {
    expect(natsAddress('nats://bus')).toEqual({ servers: ['bus:4222'] });
    expect(natsAddress('nats://user:p%40ss@one:1,nats://two:2')).toEqual({
      servers: ['one:1', 'two:2'],
      user: 'user',
      pass: 'p@ss',
    });
    expect(natsAddress('tls://token@bus')).toEqual({ servers: ['bus:4222'], tls: {}, token: 'token' });
  });
});
